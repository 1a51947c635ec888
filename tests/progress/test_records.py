"""Whose steps and completions of which modules are read, alone and in pairs?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Completion, Module, Override, PairCompletion, PairStepDone, StepDone
from tandem.progress.records import (
    Recorded,
    completed_revision,
    halves,
    halves_in_pairs,
    recorded,
)
from tandem.progress.rules.halves import FINISHED, Trace
from tandem.terms import OverridePromise, Role, Step
from tests.cast import NOW, House
from tests.lessons import lesson, serve

SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(days=9)


@pytest.fixture
def modules(session: Session, cast: House) -> tuple[Module, Module]:
    """Two modules; of the first an edition is served that is the author's third."""
    serve(session, lesson(name="engine", edition=3), lesson(name="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.position))
    return engine, brake


def add(session: Session, table: Any, module: Module, **values: Any) -> int:
    """Something that was done of a module; gives its id."""
    facts = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW, **values}
    return session.execute(insert(table).values(facts).returning(table.id)).scalar_one()


def finish(session: Session, module: Module, who: int, **values: Any) -> None:
    """Somebody has finished a module alone, and read it."""
    add(session, StepDone, module, person_id=who, step=Step.READ, **values)
    add(session, Completion, module, person_id=who, how="steps", **values)


def finish_in_pair(
    session: Session, module: Module, pair: int, who: int, how: str = "steps", at: datetime = NOW
) -> int:
    """Somebody has done the steps for two of a module in a pair, and it is complete there."""
    whose: dict[str, Any] = {"pair_id": pair, "person_id": who, "at": at}
    add(session, PairStepDone, module, step="talk", **whose)
    return add(session, PairCompletion, module, how=how, **whose)


def test_what_was_done_alone_is_read_of_these_people_and_these_modules(
    session: Session, cast: House, modules: tuple[Module, Module]
) -> None:
    engine, brake = modules
    for module, who in ((engine, cast.sam), (brake, cast.sam), (engine, cast.sue)):
        finish(session, module, who.id)

    found = halves(session, people=[cast.sam.id], modules=[engine.id])

    traces = (Trace("read", NOW), Trace(FINISHED, NOW, 3))
    assert found == {(cast.sam.id, engine.id): traces}


def test_what_is_complete_in_a_role_is_read_for_that_role(
    session: Session, cast: House, modules: tuple[Module, Module]
) -> None:
    engine, brake = modules
    sam = cast.sam.id
    add(session, Completion, engine, person_id=sam, how="steps", role=Role.SUPPORT)
    add(session, Completion, brake, person_id=sam, how="steps")

    found = recorded(session, people=[sam], pairs=[], since=None)
    traces = halves(session, people=[sam], modules=[engine.id])

    assert found.alone_in(Role.REP, person_id=sam) == {brake.id}
    assert found.alone_in(Role.SUPPORT, person_id=sam) == {engine.id, brake.id}
    assert traces == {(sam, engine.id): (Trace(FINISHED, NOW, 3, role=Role.SUPPORT),)}


def test_what_was_done_in_pairs_is_read_of_these_pairs_and_these_modules(
    session: Session, cast: House, modules: tuple[Module, Module]
) -> None:
    engine, brake = modules
    here, elsewhere = cast.pair.id, cast.second_pair.id
    for module, pair in ((engine, here), (brake, here), (engine, elsewhere)):
        finish_in_pair(session, module, pair, cast.sam.id)

    found = halves_in_pairs(session, pairs=[here], modules=[engine.id])

    traces = (Trace("talk", NOW), Trace(FINISHED, NOW, 3))
    assert found == {(here, cast.sam.id, engine.id): traces}


@pytest.mark.parametrize(("is_there", "name"), [(True, "Lee Moreau"), (False, "–")])
def test_who_set_a_half_complete_is_named_and_a_dash_stands_for_an_account_that_is_gone(
    session: Session, cast: House, modules: tuple[Module, Module], is_there: bool, name: str
) -> None:
    engine, _ = modules
    finish_in_pair(session, engine, cast.pair.id, cast.sam.id)
    by_leader = finish_in_pair(session, engine, cast.pair.id, cast.sue.id, how="override")
    facts = {"reason": "Done.", "promise": OverridePromise.LEARNER_AND_LEADERS}
    whom = cast.lee.id if is_there else None
    session.add(Override(completion_id=by_leader, by_id=whom, **facts))
    session.flush()

    found = halves_in_pairs(session, pairs=[cast.pair.id], modules=[engine.id])

    assert {key[1]: traces[-1].set_by for key, traces in found.items()} == {
        cast.sam.id: "", cast.sue.id: name,
    }  # fmt: skip


@pytest.mark.parametrize(("since", "counts"), [(None, True), (NOW, True), (NOW + SECOND, False)])
def test_what_is_complete_since_a_moment_is_that_of_these_people_and_these_pairs(
    session: Session, cast: House, modules: tuple[Module, Module], since: datetime | None,
    counts: bool,
) -> None:  # fmt: skip
    engine, brake = modules
    sam, sue, pair = cast.sam.id, cast.sue.id, cast.pair.id
    for module, at in ((engine, NOW), (brake, LATER)):
        finish(session, module, sam, at=at)
        finish_in_pair(session, module, pair, sue, at=at)
    finish(session, engine, cast.abe.id, at=LATER)
    finish_in_pair(session, engine, cast.second_pair.id, sam, at=LATER)

    found = recorded(session, people=[sam], pairs=[pair], since=since)

    complete = frozenset({engine.id, brake.id} if counts else {brake.id})
    assert found == Recorded({(sam, None): complete}, {(pair, sue): complete})


def test_what_somebody_finished_last_is_their_newest_completion_of_that_module(
    session: Session, cast: House, modules: tuple[Module, Module]
) -> None:
    engine, brake = modules
    first = engine.revision_id
    finish(session, engine, cast.sam.id)
    serve(session, lesson(name="engine", edition=4), lesson(name="brake"))
    session.refresh(engine)
    finish(session, engine, cast.sam.id, number=2)
    finish(session, brake, cast.sam.id, number=3)
    add(session, Completion, brake, person_id=cast.sue.id, how="steps", number=4)

    last = completed_revision(session, person_id=cast.sam.id, module_id=engine.id)

    assert last == engine.revision_id != first
    with pytest.raises(NoResultFound):
        completed_revision(session, person_id=cast.sue.id, module_id=engine.id)
