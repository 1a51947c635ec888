"""What does somebody see of a text that they are to write? Criteria and models only after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import quiz_for, quizzes_for
from tandem.content.lesson import Lesson, Question, QuestionKind
from tandem.learning.quizzes.comparing import Comparing, comparing
from tandem.learning.quizzes.queries import QuizPlace
from tandem.learning.written.queries import draft_begun, writings
from tandem.learning.written.rules import Writing, names, present
from tandem.library.served import lesson_of


@dataclass(frozen=True)
class WritePage:
    """A text to write. `comparing` is None until there is a text; `earlier` are those before it.

    `draft` is what was begun, and `saved_at` when it was kept. Nothing of the question itself
    leaves here but what is asked.
    """

    place: QuizPlace
    name: str
    title: str
    body: str
    hint: str
    language: str
    draft: str
    saved_at: datetime | None
    writing: Writing | None
    earlier: tuple[Writing, ...]
    comparing: Comparing | None


def write_page(
    session: Session, place: QuizPlace, name: str, *, person_id: int, again: bool
) -> WritePage:
    """The page for this person; `again` asks for one more text. Raises NoResultFound.

    A text is compared with the lesson it was written for, also where that reads otherwise now.
    """
    question = asked_now(place.module.lesson, place, name)
    own = [
        writing
        for writing in writings(session, person_id, place.module.id)
        if writing.question in names(question)
    ]
    newest = present(own, question, place.round)
    shown = None if again and newest and newest.compared_at else newest
    if shown is not None:
        lesson = lesson_of(session, shown.revision_id)
        question = asked_in(lesson, place, names(question)) or question
    draft = draft_begun(session, question, person_id=person_id, module_id=place.module.id)
    return WritePage(
        place=place,
        name=name,
        title=question.title,
        body=question.body,
        hint=question.hint,
        language=place.module.lesson.language,
        draft=draft.text if draft else "",
        saved_at=draft.saved_at if draft else None,
        writing=shown,
        earlier=tuple(reversed([writing for writing in own if writing is not shown])),
        comparing=comparing(question) if shown else None,
    )


def asked_now(lesson: Lesson, place: QuizPlace, name: str) -> Question:
    """The question as it is asked now, of this role. Raises NoResultFound."""
    quiz = quiz_for(lesson, place.role)
    for question in quiz.questions if quiz else ():
        if question.kind is QuestionKind.WRITE and question.id == name:
            return question
    raise NoResultFound(name)


def asked_in(lesson: Lesson, place: QuizPlace, called: Collection[str]) -> Question | None:
    """The question of one of these names in an earlier text of the lesson."""
    questions = (q for quiz in quizzes_for(lesson, place.role) for q in quiz.questions)
    return next((q for q in questions if q.kind is QuestionKind.WRITE and q.id in called), None)
