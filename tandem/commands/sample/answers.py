"""Which questions go wrong in the sample, and who remarks upon one?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.sample.right_answers import right_answer
from tandem.content.lesson import Question
from tandem.learning.feedback import actions as feedback
from tandem.learning.feedback.queries import asking
from tandem.learning.quizzes import actions as quizzes
from tandem.learning.quizzes.queries import QuizPlace, sitting
from tandem.learning.remarks import actions as remarks
from tandem.learning.remarks.queries import About
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Completion, Person
from tandem.terms import Answered, FeedbackPromise, Role

SAID = (Answered.YES, Answered.RATHER_YES, Answered.YES, Answered.RATHER_NO)
REMARK = "Two of these would help where I work. Is it the first step that you mean?"


def try_quiz(
    session: Session,
    course: ServedCourse,
    module: ServedModule,
    person: Person,
    role: Role,
    *,
    at: datetime,
) -> bool:
    """A first attempt of somebody who reads quickly; False where all of it was right.

    Every other person opens the first hint, and every other one misses the first question.
    """
    quiz_sitting = sitting(
        session, QuizPlace(course, module, role), person_id=person.id, shown=None
    )
    first = quiz_sitting.paper.questions[0].id if quiz_sitting.paper.questions else ""
    hinted = next((question for question in quiz_sitting.paper.questions if question.hint), None)
    if hinted and person.id % 3:
        quizzes.open_hint(session, quiz_sitting, hinted.id, person_id=person.id, now=at)
    answers = {question.id: right_answer(question) for question in quiz_sitting.quiz.questions}
    if person.id % 2 and first:
        answers |= {q.id: wrong_answer(q) for q in quiz_sitting.quiz.questions if q.id == first}
        quizzes.record_attempt(session, quiz_sitting, answers, person_id=person.id, now=at)
    return bool(person.id % 2 and first)


def say_afterwards(session: Session, course: ServedCourse) -> None:
    """What those who finished a module say of it: most of them yes."""
    query = (
        select(Completion)
        .join(Person, Person.id == Completion.person_id)
        .where(Completion.module_id.in_([module.id for module in course.modules]), Person.is_sample)
        .order_by(Completion.at, Completion.id)
    )
    for completion in session.scalars(query).all():
        at = completion.at + timedelta(minutes=1)
        while asked := asking(
            session, completion.person_id, module_id=completion.module_id, now=at
        ):
            answer = SAID[
                (completion.person_id + completion.module_id + len(asked.about)) % len(SAID)
            ]
            promise = FeedbackPromise.FIGURES_OF_FIVE
            feedback.answer(
                session,
                completion.person_id,
                asked,
                answer,
                course_id=course.id,
                promise=promise,
                now=at,
            )


def wrong_answer(question: Question) -> list[str]:
    """A wrong option, where there are options to choose from."""
    wrong = [option.key for option in question.options if not option.right]
    return wrong[:1] or right_answer(question)


def remark_upon(
    session: Session, course: ServedCourse, person: Person, role: Role, *, now: datetime
) -> None:
    """Somebody finds a question of the first module unclear."""
    module = course.modules[0]
    quiz_sitting = sitting(
        session, QuizPlace(course, module, role), person_id=person.id, shown=None
    )
    question = quiz_sitting.quiz.questions[0]
    about = About(
        course.slug,
        module.slug,
        module.id,
        module.revision_id,
        question,
        quiz_sitting.lesson.language,
    )
    remarks.write(session, about, REMARK, person_id=person.id, now=now - timedelta(days=2))
