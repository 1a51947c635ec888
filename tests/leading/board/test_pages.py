"""Are the pages of the board together its list, in whichever order?"""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tandem.figures import paging
from tandem.leading.board import roads, spans
from tandem.leading.board.queries import pairs_seen
from tandem.leading.board.roads import every_road, road_row
from tandem.leading.status.queries import Filters, Need, Order, StatusScope, courses_given
from tandem.leading.status.road import AHEAD, read_module
from tandem.models import Course, PairStatus
from tandem.terms import PairState, Stall, Step, Together
from tests.cast import NOW, House
from tests.leading.board.road_rows import pair, row
from tests.lessons import lesson, question, serve

DAY = timedelta(days=1)


@pytest.fixture
def wide() -> bool:
    """Several pairs of one team."""
    return True


@pytest.fixture
def filled(session: Session, cast: House) -> None:
    """Four pairs in each of two courses: late, standing still, on their way, and through."""
    courses = [
        serve(session, lesson(question("q1")), course_slug=name) for name in ("first", "second")
    ]
    session.execute(delete(PairStatus))
    for course in courses:
        for at, (of, values) in enumerate(
            [
                (cast.pair, {"due_at": NOW - DAY}),
                (cast.second_pair, {"still_since": NOW - 20 * DAY}),
                (cast.leaders_pair, {"due_at": NOW + (9 if course is courses[0] else 3) * DAY}),
                (cast.paused_pair, {"together": Together.BOTH_DONE}),
            ]
        ):
            put(session, course, of.id, of.team_id, f"name {9 - at}", **values)
    session.commit()


def put(
    session: Session, course: Course, pair_id: int, team_id: int, names: str, **values: Any
) -> None:
    """The status of a pair."""
    row: dict[str, Any] = {"together": Together.WAITING_FOR_REP, "is_running": True, **values}
    session.add(
        PairStatus(
            pair_id=pair_id, course_id=course.id, team_id=team_id, names=names,
            pair_state=PairState.ACTIVE, **row,
        )
    )  # fmt: skip


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("search", ["", "name"])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_all_pages_one_after_the_other_are_the_whole_list(
    session: Session, cast: House, filled: None, monkeypatch: pytest.MonkeyPatch, order: Order,
    search: str, size: int,
) -> None:  # fmt: skip
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    whole = [one.id for one in every_road(session, sight, Filters(order=order))]
    for place in (paging, roads, spans):
        monkeypatch.setattr(place, "ON_A_PAGE", size)

    pages = []
    for number in range(1, -(-8 // size) + 1):
        found = pairs_seen(session, sight, Filters(order=order, search=search, page=number)).found
        assert found.page == number
        pages += [one.id for one in found.rows]

    assert len(set(whole)) == 8
    assert pages == whole


def test_the_list_has_one_course_after_the_other_and_late_pairs_first(
    session: Session, cast: House, filled: None
) -> None:
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    needs = [one.need for one in every_road(session, sight, Filters())]

    one_course = [Need.PAST_DATE, Need.STANDS_STILL, Need.ON_THEIR_WAY, Need.THROUGH]
    assert needs == one_course * 2


def key(**changes: Any) -> SimpleNamespace:
    """What the database says of a row."""
    plain = {
        "road": "1:2/2=,2/2=;2:1/2,0/2", "unbegun_since": None, "still_since": None,
        "sealed_since": None, "time_zone": None, "next_step": None, "need": 2, "due_at": None,
        "is_hard": False,
    }  # fmt: skip
    return SimpleNamespace(**{**plain, **changes})


SIGHT = StatusScope(leader_id=1, team_id=None, now=NOW)
COURSE = row("0/2,0/2", "0/2,0/2").course


@pytest.mark.parametrize(
    ("zone", "due_on", "shown_zone"),
    [
        (None, date(2026, 3, 31), "UTC"),
        ("Europe/Berlin", date(2026, 4, 1), "Europe/Berlin"),
        ("America/New_York", date(2026, 3, 31), "America/New_York"),
    ],
)
def test_a_row_is_due_on_the_day_that_ends_at_its_moment(
    zone: str | None, due_on: date, shown_zone: str
) -> None:
    moment = NOW.replace(month=4, day=1, hour=0 if zone is None else 22, minute=0)
    if zone == "America/New_York":
        moment = moment.replace(hour=4)

    shown = road_row(pair(), COURSE, key(time_zone=zone, due_at=moment), SIGHT)

    assert (shown.due_on, shown.time_zone) == (due_on, shown_zone)


def test_a_row_without_a_date_and_without_a_stall_says_neither() -> None:
    shown = road_row(pair(), COURSE, key(), SIGHT)

    assert (shown.due_on, shown.stall, shown.days_still, shown.next_step) == (None, None, 0, None)
    assert shown.need is Need.ON_THEIR_WAY


def test_a_row_says_for_how_long_it_stands_still() -> None:
    shown = road_row(pair(), COURSE, key(still_since=NOW - 16 * DAY, need=1), SIGHT)

    assert (shown.stall, shown.days_still, shown.need) == (
        Stall.NO_MOVEMENT, 16, Need.STANDS_STILL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("road", "next_step", "shown_step"),
    [
        ("1:2/2=,2/2=", "quiz", Step.QUIZ),
        ("1:2/2=,2/2=", None, None),
        ("", "quiz", Step.READ),
        ("", None, Step.READ),
    ],
)
def test_a_new_round_begins_with_reading_on_a_road_where_all_lies_ahead(
    road: str, next_step: str | None, shown_step: Step | None
) -> None:
    shown = road_row(pair(), COURSE, key(road=road, next_step=next_step), SIGHT)

    first = read_module("2/2=,2/2=") if road else AHEAD
    assert shown.next_step is shown_step
    assert shown.modules == (first, AHEAD)


def test_a_row_of_a_pair_or_a_course_that_is_gone_meanwhile_is_left_out(
    session: Session, cast: House, filled: None
) -> None:
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    courses = courses_given(session, sight)
    there, first = cast.pair.id, courses[0].id
    keys = [
        key(pair_id=pair_id, course_id=course_id)
        for pair_id, course_id in ((there, first), (9999, first), (there, 9999))
    ]

    assert [one.id for one in roads.rows_of(session, sight, keys, courses)] == [(there, first)]
