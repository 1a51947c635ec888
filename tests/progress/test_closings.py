"""Which modules has a pair closed just now, and which before?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, ModuleClosed
from tandem.progress.closings import is_closed_now, recorded
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.seat_places import SeatPlace
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve
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
