"""Who was nudged about what, by whom, and does it still wait?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.models import Module, Nudge, Pair
from tandem.progress.nudges import queries
from tandem.progress.nudges.queries import NudgeReceived, NudgeTo
from tandem.progress.rules.rounds import FIRST, Round
from tests.cast import NOW, House
from tests.lessons import lesson, serve

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def modules(session: Session, cast: House) -> tuple[int, int]:
    """Two modules that somebody may be nudged about."""
    serve(session, lesson(name="engine"), lesson(name="brake"))
    first, second = session.query(Module.id).order_by(Module.position).all()
    return first.id, second.id


def nudge(session: Session, pair: Pair, module_id: int, *, to: int, hours: int = 0) -> None:
    """One of the two nudges the other, so many hours after noon."""
    by = pair.support_id if to == pair.rep_id else pair.rep_id
    at = NOW + hours * HOUR
    session.add(Nudge(pair_id=pair.id, from_id=by, to_id=to, module_id=module_id, at=at))
    session.flush()


def test_the_last_nudge_is_that_of_this_person_in_this_pair(
    session: Session, cast: House, modules: tuple[int, int]
) -> None:
    sam, sue, abe = cast.sam.id, cast.sue.id, cast.abe.id
    for hours, module_id in enumerate((*modules, modules[0])):
        nudge(session, cast.pair, module_id, to=sue, hours=hours)
    nudge(session, cast.pair, modules[0], to=sam, hours=8)
    nudge(session, cast.second_pair, modules[0], to=abe, hours=9)

    assert queries.last_nudge(session, cast.pair.id, from_id=sam) == NOW + 2 * HOUR
    assert queries.last_nudge(session, cast.pair.id, from_id=sue) == NOW + 8 * HOUR
    assert queries.last_nudge(session, cast.second_pair.id, from_id=sam) == NOW + 9 * HOUR
    assert queries.last_nudge(session, cast.second_pair.id, from_id=abe) is None


def test_of_each_open_module_of_each_pair_the_newest_nudge_waits_for_whom_it_is_meant(
    session: Session, cast: House, modules: tuple[int, int]
) -> None:
    engine, brake = modules
    for pair, module_id, hours in (
        (cast.pair, engine, 1), (cast.pair, engine, 3), (cast.second_pair, engine, 2),
        (cast.pair, brake, 4),
    ):  # fmt: skip
        nudge(session, pair, module_id, to=cast.sam.id, hours=hours)
    nudge(session, cast.pair, engine, to=cast.sue.id, hours=5)
    titles = {
        (cast.pair.id, engine): ("Engine", FIRST),
        (cast.second_pair.id, engine): ("Engine of two", FIRST),
        (cast.second_pair.id, brake): ("Brake", FIRST),
    }

    assert queries.nudges_for(session, cast.sam.id, titles=titles) == [
        NudgeReceived(cast.pair.id, "Engine", "Sue Zhang", NOW + 3 * HOUR),
        NudgeReceived(cast.second_pair.id, "Engine of two", "Abe Aalto", NOW + 2 * HOUR),
    ]
    assert queries.nudges_for(session, cast.abe.id, titles=titles) == []


@pytest.mark.parametrize(("later", "waits"), [(0 * SECOND, True), (SECOND, False)])
def test_a_nudge_of_an_earlier_round_is_over(
    session: Session, cast: House, modules: tuple[int, int], later: timedelta, waits: bool
) -> None:
    nudge(session, cast.pair, modules[0], to=cast.sam.id)
    titles = {(cast.pair.id, modules[0]): ("Engine", Round(2, NOW + later))}

    assert bool(queries.nudges_for(session, cast.sam.id, titles=titles)) is waits


def test_what_people_were_nudged_about_since_a_moment_is_told_oldest_first(
    session: Session, cast: House, modules: tuple[int, int]
) -> None:
    engine, brake = modules
    sam, sue = cast.sam.id, cast.sue.id
    nudge(session, cast.pair, engine, to=sam)
    nudge(session, cast.pair, brake, to=sue, hours=2)
    nudge(session, cast.pair, brake, to=sam, hours=1)
    nudge(session, cast.second_pair, engine, to=cast.abe.id, hours=3)

    assert queries.nudges_since(session, [sam, sue], since=NOW) == [
        NudgeTo(sue, cast.pair.id, brake, NOW + 2 * HOUR),
        NudgeTo(sam, cast.pair.id, brake, NOW + HOUR),
    ]
    assert len(queries.nudges_since(session, [sam], since=NOW - SECOND)) == 2
    assert queries.nudges_since(session, [], since=NOW - SECOND) == []
