"""What do questions that come back cost my page, for somebody who has learned much?

Two people have finished fifty modules of eight questions each with their partners; one of them
has switched the questions off. Both pages are opened in turn: while nothing is due, while
something is, and after a year of answers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from benchmarks.measures import Measure
from benchmarks.sites import browser_of, filled, folder, opening
from benchmarks.timing import in_turn, milliseconds, times_of
from tandem.commands.demo.people import email_of
from tandem.learning.refreshers.budget import asked_alone
from tandem.learning.refreshers.schedule import first_memory, next_memory
from tandem.library.served import ServedCourse, library
from tandem.models import (
    Attempt,
    Completion,
    Pair,
    Person,
    RefresherAnswer,
    RefresherChoice,
    StepDone,
)
from tandem.terms import SEATS, PairState, RefresherFace, RefresherPromise, Role, Step
from tandem.web import db

MODULES, QUESTIONS = 50, 8


@dataclass(frozen=True)
class Case:
    """How long ago everything was finished, and how often each has answered since."""

    name: str
    days: int
    answers: int
    goal: float
    held: float


CASES = (
    Case("nothing due", 0, 0, 1.05, 1.05),
    Case("something due", 40, 0, 1.15, 1.15),
    Case("after a year of answers", 400, 200, 1.25, 1.25),
)
QUIZ = """
## Question {number} {{#{name}-q{number}}}
- [x] It is said in full, so that the other can act.
- [ ] It is left out.
- [ ] It is sent later.
"""


def measures(*, short: bool) -> list[Measure]:
    """My page with questions against the one without, in each case."""
    with folder() as place:
        app = filled_much(place)
        wants, does_not = browser_of(app, email_of(0)), browser_of(app, email_of(2))
        acts = {"on": opening(wants, "/"), "off": opening(does_not, "/")}
        rows = []
        for case in CASES:
            with app.app_context():
                learned(db.session(), days=case.days)
                answered(db.session(), case.answers)
            taken = in_turn(acts, rounds=10 if short else 40)
            ratio = times_of(taken["on"], taken["off"])
            name = f"my page, {case.name}, of one without questions"
            rows.append(
                Measure(name, ratio, case.goal, held=case.held, note=milliseconds(taken["on"]))
            )
    return rows


def filled_much(place: Path) -> Flask:
    """The site with two pairs and a course of many modules."""
    course = place / "courses" / "much"
    course.mkdir(parents=True)
    (course / "course.md").write_text("---\ntitle: Much\nsummary: Much to learn.\n---\n\nMuch.\n")
    for number in range(1, MODULES + 1):
        name = f"part-{number}"
        questions = "".join(
            "#" + QUIZ.format(number=n, name=name).lstrip() + "\n" for n in range(1, QUESTIONS + 1)
        )
        text = (
            f"---\ntitle: Part {number}\nminutes: 3\n---\n\nText.\n\n## Check yourself {{quiz}}\n\n"
        )
        (course / f"{number:02}-{name}.md").write_text(text + questions)
    return filled(place, pairs=2, modules=0)


def learned(session: Session, *, days: int) -> None:
    """Everybody has finished everything so many days ago; the second pair wants no questions."""
    now = datetime.now(UTC)
    for table in (Attempt, Completion, StepDone, RefresherAnswer, RefresherChoice):
        session.execute(delete(table))
    (course,) = library(session).courses
    for pair in session.scalars(select(Pair)):
        pair.state = PairState.ACTIVE
        for person_id, role in zip((pair.rep_id, pair.support_id), SEATS, strict=True):
            for place, module in enumerate(course.modules):
                at = now - timedelta(days=days, minutes=place)
                finish(session, module, person_id, role, at)
    off = select(Person.id).where(Person.email.in_((email_of(2), email_of(3))))
    session.execute(
        insert(RefresherChoice),
        [{"person_id": n, "wants": False, "changed_at": now} for n in session.scalars(off)],
    )
    session.commit()


def answered(session: Session, number: int) -> None:
    """Everybody has answered so many questions, every second one a guess.

    Of the guesses of each the partner has answered all but ten.
    """
    (course,) = library(session).courses
    for pair in session.scalars(select(Pair)).all():
        for person_id, role in zip((pair.rep_id, pair.support_id), SEATS, strict=True):
            rows = [answer_row(course, pair, person_id, role, place) for place in range(number)]
            session.add_all(rows)
        session.flush()
        guesses = select(RefresherAnswer).where(RefresherAnswer.pair_id == pair.id)
        for guess in session.scalars(guesses.order_by(RefresherAnswer.at)).all()[:-20]:
            partner = pair.support_id if guess.person_id == pair.rep_id else pair.rep_id
            answers = (
                RefresherAnswer.person_id == partner,
                RefresherAnswer.pair_id.is_(None),
                RefresherAnswer.guess_id.is_(None),
            )
            answer = session.scalars(select(RefresherAnswer).where(*answers).limit(1)).one()
            answer.guess_id, answer.pair_id = guess.id, pair.id
            session.flush()
    session.commit()


def answer_row(
    course: ServedCourse, pair: Pair, person_id: int, role: Role, place: int
) -> RefresherAnswer:
    """One answer, two days after the one before; the last one is a fortnight old."""
    at = datetime.now(UTC) - timedelta(days=14 + 2 * (199 - place))
    module = course.modules[place % MODULES]
    row = RefresherAnswer(
        person_id=person_id, module_id=module.id, revision_id=module.revision_id, role=role,
        question=asked_alone(module.lesson, role)[place // MODULES].id, number=1, at=at,
        learned_at=at, team_id=pair.team_id, answer="[]", estimated_seconds=30,
    )  # fmt: skip
    if place % 2:
        row.face, row.pair_id = RefresherFace.OTHER, pair.id
        row.promise = RefresherPromise.BOTH
        return row
    memory = next_memory(first_memory(right=True, at=at), right=True, at=at)
    row.face, row.promise, row.right = RefresherFace.OWN, RefresherPromise.FIGURES_OF_FIVE, True
    row.stability, row.difficulty = memory.stability, memory.difficulty
    row.due_at = memory.due_at
    return row


def finish(session: Session, module: Any, person_id: int, role: Role, at: datetime) -> None:
    """One module done: read, quiz passed, complete."""
    fixed = {"person_id": person_id, "module_id": module.id, "revision_id": module.revision_id}
    marks = {question.id: n != 3 for n, question in enumerate(asked_alone(module.lesson, role))}
    session.add_all(
        [
            StepDone(**fixed, step=Step.READ, at=at),
            StepDone(**fixed, step=Step.QUIZ, at=at),
            Completion(**fixed, how="steps", number=1, at=at),
            Attempt(
                **fixed, number=1, role=role, answers="{}", marks=json.dumps(marks), order="{}",
                right=7, total=8, passed=True, at=at,
            ),
        ]
    )  # fmt: skip
