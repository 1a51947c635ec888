"""Does a leader find the pairs they look for, and nobody else's?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert
from sqlalchemy.orm import Session

from tandem.figures import paging
from tandem.leading.board import roads, spans
from tandem.leading.board import rows as board_rows
from tandem.leading.board.queries import pairs_seen
from tandem.leading.board.roads import found_roads
from tandem.leading.status import stall
from tandem.leading.status.counting import counts, tally_of
from tandem.leading.status.queries import (
    Due,
    Filters,
    Order,
    StatusScope,
    courses_given,
    matching,
)
from tandem.leading.status.stall import Clocks, StallLimits
from tandem.models import Course, Pair, PairStatus, TeamMember
from tandem.terms import PairState, Role, Together
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.lessons import assign, finish, lesson, question, serve
from tests.status import drain


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Both pairs have the course."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served, due_on=date(2026, 3, 31))
    assign(session, cast.other_pair, served)
    return served


def sight(cast: Cast, *, days: int = 0, team_id: int | None = None) -> StatusScope:
    """What Lee sees, some days after the beginning."""
    return StatusScope(leader_id=cast.lee.id, team_id=team_id, now=NOW + timedelta(days=days))


def more_pairs(session: Session, cast: Cast, course: Course, *surnames: str) -> list[Pair]:
    """More pairs of Sam's."""
    found = []
    for surname in surnames:
        new = stage.person(session, f"N{surname}", surname, Role.SUPPORT)
        session.flush()
        session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
        found.append(stage.pair(session, cast.north, cast.sam, new))
        assign(session, found[-1], course, due_on=date(2026, 3, 20))
    return found


def names(session: Session, looked: StatusScope, **filters: object) -> list[str]:
    """The support people of the rows found, in order."""
    drain(session)
    rows = board_rows.every_row(session, looked, Filters(**filters))  # type: ignore[arg-type]
    return [row.progress.pair.support.name for row in rows]


def test_a_leader_finds_the_pairs_of_their_teams_only(
    session: Session, cast: Cast, course: Course
) -> None:
    assert names(session, sight(cast)) == ["Sue Zhang"]
    assert names(session, sight(cast), team_id=cast.south.id) == []
    assert names(session, sight(cast, team_id=cast.south.id)) == []


@pytest.mark.parametrize(
    ("search", "expected"),
    [("zhang", 1), ("SUE ade", 1), ("zhang%", 0), ("_", 0), ("berg", 0), ("  ", 1)],
)
def test_a_search_finds_parts_of_both_names(
    session: Session, cast: Cast, course: Course, search: str, expected: int
) -> None:
    assert len(names(session, sight(cast), search=search)) == expected


def test_rows_are_sorted_by_name_or_date_and_never_by_merit(
    session: Session, cast: Cast, course: Course
) -> None:
    more_pairs(session, cast, course, "Young", "Baker")
    finish(session, cast.sue)

    assert names(session, sight(cast)) == ["NBaker Baker", "NYoung Young", "Sue Zhang"]
    assert names(session, sight(cast), order=Order.NAME) == names(session, sight(cast))
    assert names(session, sight(cast), order=Order.DUE)[-1] == "Sue Zhang"


@pytest.mark.parametrize(
    ("days", "filters", "expected"),
    [
        (0, {"state": Together.NOBODY_YET}, 1),
        (0, {"state": Together.BOTH_DONE}, 0),
        (0, {"due": Due.SOON}, 0),
        (20, {"due": Due.SOON}, 1),
        (20, {"due": Due.OVERDUE}, 0),
        (40, {"due": Due.OVERDUE}, 1),
        (0, {"due": Due.NONE}, 0),
        (9, {"stalled": True}, 0),
        (10, {"stalled": True}, 1),
        (0, {"course": "teaming"}, 1),
        (0, {"course": "no-such-course"}, 0),
    ],
)
def test_a_filter_shows_what_it_says(
    session: Session,
    cast: Cast,
    course: Course,
    days: int,
    filters: dict[str, object],
    expected: int,
) -> None:
    assert len(names(session, sight(cast, days=days), **filters)) == expected


def test_pages_show_every_row_once(
    session: Session, cast: Cast, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (paging, roads, spans):
        monkeypatch.setattr(module, "ON_A_PAGE", 25)
    more_pairs(session, cast, course, *(f"Q{number:02}" for number in range(30)))
    drain(session)
    looked = sight(cast)
    shown = []
    for page in (1, 2):
        found = pairs_seen(session, looked, Filters(page=page)).found
        shown += [row.id for row in found.rows]

    assert (found.pages, len(shown), len(set(shown))) == (2, 31, 31)
    assert shown == [row.id for row in board_rows.every_row(session, looked, Filters())]


def test_a_page_beyond_the_last_is_the_last(session: Session, cast: Cast, course: Course) -> None:
    looked = sight(cast)
    drain(session)
    courses = courses_given(session, looked)

    found = found_roads(session, looked, Filters(page=99), courses=courses, number=1)

    assert found.page == 1
    assert len(found.rows) == 1


def test_numbers_do_not_change_with_the_state_that_is_shown(
    session: Session, cast: Cast, course: Course
) -> None:
    drain(session)

    plain = tally_of(counts(session, sight(cast, days=40), Filters()))

    assert (
        tally_of(counts(session, sight(cast, days=40), Filters(state=Together.BOTH_DONE))) == plain
    )
    assert (plain.total, plain.overdue, plain.stalled) == (1, 1, 1)


def test_who_is_late_is_said_after_the_date_only(
    session: Session, cast: Cast, course: Course
) -> None:
    finish(session, cast.sam)
    drain(session)

    before, after = (
        next(board_rows.every_row(session, sight(cast, days=days), Filters())) for days in (28, 40)
    )

    assert before.stall is not None
    assert before.late == ()
    assert [one.name for one in after.late] == ["Sue Zhang"]


def test_a_pair_that_moves_has_stood_still_for_no_day(
    session: Session, cast: Cast, course: Course
) -> None:
    drain(session)

    (row,) = board_rows.every_row(session, sight(cast, days=1), Filters())

    assert (row.stall, row.days_still) == (None, 0)


MOMENTS = st.none() | st.integers(0, 60).map(lambda days: NOW - timedelta(days=days))


@given(st.lists(st.tuples(MOMENTS, MOMENTS, MOMENTS), min_size=1, max_size=5), st.integers(1, 30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_the_database_and_the_rule_agree_on_who_stands_still(
    session: Session, cast: Cast, rows: list[tuple[datetime | None, ...]], limit: int
) -> None:
    limits = StallLimits(first_step=limit, movement=limit + 2, sealed=limit)
    looked = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW, limits=limits)
    session.execute(delete(PairStatus))
    session.execute(delete(Course))
    for number, clocks in enumerate(rows):
        course = Course(slug=f"c{number}", title="C", audience="rep,support")
        session.add(course)
        session.flush()
        keys = ("unbegun_since", "still_since", "sealed_since")
        session.execute(
            insert(PairStatus).values(
                pair_id=cast.pair.id, course_id=course.id, team_id=cast.north.id, names="",
                pair_state=PairState.ACTIVE, together=Together.NOBODY_YET, is_running=True,
                **dict(zip(keys, clocks, strict=True)),
            )
        )  # fmt: skip

    found = session.scalar(matching(session, looked, Filters(stalled=True), func.count()))

    expected = [stall.stall_of(Clocks(*clocks), limits=limits, now=NOW) for clocks in rows]
    assert found == sum(one is not None for one in expected)
    session.rollback()
