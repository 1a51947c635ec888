"""What came of an attempt, as far as it may be shown to its author?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import quizzes_for, reading_for
from tandem.content.lesson import Lesson, Section
from tandem.learning.quizzes import feedback, paper
from tandem.learning.quizzes.feedback import MarkedQuestion, Reveal
from tandem.learning.quizzes.lesson_places import LessonPlace, places_of
from tandem.learning.quizzes.paper import Tried
from tandem.learning.quizzes.past import PastAttempt, past_attempts
from tandem.learning.quizzes.queries import attempts, granted_of, tried_of
from tandem.library.served import lesson_of, library
from tandem.models import Attempt
from tandem.progress.assigned import Seat, round_of_person, seats
from tandem.progress.given_alone import round_alone
from tandem.progress.pair_courses import SeatModule
from tandem.progress.rules import next_step
from tandem.progress.rules.rounds import Round
from tandem.progress.seat_places import InPair
from tandem.terms import Role


@dataclass(frozen=True)
class PartResult:
    """How many of how many questions about one part of the lesson were right."""

    place: LessonPlace
    right: int
    of: int


@dataclass(frozen=True)
class Result:
    """An attempt as its author may see it."""

    course: str
    module: str
    module_id: int
    title: str
    language: str
    lesson_language: str
    as_role: Role | None
    revision_id: int
    number: int
    right: int
    total: int
    pass_percent: int
    passed: bool
    at: datetime
    due: Reveal
    questions: tuple[MarkedQuestion, ...]
    is_older_text: bool
    has_passed: bool
    is_latest: bool
    left: int | None
    past: tuple[PastAttempt, ...]
    places: Mapping[str, LessonPlace] = field(default_factory=dict)

    @property
    def numbered(self) -> tuple[tuple[int, MarkedQuestion], ...]:
        """The questions with the numbers they had in the quiz."""
        return tuple(enumerate(self.questions, start=1))

    @property
    def by_part(self) -> tuple[PartResult, ...]:
        """How much was right of each part of the lesson, in the order of the lesson."""
        if any(question.id not in self.places for question in self.questions):
            return ()
        asked = [(self.places[question.id], bool(question.right)) for question in self.questions]
        return tuple(
            PartResult(place, sum(right for at, right in asked if at == place), number)
            for place, number in sorted(
                Counter(at for at, _ in asked).items(), key=lambda item: item[0].number
            )
        )


def result(
    session: Session, person_id: int, *, course: str, module: str, number: int, now: datetime
) -> Result:
    """One of the person's own attempts. Raises NoResultFound."""
    shelf = library(session).course(course)
    served = shelf.module(module)
    rows = attempts(session, person_id, served.id)
    attempt = numbered(rows, number)
    in_round = round_in(session, person_id, shelf.id, Role(attempt.role), now=now)
    tried = [tried_of(*row, round=in_round) for row in rows]
    lesson = lesson_of(session, attempt.revision_id)
    quiz = quizzes_for(lesson, Role(attempt.role))[0]
    granted = granted_of(session, served.lesson, person_id, served.id)
    left = paper.attempts_left(lesson, tried, granted, in_round)
    due = due_in(lesson, attempt, tried, left=left)
    questions = marked_questions(attempt, quiz, due=due)
    return Result(
        course=course,
        module=module,
        module_id=served.id,
        title=served.title,
        language=lesson.language,
        lesson_language=served.lesson.language,
        as_role=Role(attempt.role),
        revision_id=attempt.revision_id,
        number=number,
        right=attempt.right,
        total=attempt.total,
        pass_percent=round(quiz.pass_share * 100),
        passed=attempt.passed,
        at=attempt.at,
        due=due,
        questions=questions,
        is_older_text=attempt.revision_id != served.revision_id,
        has_passed=any(other.passed and other.counts for other in tried),
        is_latest=number == tried[-1].number,
        left=paper.attempts_left(served.lesson, tried, granted, in_round),
        past=past_attempts(session, person_id, module_id=served.id),
        places=places_in(served.lesson, Role(attempt.role), quiz, questions),
    )


def in_pairs(result: Result, shared: Sequence[InPair]) -> list[tuple[Seat, SeatModule]]:
    """The module as it now stands in each living pair of its author, of all that they share."""
    return [
        (course.seat, course.module_by_id(result.module_id))
        for course in shared
        if course.is_living
        and (course.course.slug, course.seat.role) == (result.course, result.as_role)
    ]


def round_in(
    session: Session, person_id: int, course_id: int, role: Role, *, now: datetime
) -> Round:
    """In which round somebody is with a course: alone in this role, or in their pairs."""
    if role in next_step.ALONE:
        return round_alone(session, person_id, course_id, role, now=now)
    return round_of_person(seats(session, person_id, now=now), course_id)


def due_in(lesson: Lesson, attempt: Attempt, tried: Sequence[Tried], *, left: int | None) -> Reveal:
    """How much of an attempt may be shown by now."""
    passed = any(other.passed for other in tried if other.revision_id == attempt.revision_id)
    return feedback.reveal(lesson.show, passed=passed, left=left)


def places_in(
    lesson: Lesson, role: Role, quiz: Section, shown: Sequence[MarkedQuestion]
) -> dict[str, LessonPlace]:
    """Where in the lesson as it is now each question that is shown is at home."""
    names = {question.id for question in shown}
    asked = [question for question in quiz.questions if question.id in names]
    return places_of(asked, reading_for(lesson, role)) if asked else {}


def numbered(rows: Sequence[tuple[Attempt, int]], number: int) -> Attempt:
    """The attempt of that number. Raises NoResultFound."""
    attempt = next((recorded for recorded, _ in rows if recorded.number == number), None)
    if attempt is None:
        raise NoResultFound(number)
    return attempt


def marked_questions(attempt: Attempt, quiz: Section, *, due: Reveal) -> tuple[MarkedQuestion, ...]:
    """The questions of an attempt in the order they stood, then those carried."""
    if due is Reveal.SCORE:
        return ()
    answers, marks = json.loads(attempt.answers), json.loads(attempt.marks)
    order: dict[str, list[str]] = json.loads(attempt.order)
    carried: list[str] = json.loads(attempt.carried)
    by_id = {question.id: question for question in quiz.questions}
    return tuple(
        feedback.marked_question(
            by_id[name],
            answers[name],
            due=due,
            keys=order.get(name, ()),
            carried=name in carried,
            marked=marks[name],
        )
        for name in [*order, *carried]
    )
