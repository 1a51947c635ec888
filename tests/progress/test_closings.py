"""Which modules has a pair closed just now, and which before?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Module, ModuleClosed, Pair, Person
from tandem.progress.closings import (
    is_closed_now,
    mark_seen,
    record_closings,
    recorded,
    unseen_closings,
)
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.seat_places import SeatPlace
from tandem.terms import PairState
from tests.cast import NOW, Cast, House
from tests.lessons import counted_queries, finish, give, lesson, question, serve
from tests.plain_courses import COURSE, DONE, OPEN, shared

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
SET_COMPLETE = replace(DONE, learned_at=None)


def place(mine: HalfInPair, theirs: HalfInPair) -> SeatPlace:
    """A place whose page shows a module with these halves."""
    course = shared(1, (mine, theirs))
    return SeatPlace(COURSE, course.seat, None, course.modules[0], None, None, 0, False)


@pytest.mark.parametrize(
    ("mine", "theirs", "now", "closed"),
    [
        (DONE, DONE, NOW, True),
        (DONE, DONE, NOW + MINUTE, True),
        (DONE, DONE, NOW + MINUTE + SECOND, False),
        (DONE, OPEN, NOW, False),
        (DONE, SET_COMPLETE, NOW, False),
        (SET_COMPLETE, DONE, NOW, False),
    ],
)
def test_a_module_is_closed_in_the_moment_in_which_both_have_learned_it(
    mine: HalfInPair, theirs: HalfInPair, now: datetime, closed: bool
) -> None:
    assert is_closed_now(place(mine, theirs), now=now) is closed


def test_where_no_module_is_looked_at_none_is_closed() -> None:
    assert not is_closed_now(replace(place(DONE, DONE), looked_at=None), now=NOW)


def test_what_was_closed_is_told_of_a_module_in_these_pairs_and_no_others(
    session: Session, cast: Cast
) -> None:
    course = serve(session, lesson(), lesson(name="can"))
    first, second = session.scalars(select(Module.id).where(Module.course_id == course.id)).all()
    here, elsewhere = cast.pair.id, cast.other_pair.id
    for pair_id, module_id, number in (
        (here, first, 1), (here, first, 2), (here, second, 3), (elsewhere, first, 4),
    ):  # fmt: skip
        row = ModuleClosed(pair_id=pair_id, module_id=module_id, number=number)
        row.by_id, row.at = cast.sam.id, NOW
        session.add(row)
    session.flush()

    assert recorded(session, [here], first) == {(here, 1), (here, 2)}
    assert recorded(session, [here, elsewhere], first) == {(here, 1), (here, 2), (elsewhere, 4)}
    assert recorded(session, [], first) == set()


@pytest.mark.parametrize(
    ("state", "closed"),
    [
        (PairState.ACTIVE, ["pair"]),
        (PairState.PAUSED, ["pair"]),
        (PairState.ENDED, []),
    ],
)
def test_a_module_is_closed_once_in_a_pair_that_lives_when_both_have_done_it(
    session: Session, cast: House, state: PairState, closed: list[str]
) -> None:
    give(session, serve(session, lesson(question("q1"))), cast.north)
    for who in (cast.sam, cast.sue):
        finish(session, who)
    session.query(Pair).filter(Pair.id == cast.pair.id).update({"state": state})
    session.commit()
    (course,) = library(session).courses

    def record() -> tuple[int, ...]:
        facts = {"course": course, "module_id": course.modules[0].id, "now": NOW}
        return record_closings(session, cast.sam.id, **facts)  # type: ignore[arg-type]

    assert set(record()) == {getattr(cast, name).id for name in closed}
    assert record() == ()
    rows = session.scalars(select(ModuleClosed)).all()
    assert [(row.by_id, row.number, row.at) for row in rows] == [(cast.sam.id, 1, NOW)] * len(
        closed
    )


def test_of_a_course_that_no_pair_has_nothing_more_is_read(
    session: Session, cast: House, engine: Engine
) -> None:
    give(session, serve(session, lesson(question("q1"))), cast.north)
    serve(session, lesson(question("q2"), name="other"), course_slug="other")
    other = library(session).course("other")

    with counted_queries(engine) as sent:
        facts = {"course": other, "module_id": other.modules[0].id, "now": NOW}
        assert record_closings(session, cast.sam.id, **facts) == ()  # type: ignore[arg-type]

    assert len(sent) == 2


def close(session: Session, pair: Pair, by: Person, number: int, *, seen: bool = False) -> int:
    """Somebody has closed the module in a pair, in that round; gives its id."""
    module_id = session.scalars(select(Module.id)).one()
    row = ModuleClosed(pair_id=pair.id, module_id=module_id, number=number, by_id=by.id, at=NOW)
    row.seen_at = NOW if seen else None
    session.add(row)
    session.flush()
    return row.id


def test_what_partners_closed_and_one_has_not_seen_is_told_the_newest_first(
    session: Session, cast: House
) -> None:
    serve(session, lesson())
    first = close(session, cast.pair, cast.sue, 1)
    second = close(session, cast.second_pair, cast.abe, 1)
    close(session, cast.pair, cast.sam, 2)
    close(session, cast.pair, cast.sue, 3, seen=True)
    elsewhere = close(session, cast.leaders_pair, cast.sue, 4)
    pairs = [cast.pair.id, cast.second_pair.id]

    def unseen(*pairs: int) -> list[int]:
        return [closing.id for closing in unseen_closings(session, cast.sam.id, pairs)]

    assert unseen(*pairs) == [second, first]
    assert unseen(*pairs, cast.leaders_pair.id) == [elsewhere, second, first]
    assert unseen() == []


def test_what_was_seen_is_put_away_up_to_there_and_keeps_its_moment(
    session: Session, cast: House
) -> None:
    serve(session, lesson())
    old = close(session, cast.pair, cast.sue, 1, seen=True)
    own = close(session, cast.pair, cast.sam, 2)
    elsewhere = close(session, cast.leaders_pair, cast.sue, 3)
    shown = close(session, cast.pair, cast.sue, 4)
    later = close(session, cast.pair, cast.sue, 5)

    mark_seen(session, cast.sam.id, [cast.pair.id], up_to=shown, now=NOW + MINUTE)

    session.expire_all()
    rows = select(ModuleClosed.id, ModuleClosed.seen_at).order_by(ModuleClosed.id)
    assert dict(map(tuple, session.execute(rows))) == {
        old: NOW, own: None, elsewhere: None, shown: NOW + MINUTE, later: None,
    }  # fmt: skip
