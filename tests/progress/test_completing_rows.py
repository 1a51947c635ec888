"""Whose halves of a module count, as the rows say?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.models import Module, Pair, PairCompletion, PairStepDone, Person, RoundDone
from tandem.progress.completing import (
    FinishedHalf,
    finished_halves,
    pair_steps_by_half,
    rounds_in,
    settle_halves,
)
from tandem.progress.rules.rounds import Round
from tandem.terms import Role
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve
from tests.together.steps.step_helpers import TALK, for_two

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
        ("the pair another course", []),
    ],
)
def test_what_is_finished_alone_counts_in_pairs_that_were_given_the_course(
    session: Session, cast: House, given_to: str, counts: list[str]
) -> None:
    course = serve(session, lesson(question("q1")))
    module_id = session.scalars(select(Module.id)).one()
    if given_to == "the pair another course":
        course = serve(session, lesson(name="other"), course_slug="other")
    team = cast.south if given_to == "another team" else cast.north
    pair = {"the pair": cast.pair, "another pair": cast.leaders_pair}.get(given_to)
    give(session, course, team, pair)
    finish(session, cast.sam)

    halves = finished_halves(session, Role.REP, module_id, people=None)

    assert [(half.pair_id, half.times) for half in halves] == [
        (getattr(cast, name).id, 0) for name in counts
    ]


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


@pytest.mark.parametrize(("talked", "number"), [(False, None), (True, 1)])
def test_a_half_is_recorded_once_where_it_is_finished_alone_with_every_step_for_two(
    session: Session, cast: House, talked: bool, number: int | None
) -> None:
    give(session, serve(session, for_two(TALK, name="engine")), cast.north, cast.pair)
    module = session.scalars(select(Module)).one()
    finish(session, cast.sam)
    finish(session, cast.abe)
    row = {"person_id": cast.sam.id, "module_id": module.id, "revision_id": module.revision_id}
    if talked:
        session.add(PairStepDone(pair_id=cast.pair.id, **row, step=TALK.id, at=NOW))
        session.flush()

    for how in ("steps", "edit"):
        settle_halves(
            session, people=None, module_id=module.id, revision_id=module.revision_id or 0,
            lesson=for_two(TALK), how=how, now=LATER,
        )  # fmt: skip

    query = select(PairCompletion.person_id, PairCompletion.number, PairCompletion.how)
    recorded = [*map(tuple, session.execute(query))]
    assert recorded == ([(cast.sam.id, number, "steps")] if number else [])


def test_the_round_of_a_module_is_that_of_its_own_course(session: Session, cast: House) -> None:
    one = serve(session, lesson(name="one"), course_slug="one")
    two = serve(session, lesson(name="two"), course_slug="two")
    row = RoundDone(pair_id=cast.pair.id, course_id=two.id, number=2, began_at=NOW)
    row.finished_at = NOW
    session.add(row)
    session.flush()
    modules = {row.course_id: row.id for row in session.scalars(select(Module))}

    found = [rounds_in(session, [cast.pair.id], modules[c.id], now=NOW) for c in (one, two)]

    assert found == [{}, {cast.pair.id: Round(2, NOW)}]
