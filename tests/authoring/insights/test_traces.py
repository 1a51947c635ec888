"""Whose traces in a module count as what, and whose in another module count as nothing?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.insights.reach import traces
from tandem.models import (
    Attempt,
    Completion,
    Course,
    HintOpened,
    Module,
    Person,
    QuizDraft,
    StepDone,
)
from tandem.models.base import Base
from tandem.terms import PairState, Role, Step
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import give, lesson, question, serve

SENT = {"role": "rep", "answers": "{}", "marks": "{}", "order": "{}", "right": 0, "total": 1}


@pytest.fixture
def wide() -> bool:
    """Pairs in every state."""
    return True


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course of two modules that North has; South has another one."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    give(session, served, cast.north)
    give(session, serve(session, lesson(name="third"), course_slug="other"), cast.south)
    return served


def left(session: Session, course: Course) -> dict[str, set[int]]:
    """What was left behind in the first module, by kind: whose it is."""
    module = session.scalars(select(Module).where(Module.slug == "engine")).one()
    found: dict[str, set[int]] = {}
    for row in session.execute(traces(module.id, course.id)):
        found.setdefault(row.what, set()).add(row.person_id)
    return found


def test_whoever_sits_in_a_pair_that_had_begun_with_the_course_has_a_seat(
    session: Session, cast: House, course: Course
) -> None:
    stage.pair(session, cast.north, cast.otto, cast.sue).state = PairState.PROPOSED
    session.flush()

    seats = [cast.pair, cast.second_pair, cast.leaders_pair, cast.ended_pair, cast.paused_pair]
    assert left(session, course) == {
        "pairs": {pair.id for pair in seats},
        Role.REP: {cast.sam.id, cast.lia.id, cast.rex.id},
        Role.SUPPORT: {cast.sue.id, cast.abe.id, cast.eve.id},
    }


@pytest.mark.parametrize(
    ("table", "fields", "what"),
    [
        (StepDone, {"step": Step.READ}, "read"),
        (StepDone, {"step": Step.QUIZ}, "passed"),
        (StepDone, {"step": Step.PRACTICE}, None),
        (Attempt, {**SENT, "number": 1, "passed": False}, "begun"),
        (QuizDraft, {}, "begun"),
        (HintOpened, {"number": 1, "question": "q1"}, "begun"),
        (Completion, {"how": "steps"}, "finished"),
    ],
)
def test_each_thing_that_somebody_did_counts_in_its_own_module_alone(
    session: Session, cast: House, course: Course, table: type[Base], fields: dict[str, Any],
    what: str | None,
) -> None:  # fmt: skip
    def did(who: Person, slug: str) -> Base:
        module = session.scalars(select(Module).where(Module.slug == slug)).one()
        when = {"saved_at" if table is QuizDraft else "at": NOW}
        about = {"module_id": module.id, "revision_id": module.revision_id, **when}
        return table(person_id=who.id, **about, **fields)

    before = left(session, course)
    session.add_all([did(cast.otto, "engine"), did(cast.ona, "second")])
    session.flush()

    assert left(session, course) == (before | {what: {cast.otto.id}} if what else before)
