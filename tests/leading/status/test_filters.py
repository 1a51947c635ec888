"""Which pairs pass a filter, and in which order do they stand?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tandem.leading.status.queries import (
    Due,
    Filters,
    Need,
    Order,
    StatusScope,
    courses_given,
    in_order,
    key_of,
    matching,
)
from tandem.models import Course, PairStatus, TeamLeader
from tandem.models.rows import rows
from tandem.terms import PairState, Stage, Together
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("filters", "is_refined"),
    [
        (Filters(), False),
        (Filters(state=Stage.BEGUN, stalled=True, module="m", page=3), False),
        (Filters(due=Due.OVERDUE), False),
        (Filters(due=Due.SOON), True),
        (Filters(due=Due.NONE), True),
        (Filters(course="c"), True),
        (Filters(team_id=1), True),
        (Filters(search="x"), True),
        (Filters(ended=True), True),
        (Filters(order=Order.DUE), True),
    ],
)
def test_filters_are_refined_by_what_no_chip_and_no_bar_shows(
    filters: Filters, is_refined: bool
) -> None:
    assert filters.is_refined is is_refined


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course of two modules, and no row of status."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    session.execute(delete(PairStatus))
    return served


def put(session: Session, cast: Cast, course: Course, **values: object) -> PairStatus:
    """The status of Sam and Sue, who are on their way."""
    row = PairStatus(
        pair_id=cast.pair.id, course_id=course.id, team_id=cast.north.id, names="adeyemi zhang",
        pair_state=PairState.ACTIVE, together=Together.WAITING_FOR_REP, is_running=True,
        is_begun=True,
    )  # fmt: skip
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return row


def found(session: Session, cast: Cast, filters: Filters) -> list[tuple[int, Need]]:
    """Which pairs Lee finds, in their order, each with its need."""
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    query = in_order(
        matching(session, sight, filters, *key_of(sight)), filters.order, courses=[], sight=sight
    )
    return [(row.pair_id, tuple(Need)[row.need]) for row in rows(session, query)]


@pytest.mark.parametrize(
    ("due_at", "overdue", "soon", "none"),
    [
        (None, False, False, True),
        (NOW - SECOND, True, False, False),
        (NOW, True, False, False),
        (NOW + SECOND, False, True, False),
        (NOW + timedelta(days=14), False, True, False),
        (NOW + timedelta(days=14) + SECOND, False, False, False),
    ],
)
def test_a_date_is_past_at_its_moment_and_soon_for_two_weeks(
    session: Session, cast: Cast, course: Course, due_at: datetime | None, overdue: bool,
    soon: bool, none: bool,
) -> None:  # fmt: skip
    put(session, cast, course, due_at=due_at)

    shown = [bool(found(session, cast, Filters(due=due))) for due in Due]

    assert shown == [overdue, soon, none]


@pytest.mark.parametrize("due_at", [NOW - SECOND, NOW + SECOND])
def test_no_date_is_past_or_soon_for_who_is_not_running(
    session: Session, cast: Cast, course: Course, due_at: datetime
) -> None:
    put(session, cast, course, due_at=due_at, is_running=False)

    assert found(session, cast, Filters(due=Due.OVERDUE)) == []
    assert found(session, cast, Filters(due=Due.SOON)) == []
    assert found(session, cast, Filters()) == [(cast.pair.id, Need.ON_THEIR_WAY)]


@pytest.mark.parametrize(
    ("values", "need"),
    [
        ({}, Need.ON_THEIR_WAY),
        ({"due_at": NOW}, Need.PAST_DATE),
        ({"unbegun_since": NOW - timedelta(days=10)}, Need.STANDS_STILL),
        ({"unbegun_since": NOW - timedelta(days=10) + SECOND}, Need.ON_THEIR_WAY),
        ({"still_since": NOW - timedelta(days=14)}, Need.STANDS_STILL),
        ({"still_since": NOW - timedelta(days=14) + SECOND}, Need.ON_THEIR_WAY),
        ({"sealed_since": NOW - timedelta(days=7)}, Need.STANDS_STILL),
        ({"sealed_since": NOW - timedelta(days=7) + SECOND}, Need.ON_THEIR_WAY),
        ({"still_since": NOW - timedelta(days=14), "due_at": NOW}, Need.PAST_DATE),
        ({"pair_state": PairState.PAUSED, "due_at": NOW}, Need.RESTS),
        ({"pair_state": PairState.PROPOSED}, Need.RESTS),
        ({"together": Together.BOTH_DONE, "pair_state": PairState.PAUSED}, Need.THROUGH),
        ({"together": Together.BOTH_DONE, "due_at": NOW}, Need.THROUGH),
    ],
)
def test_the_need_of_a_pair_is_the_first_that_it_has(
    session: Session, cast: Cast, course: Course, values: dict[str, object], need: Need
) -> None:
    put(session, cast, course, **values)

    assert found(session, cast, Filters()) == [(cast.pair.id, need)]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"together": Together.NOBODY_YET, "is_begun": False}, Together.NOBODY_YET),
        ({"together": Together.NOBODY_YET}, Stage.BEGUN),
        ({}, Together.WAITING_FOR_REP),
        ({"together": Together.WAITING_FOR_SUPPORT}, Together.WAITING_FOR_SUPPORT),
        ({"together": Together.BOTH_DONE}, Together.BOTH_DONE),
        ({"renews_at": NOW}, Together.NOBODY_YET),
        ({"renews_at": NOW + SECOND}, Together.WAITING_FOR_REP),
    ],
)
def test_a_pair_is_found_by_the_one_state_that_is_said_of_it(
    session: Session, cast: Cast, course: Course, values: dict[str, object],
    state: Together | Stage,
) -> None:  # fmt: skip
    put(session, cast, course, **values)

    every = (*Together, *Stage)
    assert [one for one in every if found(session, cast, Filters(state=one))] == [state]


@pytest.mark.parametrize(
    ("values", "needs"),
    [
        ({"together": Together.BOTH_DONE, "is_running": False}, Need.ON_THEIR_WAY),
        ({"renewed_due_at": NOW}, Need.PAST_DATE),
        ({"renewed_due_at": NOW, "is_running": False}, Need.PAST_DATE),
        ({"due_at": NOW}, Need.ON_THEIR_WAY),
        ({"pair_state": PairState.PAUSED, "is_running": False}, Need.RESTS),
    ],
)
def test_in_a_new_round_nothing_of_the_old_one_counts(
    session: Session, cast: Cast, course: Course, values: dict[str, object], needs: Need
) -> None:
    put(session, cast, course, renews_at=NOW, **values)

    assert found(session, cast, Filters()) == [(cast.pair.id, needs)]


def test_a_new_round_is_late_for_nobody_who_rests(
    session: Session, cast: Cast, course: Course
) -> None:
    rests = {"pair_state": PairState.PAUSED, "is_running": False}
    put(session, cast, course, renews_at=NOW, renewed_due_at=NOW, **rests)

    assert found(session, cast, Filters(due=Due.OVERDUE)) == []


def test_a_new_round_that_nobody_has_begun_stands_still_from_its_beginning(
    session: Session, cast: Cast, course: Course
) -> None:
    row = put(session, cast, course, renews_at=NOW - timedelta(days=10))
    assert found(session, cast, Filters(stalled=True)) != []

    row.renews_at = NOW - timedelta(days=10) + SECOND
    session.flush()
    assert found(session, cast, Filters(stalled=True)) == []


@pytest.mark.parametrize(
    ("values", "module"),
    [
        ({"together": Together.NOBODY_YET}, "third"),
        ({"together": Together.BOTH_DONE}, None),
        ({"together": Together.BOTH_DONE, "renews_at": NOW}, "third"),
    ],
)
def test_who_begins_anew_stands_at_the_first_module_of_their_own_course(
    session: Session, cast: Cast, course: Course, values: dict[str, object], module: str | None
) -> None:
    other = serve(session, *(lesson(name=name) for name in ("third", "fourth")), course_slug="b")
    put(session, cast, other, **values)

    names = ("engine", "second", "third", "fourth")
    shown = [name for name in names if found(session, cast, Filters(module=name))]

    assert shown == ([module] if module else [])


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NAME, ["first", "second", "third"]),
        (Order.DUE, ["third", "second", "first"]),
        (Order.NEED, ["second", "third", "first"]),
    ],
)
def test_pairs_stand_by_need_by_name_or_by_date(
    session: Session, cast: Cast, course: Course, order: Order, expected: list[str]
) -> None:
    ids = sorted({cast.pair.id, cast.other_pair.id})
    third = serve_third(session, cast)
    names = dict(zip(("first", "second", "third"), (*ids, third), strict=True))
    put(session, cast, course, pair_id=names["first"], names="a", due_at=None)
    put(session, cast, course, pair_id=names["second"], names="b", due_at=NOW)
    put(
        session, cast, course, pair_id=names["third"], names="c", due_at=NOW - SECOND,
        is_running=False, still_since=NOW - timedelta(days=14),
    )  # fmt: skip

    shown = [pair_id for pair_id, _ in found(session, cast, Filters(order=order))]

    assert shown == [names[name] for name in expected]


def serve_third(session: Session, cast: Cast) -> int:
    """One more pair."""
    return stage.pair(session, cast.north, cast.otto, cast.sue).id


@pytest.mark.parametrize(
    ("search", "is_found"),
    [
        ("zhang", True),
        ("ADEY zha", True),
        ("Zháng", True),
        ("zhang x", False),
        ("%", False),
        ("_", False),
    ],
)
def test_every_word_of_a_search_is_in_a_name(
    session: Session, cast: Cast, course: Course, search: str, is_found: bool
) -> None:
    put(session, cast, course)

    assert bool(found(session, cast, Filters(search=search))) is is_found


def test_a_leader_chooses_among_the_courses_of_the_pairs_that_are_looked_at(
    session: Session, cast: Cast, course: Course
) -> None:
    other, _empty = (serve(session, lesson(), course_slug=name) for name in ("other", "empty"))
    put(session, cast, course)
    put(session, cast, other, pair_id=cast.other_pair.id, team_id=cast.south.id)

    def given(team_id: int | None) -> list[str]:
        sight = StatusScope(leader_id=cast.lee.id, team_id=team_id, now=NOW)
        return [served.slug for served in courses_given(session, sight)]

    assert given(None) == ["teaming"]
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    assert given(None) == ["teaming", "other"]
    assert (given(cast.north.id), given(cast.south.id)) == (["teaming"], ["other"])
