"""What was done before, by whom, in which pair and module, when something is recorded?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.models import Completion, Module, PairStepDone, StepDone
from tandem.progress import recording
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Step
from tests.cast import NOW, House
from tests.lessons import REP, lesson, question, serve

LATER = NOW + timedelta(days=9)
SECOND = Round(2, LATER)
Modules = tuple[Module, Module]


@pytest.fixture
def modules(session: Session, cast: House) -> Modules:
    """Two modules."""
    serve(session, lesson(name="engine"), lesson(name="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.position))
    return engine, brake


@pytest.fixture
def of_others(session: Session, cast: House, modules: Modules) -> None:
    """Sam has done another module, and Sue this one; Sam has done it with Abe."""
    engine, brake = modules
    for module, who in ((brake, cast.sam), (engine, cast.sue)):
        add(session, StepDone, module, person_id=who.id, step=Step.READ)
        add(session, Completion, module, person_id=who.id, how="steps")
    pairs = ((brake, cast.pair, cast.sam), (engine, cast.pair, cast.sue))
    for module, pair, who in (*pairs, (engine, cast.second_pair, cast.sam)):
        add(session, PairStepDone, module, pair_id=pair.id, person_id=who.id, step="talk")


def add(session: Session, table: Any, module: Module, **values: Any) -> None:
    """Something that was done of a module."""
    facts = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW, **values}
    session.execute(insert(table).values(facts))


def mine(session: Session, table: Any, module: Module, cast: House) -> list[tuple[int, Any]]:
    """What Sam has on record of a module in that table: which time, and when."""
    query = select(table.number, table.at).where(table.person_id == cast.sam.id)
    return [
        (row.number, row.at) for row in session.execute(query.where(table.module_id == module.id))
    ]


def test_what_somebody_did_before_is_theirs_and_of_this_module(
    session: Session, cast: House, modules: Modules, of_others: None
) -> None:
    engine, _ = modules
    whose = {"person_id": cast.sam.id, "module_id": engine.id}
    add(session, StepDone, engine, person_id=cast.sam.id, step=Step.QUIZ)

    assert recording.steps_done(session, **whose) == {Step.QUIZ: [NOW]}
    assert recording.done_before(session, **whose, role=Role.REP) == ({Step.QUIZ: [NOW]}, [])
    assert recording.completions(session, cast.sam.id, engine.id) == []


def test_a_step_and_a_completion_are_recorded_once_in_each_round(
    session: Session, cast: House, modules: Modules, of_others: None
) -> None:
    engine, _ = modules
    facts: dict[str, Any] = {
        "person_id": cast.sam.id, "module_id": engine.id, "revision_id": engine.revision_id,
        "step": Step.READ, "lesson": lesson(), "role": Role.REP,
    }  # fmt: skip

    for round, now in ((FIRST, NOW), (FIRST, LATER), (SECOND, LATER), (SECOND, LATER)):
        complete = recording.record_step(session, **facts, round=round, now=now)
        assert complete == {Role.REP}

    for table in (StepDone, Completion):
        assert mine(session, table, engine, cast) == [(1, NOW), (2, LATER)]


@pytest.mark.parametrize(("finished", "complete"), [(False, False), (True, True)])
def test_a_module_that_was_finished_stays_so_when_more_is_asked(
    session: Session, cast: House, modules: Modules, finished: bool, complete: bool
) -> None:
    engine, _ = modules
    if finished:
        add(session, Completion, engine, person_id=cast.sam.id, how="steps")

    found = recording.record_step(
        session, person_id=cast.sam.id, module_id=engine.id, revision_id=engine.revision_id or 0,
        step=Step.READ, lesson=lesson(question("q1")), role=Role.REP, now=NOW,
    )  # fmt: skip

    assert found == ({Role.REP} if complete else set())


def test_what_is_complete_in_a_role_stays_open_in_another_that_has_a_quiz(
    session: Session, cast: House, modules: Modules, of_others: None
) -> None:
    engine, _ = modules
    facts: dict[str, Any] = {
        "person_id": cast.sam.id, "module_id": engine.id, "revision_id": engine.revision_id,
        "lesson": lesson(question("q1", roles=REP)),
    }  # fmt: skip
    read, quiz = {"step": Step.READ, "now": NOW}, {"step": Step.QUIZ, "now": LATER}

    complete = [
        recording.record_step(session, **facts, role=role, **done)
        for role, done in ((Role.SUPPORT, read), (Role.REP, read), (Role.REP, quiz))
    ]

    assert complete == [{Role.SUPPORT}, set(), {Role.REP}]
    query = select(Completion.number, Completion.role, Completion.at).order_by(Completion.number)
    mine = query.where(Completion.person_id == cast.sam.id, Completion.module_id == engine.id)
    found = [*map(tuple, session.execute(mine))]
    assert found == [(1, Role.SUPPORT, NOW), (2, None, LATER)]


def test_a_step_for_two_is_recorded_once_in_each_pair_and_round(
    session: Session, cast: House, modules: Modules, of_others: None
) -> None:
    engine, _ = modules
    add(session, PairStepDone, engine, pair_id=cast.pair.id, person_id=cast.sam.id, step="sign")
    facts: dict[str, Any] = {
        "pair_id": cast.pair.id, "person_id": cast.sam.id, "module_id": engine.id,
        "revision_id": engine.revision_id, "step": "talk",
    }  # fmt: skip

    for round, now in ((FIRST, NOW), (FIRST, LATER), (SECOND, LATER), (SECOND, LATER)):
        recording.record_pair_step(session, **facts, round=round, now=now)

    own = select(PairStepDone.number, PairStepDone.at).filter_by(
        pair_id=cast.pair.id, person_id=cast.sam.id, module_id=engine.id, step="talk"
    )
    assert [*map(tuple, session.execute(own))] == [(1, NOW), (2, LATER)]
