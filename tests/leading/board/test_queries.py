"""Which teams, groups and zones does the leader's page show, and whose pairs?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
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
    pairs_ticked,
    pairs_without_course,
    scope_of_a_leader,
    teams_to_choose,
)
from tandem.leading.board.roads import RoadRow
from tandem.leading.status.counting import Place, Tally
from tandem.leading.status.queries import Filters, Need, Order, StatusScope
from tandem.leading.status.stall import StallLimits
from tandem.library.served import ServedCourse
from tandem.models import TeamLeader
from tandem.terms import Stage, Together
from tests.cast import NOW, House
from tests.leading.board.road_rows import row

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


def test_pairs_are_ticked_only_where_all_of_them_are_led(session: Session, cast: House) -> None:
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    ids = [cast.second_pair.id, cast.pair.id, cast.pair.id]

    assert [pair.id for pair in pairs_ticked(session, sight, ids)] == ids[:2]
    with pytest.raises(NoResultFound):
        pairs_ticked(session, sight, [*ids, cast.other_pair.id])
    with pytest.raises(NoResultFound):
        pairs_ticked(session, replace(sight, team_id=cast.south.id), ids)


def test_pairs_that_have_ended_are_not_among_those_without_a_course(
    session: Session, cast: House
) -> None:
    without = pairs_without_course(session, StatusScope(cast.lee.id, None, NOW))

    living = [cast.second_pair, cast.pair, cast.paused_pair, cast.leaders_pair]
    assert without.number == 4
    assert [pair.id for pair in without.pairs] == [pair.id for pair in living]
