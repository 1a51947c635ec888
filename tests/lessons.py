"""Lessons for the tests: made by hand, published by rows, given to a pair."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.content import serialized
from tandem.content.lesson import Lesson, Option, Question, QuestionKind, Section, SectionKind
from tandem.models import Assignment, Course, Module, Pair, Person, Publication, Revision, Team
from tandem.progress import recording, rounds
from tandem.terms import Role, Step
from tests.cast import NOW

REP, SUPPORT = frozenset({Role.REP}), frozenset({Role.SUPPORT})


def question(name: str, *, kind: QuestionKind = QuestionKind.SINGLE, **fields: Any) -> Question:
    """A question with the options good, bad and worse; `good` is right."""
    options = (
        Option(f"{name}-bad", "A bad one", right=False, feedback=f"<p>FEEDBACK-{name}-bad</p>"),
        Option(f"{name}-good", "A good one", right=True, feedback=f"<p>FEEDBACK-{name}-good</p>"),
        Option(
            f"{name}-worse", "A worse one", right=False, feedback=f"<p>FEEDBACK-{name}-worse</p>"
        ),
    )
    given = {"options": options, "explanation": f"<p>EXPLANATION-{name}</p>", **fields}
    return Question(id=name, kind=kind, title=f"What about {name}?", **given)


def lesson(*questions: Question, name: str = "engine", **fields: Any) -> Lesson:
    """A lesson with a face for each half and, with questions, a quiz that passes with 80 %."""
    sections = [
        Section(SectionKind.READING, "", 1, text="<p>Everybody reads this.</p>"),
        Section(SectionKind.READING, "You", 2, text="<p>You are the drive.</p>", roles=REP),
        Section(SectionKind.READING, "You", 2, text="<p>You are the frame.</p>", roles=SUPPORT),
    ]
    pick = fields.pop("pick", None)
    if questions:
        sections.append(
            Section(SectionKind.QUIZ, "Check yourself", 2, questions=questions, pick=pick)
        )
    given = {"title": "Gasoline and engine", "minutes": 6, **fields}
    return Lesson(id=name, sections=tuple(sections), **given)


def serve(session: Session, *lessons: Lesson, course_slug: str = "teaming") -> Course:
    """Publish lessons, each as the newest revision of its module; gives the course back."""
    course = session.scalar(select(Course).where(Course.slug == course_slug))
    if course is None:
        course = Course(slug=course_slug, title="Respectful teaming", audience="rep,support")
        session.add(course)
        session.flush()
    for position, one in enumerate(lessons, start=1):
        serve_module(session, course, one, position=position)
    session.add(Publication(at=NOW))
    session.commit()
    return course


def serve_module(session: Session, course: Course, one: Lesson, *, position: int) -> None:
    """One lesson as the newest revision of its module."""
    query = select(Module).where(Module.course_id == course.id, Module.slug == one.id)
    module = session.scalar(query)
    if module is None:
        module = Module(
            course_id=course.id, slug=one.id, file=f"{position:02}-{one.id}.md", position=position
        )
        session.add(module)
        session.flush()
    text = serialized.to_json(one)
    numbers = select(func.count()).where(Revision.module_id == module.id)
    revision = Revision(
        module_id=module.id,
        number=(session.scalar(numbers) or 0) + 1,
        edition=one.edition,
        source="",
        sha=hashlib.sha256(text).hexdigest(),
        lesson=text,
        published_at=NOW,
    )
    session.add(revision)
    session.flush()
    module.revision_id = revision.id


def assignment(pair: Pair, course: Course, *, due_on: date | None = None) -> Assignment:
    """A course given to a pair, as a row."""
    return Assignment(
        course_id=course.id,
        team_id=pair.team_id,
        pair_id=pair.id,
        due_on=due_on,
        time_zone="Europe/Berlin",
        at=NOW,
    )


def assign(session: Session, pair: Pair, course: Course, *, due_on: date | None = None) -> None:
    """Give a course to a pair."""
    session.add(assignment(pair, course, due_on=due_on))
    session.commit()


def give(
    session: Session, course: Course, team: Team, pair: Pair | None = None, **fields: Any
) -> Assignment:
    """A course is given to a team, or to one pair of it."""
    own = {"pair_id": pair.id if pair else None, "time_zone": "UTC", "at": NOW, **fields}
    row = Assignment(course_id=course.id, team_id=team.id, **own)
    session.add(row)
    session.flush()
    return row


def finish(session: Session, who: Person, slug: str = "engine", *, now: datetime = NOW) -> None:
    """Somebody has finished a module."""
    do(session, who, Step.READ, slug, now=now)
    do(session, who, Step.QUIZ, slug, now=now)


def do(
    session: Session, who: Person, step: Step, slug: str = "engine", *, now: datetime = NOW
) -> None:
    """Somebody has done a step of a module with a quiz."""
    module = session.scalars(select(Module).where(Module.slug == slug)).one()
    complete = recording.record_step(
        session,
        person_id=who.id,
        module_id=module.id,
        revision_id=module.revision_id or 0,
        step=step,
        lesson=lesson(question("q1")),
        role=Role.REP,
        now=now,
    )
    if complete:
        rounds.end_rounds(session, person_id=who.id, module_id=module.id, now=NOW)
    session.commit()


def form_id_in(page: TestResponse) -> str:
    """The id of the form on a page."""
    tag = next(t for t in re.findall(r"<input[^>]*>", page.text) if 'name="form_id"' in t)
    found = re.search(r'value="([^"]+)"', tag)
    assert found
    return found[1]


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SET LOCAL lock_timeout")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
