"""Whose halves of a module count, as the rows say?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.models import Module, Pair, PairCompletion, PairStepDone, Person
from tandem.progress.completing import FinishedHalf, finished_halves, pair_steps_by_half
from tandem.terms import Role
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve

LATER = NOW + timedelta(days=9)


def completed(session: Session, module: Module, pair: Pair, who: Person, *numbers: int) -> None:
    """A half was recorded as complete in a pair, so many times, each a day after the one before."""
    for number in numbers:
        session.execute(
            insert(PairCompletion).values(
                pair_id=pair.id, person_id=who.id, module_id=module.id, number=number, how="steps",
                revision_id=module.revision_id, at=NOW + timedelta(days=number),
            )
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given_to", "counts"),
    [
        ("the pair", ["pair"]),
        ("its team", ["pair", "second_pair", "ended_pair"]),
        ("another team", []),
        ("another pair", []),
    ],
)
def test_what_is_finished_alone_counts_in_pairs_that_were_given_the_course(
    session: Session, cast: House, given_to: str, counts: list[str]
) -> None:
    course = serve(session, lesson(question("q1")))
    team = cast.south if given_to == "another team" else cast.north
    pair = {"the pair": cast.pair, "another pair": cast.leaders_pair}.get(given_to)
    give(session, course, team, pair)
    finish(session, cast.sam)
    module_id = session.scalars(select(Module.id)).one()

    halves = finished_halves(session, Role.REP, module_id, people=None)

    assert [half.pair_id for half in halves] == [getattr(cast, name).id for name in counts]


def test_how_often_a_half_was_recorded_is_counted_of_this_module_in_this_pair(
    session: Session, cast: House
) -> None:
    course = serve(session, lesson(question("q1")), lesson(question("q2"), name="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.position))
    give(session, course, cast.north, cast.pair)
    finish(session, cast.sam)
    finish(session, cast.sam, "brake", now=LATER)
    finish(session, cast.sue, now=LATER)
    completed(session, engine, cast.pair, cast.sam, 1, 2)
    completed(session, brake, cast.pair, cast.sam, 3)
    completed(session, engine, cast.pair, cast.sue, 4)
    completed(session, engine, cast.second_pair, cast.sam, 5)

    for people in (None, [cast.sam.id], [cast.sam.id, cast.sue.id]):
        (half,) = finished_halves(session, Role.REP, engine.id, people=people)
        assert half == FinishedHalf(
            cast.pair.id, cast.sam.id, NOW, times=2, recorded_at=NOW + timedelta(days=2)
        )
    assert finished_halves(session, Role.REP, engine.id, people=[cast.sue.id]) == []


def test_the_steps_for_two_of_a_module_are_read_of_everybody_or_of_these_people(
    session: Session, cast: House
) -> None:
    serve(session, lesson(name="engine"), lesson(name="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.position))
    for module, who, step in (
        (engine, cast.sam, "talk"), (engine, cast.sam, "sign"), (engine, cast.sue, "talk"),
        (brake, cast.sam, "play"),
    ):  # fmt: skip
        row = PairStepDone(pair_id=cast.pair.id, person_id=who.id, module_id=module.id, step=step)
        row.revision_id, row.at = module.revision_id or 0, NOW
        session.add(row)
    session.flush()

    sam, sue = (cast.pair.id, cast.sam.id), (cast.pair.id, cast.sue.id)
    own = {sam: [("talk", NOW), ("sign", NOW)]}
    assert pair_steps_by_half(session, engine.id, people=[cast.sam.id]) == own
    assert pair_steps_by_half(session, engine.id, people=None) == {**own, sue: [("talk", NOW)]}
