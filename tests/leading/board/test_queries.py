"""Which teams, groups and zones does the leader's page show, and whose pairs?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.figures.paging import PageOf, page_of
from tandem.leading.board.queries import (
    Grid,
    LeadPage,
    NeedGroup,
    Pairs,
    TeamName,
    TeamSummary,
    TeamsWanted,
    WithoutCourse,
    grids_of,
    groups_of,
    living_pairs,
    pairs_seen,
    pairs_ticked,
    pairs_without_course,
    row_of_pair,
    scope_of_a_leader,
    team_names,
    teams_to_choose,
)
from tandem.leading.board.roads import RoadRow
from tandem.leading.status.counting import Place, Tally
from tandem.leading.status.queries import Filters, Need, Order, StatusScope
from tandem.leading.status.stall import StallLimits
from tandem.library.served import ServedCourse
from tandem.models import Course, Module, Pair, PairStatus, TeamLeader
from tandem.terms import PairState, Role, Stage, Together
from tests import cast as stage
from tests.cast import NOW, House
from tests.leading.board.road_rows import row
from tests.lessons import assign, lesson, serve
from tests.status import drain

NORTH, NONE_WANTED = TeamName(1, "North"), TeamsWanted()
COURSE = ServedCourse(3, "c", "C", "", "", frozenset(), ())


@pytest.fixture
def wide() -> bool:
    """A leader with a seat."""
    return True


@pytest.mark.parametrize(
    ("states", "stripes"),
    [
        ({}, ()),
        ({Together.NOBODY_YET: 2}, ((Together.NOBODY_YET, 0, 200),)),
        (
            {Together.NOBODY_YET: 1, Stage.BEGUN: 2, Together.BOTH_DONE: 1},
            (
                (Together.NOBODY_YET, 0, 50),
                (Stage.BEGUN, 50, 100),
                (Together.BOTH_DONE, 150, 50),
            ),
        ),
        (
            {Together.NOBODY_YET: 1, Together.BOTH_DONE: 2},
            ((Together.NOBODY_YET, 0, 66.7), (Together.BOTH_DONE, 66.7, 133.3)),
        ),
    ],
)
def test_the_states_of_a_team_fill_its_bar_one_beside_the_other(
    states: dict[Together | Stage, int], stripes: tuple[tuple[object, float, float], ...]
) -> None:
    assert TeamSummary(NORTH, 4, Tally(states)).stripes == stripes


def page(
    number_of_teams: int,
    *,
    wanted: TeamsWanted = NONE_WANTED,
    at: int = 1,
    courses: tuple[ServedCourse, ...] = (COURSE,),
) -> LeadPage:
    """The page of somebody who leads so many teams."""
    nothing: PageOf[RoadRow] = PageOf((), 0, 1)
    return LeadPage(
        teams=PageOf((), number_of_teams, at),
        to_choose=(),
        first_team=NORTH,
        number_of_teams=number_of_teams,
        wanted=wanted,
        pairs=Pairs(Filters(), Tally({}), nothing, courses, ()),
        without=WithoutCourse(0, ()),
    )


@pytest.mark.parametrize(
    ("shown", "are_open"),
    [
        (page(3), True),
        (page(4), False),
        (page(4, wanted=TeamsWanted(search="n")), True),
        (page(4, wanted=TeamsWanted(is_every=True)), True),
        (page(4, at=2), True),
        (page(4, courses=()), True),
    ],
)
def test_teams_stand_open_where_they_are_few_or_looked_for(shown: LeadPage, are_open: bool) -> None:
    assert shown.shows_teams is are_open


@pytest.mark.parametrize(("number", "are_many"), [(50, False), (51, True)])
def test_more_than_fifty_teams_are_too_many_to_choose_from(number: int, are_many: bool) -> None:
    assert page(number).has_many_to_choose is are_many


TEAMS = [TeamName(number, f"Team {number:02}") for number in range(1, 61)]


@pytest.mark.parametrize(
    ("names", "found", "wanted", "chosen_id", "offered"),
    [
        (TEAMS[:50], [], TeamsWanted("x"), None, range(1, 51)),
        (TEAMS[:51], TEAMS[:51], TeamsWanted(), None, []),
        (TEAMS, TEAMS[5:8], TeamsWanted("x"), None, range(6, 9)),
        (TEAMS, TEAMS[5:8], TeamsWanted("x"), 3, [3, 6, 7, 8]),
        (TEAMS, TEAMS, TeamsWanted(), 7, [7]),
        (TEAMS, TEAMS, TeamsWanted("x"), None, range(1, 51)),
        (TEAMS, TEAMS, TeamsWanted(is_every=True), None, []),
    ],
)
def test_a_select_offers_all_teams_while_they_are_few_else_those_looked_for_and_the_chosen(
    names: list[TeamName], found: list[TeamName], wanted: TeamsWanted, chosen_id: int | None,
    offered: list[int],
) -> None:  # fmt: skip
    chosen = teams_to_choose(names, found, wanted, chosen_id=chosen_id)

    assert [team.id for team in chosen] == list(offered)


PLACES = [
    Place(3, Need.PAST_DATE, None, Together.NOBODY_YET, 4),
    Place(3, Need.PAST_DATE, 1, Together.WAITING_FOR_REP, 3),
    Place(3, Need.THROUGH, None, Together.BOTH_DONE, 9),
]


def test_rows_stand_in_the_groups_of_their_need_each_with_the_number_of_all_pages() -> None:
    late, through = row("0/1,0/1", need=Need.PAST_DATE), row("1/1=,1/1=", need=Need.THROUGH)

    assert list(groups_of([late, late, through], PLACES, is_grouped=True)) == [
        NeedGroup(Need.PAST_DATE, 7, (late, late)),
        NeedGroup(Need.THROUGH, 9, (through,)),
    ]
    assert list(groups_of([late, through], PLACES, is_grouped=False)) == [
        NeedGroup(None, 16, (late, through))
    ]


@pytest.mark.parametrize("order", list(Order))
def test_each_course_of_a_page_has_the_numbers_of_its_own_pairs(order: Order) -> None:
    first = row("0/1,0/1", need=Need.PAST_DATE)
    other = replace(first, course=replace(first.course, id=4))
    found = page_of([first, first, other], wanted=1)
    elsewhere = Place(4, Need.PAST_DATE, None, Together.NOBODY_YET, 5)

    grids = list(grids_of(found, [*PLACES, elsewhere], [*PLACES, elsewhere], order=order))

    is_grouped = order is Order.NEED
    assert [(grid.course.id, grid.groups[0].number) for grid in grids] == [
        (3, 7 if is_grouped else 16), (4, 5),
    ]  # fmt: skip
    assert [len(grid.groups[0].rows) for grid in grids] == [2, 1]


def test_the_zone_of_a_grid_is_that_of_its_first_date() -> None:
    undated = replace(row("0/1,0/1"), time_zone="Asia/Tokyo")
    dated = replace(undated, due_on=date(2026, 4, 1), time_zone="Europe/Berlin")

    def zone(*groups: tuple[RoadRow, ...]) -> str:
        return Grid(COURSE, (), tuple(NeedGroup(None, 1, rows) for rows in groups)).zone

    assert zone((undated,), (undated, dated), (replace(dated, time_zone="UTC"),)) == "Europe/Berlin"
    assert zone((undated,)) == ""


def test_one_of_the_two_looks_with_the_eyes_of_a_leader_outside_the_pair(
    session: Session, cast: House
) -> None:
    def eyes(person_id: int, pair_id: int) -> int:
        limits = StallLimits(movement=3)
        scope = scope_of_a_leader(session, person_id, pair_id=pair_id, now=NOW, limits=limits)
        assert (scope.team_id, scope.now, scope.limits) == (None, NOW, limits)
        return scope.leader_id

    assert cast.lee.id < cast.lia.id
    assert eyes(cast.sue.id, cast.leaders_pair.id) == cast.lee.id
    session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))
    session.flush()
    assert eyes(cast.lia.id, cast.leaders_pair.id) == cast.lia.id
    with pytest.raises(NoResultFound):
        eyes(cast.otto.id, cast.pair.id)


def test_a_place_without_the_role_has_no_board_and_lends_the_two_its_eyes(
    session: Session, cast: House
) -> None:
    assert [team.name for team in team_names(session, cast.olga.id)] == ["South"]

    cast.olga.role_rows = []
    session.flush()

    assert team_names(session, cast.olga.id) == []
    scope = scope_of_a_leader(
        session, cast.otto.id, pair_id=cast.other_pair.id, now=NOW, limits=StallLimits()
    )
    assert scope.leader_id == cast.olga.id


def test_a_leader_in_either_seat_is_looked_past_for_one_outside(
    session: Session, cast: House
) -> None:
    def eyes(pair: Pair) -> int:
        limits = StallLimits()
        found = scope_of_a_leader(session, cast.lee.id, pair_id=pair.id, now=NOW, limits=limits)
        return found.leader_id

    in_seats = (
        stage.pair(session, cast.north, cast.lee, cast.sue),
        stage.pair(session, cast.north, cast.sam, cast.lee),
    )

    assert cast.lee.id < cast.lia.id
    assert [eyes(pair) for pair in in_seats] == [cast.lia.id] * 2


def test_pairs_are_ticked_only_where_all_of_them_are_led(session: Session, cast: House) -> None:
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    ids = [cast.second_pair.id, cast.pair.id, cast.pair.id]

    assert [pair.id for pair in pairs_ticked(session, sight, ids)] == ids[:2]
    with pytest.raises(NoResultFound):
        pairs_ticked(session, sight, [*ids, cast.other_pair.id])
    with pytest.raises(NoResultFound):
        pairs_ticked(session, replace(sight, team_id=cast.south.id), ids)


def put(session: Session, course: Course, of: Pair, **values: Any) -> None:
    """A status of a pair that waits for its rep at the first module of a course."""
    module = session.scalars(select(Module).where(Module.course_id == course.id)).first()
    row: dict[str, Any] = {
        "pair_state": PairState.ACTIVE, "together": Together.WAITING_FOR_REP, "is_running": True,
        "stands_at_id": module.id if module else None, **values,
    }  # fmt: skip
    session.add(PairStatus(pair_id=of.id, course_id=course.id, team_id=of.team_id, names="", **row))
    session.flush()


def test_pairs_without_a_course_are_those_that_live_and_have_none(
    session: Session, cast: House
) -> None:
    put(session, serve(session, lesson()), cast.pair)

    without = pairs_without_course(session, StatusScope(cast.lee.id, None, NOW))

    expected = [cast.second_pair, cast.paused_pair, cast.leaders_pair]
    assert without.number == 3
    assert [pair.id for pair in without.pairs] == [pair.id for pair in expected]
    assert pairs_without_course(session, StatusScope(cast.lee.id, cast.south.id, NOW)).number == 0


def test_of_many_pairs_without_a_course_a_hundred_are_named(session: Session, cast: House) -> None:
    for number in range(97):
        new = stage.person(session, f"N{number}", "Quist", Role.SUPPORT)
        session.flush()
        stage.pair(session, cast.north, cast.sam, new)

    without = pairs_without_course(session, StatusScope(cast.lee.id, None, NOW))

    assert (without.number, len(without.pairs)) == (101, 100)


def test_pairs_of_a_team_are_counted_while_they_live(session: Session, cast: House) -> None:
    assert living_pairs(session, [cast.north.id, cast.south.id]) == {
        cast.north.id: 4, cast.south.id: 1,
    }  # fmt: skip
    assert living_pairs(session, [cast.south.id]) == {cast.south.id: 1}
    assert living_pairs(session, []) == {}


def test_bars_stand_for_the_pairs_that_pass_and_chips_for_all_at_the_module(
    session: Session, cast: House
) -> None:
    course = serve(session, lesson(), lesson(name="second"))
    session.execute(delete(PairStatus))
    put(session, course, cast.pair)
    put(session, course, cast.second_pair, together=Together.WAITING_FOR_SUPPORT)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    shown = pairs_seen(session, sight, Filters(state=Together.WAITING_FOR_REP))
    elsewhere = pairs_seen(session, sight, Filters(course="teaming", module="second"))

    (first, second) = shown.grids[0].bars
    assert (first.rep, first.support, second.number) == (1, 0, 0)
    assert (shown.tally.total, shown.found.number) == (2, 1)
    assert (elsewhere.tally.total, elsewhere.found.number, elsewhere.grids) == (0, 0, ())


def test_a_pair_is_shown_in_the_course_that_it_has_though_it_has_ended(
    session: Session, cast: House
) -> None:
    course, other = (serve(session, lesson(), course_slug=name) for name in ("own", "gone"))
    assign(session, cast.ended_pair, course)
    drain(session)
    put(session, other, cast.ended_pair)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    shown = row_of_pair(session, sight, pair_id=cast.ended_pair.id, course="own")

    assert shown.id == (cast.ended_pair.id, course.id)
    for pair, slug in ((cast.pair, "own"), (cast.ended_pair, "gone"), (cast.ended_pair, "x")):
        with pytest.raises(NoResultFound):
            row_of_pair(session, sight, pair_id=pair.id, course=slug)
