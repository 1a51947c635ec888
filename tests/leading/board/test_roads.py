"""How does the board group its pairs, draw their roads and count where they stand?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tandem.leading.board.bars import bars_of
from tandem.leading.board.queries import pairs_seen
from tandem.leading.board.roads import Run, Stretch, look_of, runs_of
from tandem.leading.status.counting import Place
from tandem.leading.status.queries import Filters, Need, StatusScope
from tandem.leading.status.road import AHEAD, read_module
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Course, Pair, TeamMember
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Role, Together
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.lessons import assign, finish, lesson, question, serve
from tests.status import drain

DONE, SET, BEGUN = (read_module(text) for text in ("2/2=,2/2=", "2/2=!,2/2=", "1/2,0/2"))


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of two modules."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served, due_on=date(2026, 3, 31))
    return served


def partner_of_sam(session: Session, cast: Cast, course: Course, surname: str) -> Pair:
    """One more pair of Sam's, without a date."""
    new = stage.person(session, f"Nia{surname}", surname, Role.SUPPORT)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
    pair = stage.pair(session, cast.north, cast.sam, new)
    session.flush()
    assign(session, pair, course)
    return pair


def test_ribbons_and_what_lies_ahead_are_one_piece_and_open_modules_stand_alone() -> None:
    modules = [DONE, DONE, SET, BEGUN, BEGUN, AHEAD, AHEAD]
    looks = [(look_of(module, is_front=at == 3), module) for at, module in enumerate(modules)]

    assert list(runs_of(looks)) == [
        Run(Stretch.DONE, 2, DONE),
        Run(Stretch.DONE, 1, SET),
        Run(Stretch.OPEN, 1, BEGUN),
        Run(Stretch.OPEN, 1, BEGUN),
        Run(Stretch.AHEAD, 2, AHEAD),
    ]


def test_where_a_pair_stands_both_halves_are_drawn_though_nothing_has_begun() -> None:
    assert look_of(AHEAD, is_front=True) is Stretch.OPEN
    assert look_of(AHEAD, is_front=False) is Stretch.AHEAD


def test_pairs_are_grouped_by_need_and_by_surname_inside(
    session: Session, cast: Cast, course: Course
) -> None:
    for surname in ("Young", "Baker"):
        partner_of_sam(session, cast, course, surname)
    rests = partner_of_sam(session, cast, course, "Able")
    pairs.change_state(session, rests, PairState.PAUSED, by_id=None, now=NOW)
    drain(session)
    late = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW + timedelta(days=40))

    (grid,) = pairs_seen(session, late, Filters()).grids

    shown = [
        (group.need, group.number, [row.pair.support.name for row in group.rows])
        for group in grid.groups
    ]
    assert shown == [
        (Need.PAST_DATE, 1, ["Sue Zhang"]),
        (Need.STANDS_STILL, 2, ["NiaBaker Baker", "NiaYoung Young"]),
        (Need.RESTS, 1, ["NiaAble Able"]),
    ]


def test_a_bar_leads_to_the_pairs_that_stand_at_its_module(
    session: Session, cast: Cast, course: Course
) -> None:
    ahead = partner_of_sam(session, cast, course, "Young")
    for person_id in (ahead.rep_id, ahead.support_id):
        finish(session, session.get_one(type(cast.sam), person_id))
    drain(session)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    everybody = pairs_seen(session, sight, Filters())
    second = pairs_seen(session, sight, Filters(course="teaming", module="second"))

    assert [bar.number for bar in everybody.grids[0].bars] == [1, 1]
    assert [row.pair.id for row in second.found.rows] == [ahead.id]
    assert second.grids[0].bars == everybody.grids[0].bars


def test_a_bar_says_what_is_missing_and_how_many_are_through() -> None:
    modules = tuple(
        ServedModule(number, f"m{number}", number, Lesson(f"m{number}", "M")) for number in (1, 2)
    )
    course = ServedCourse(3, "c", "C", "", "", frozenset(), modules)
    places = [
        Place(3, Need.ON_THEIR_WAY, 1, Together.WAITING_FOR_REP, 2),
        Place(3, Need.ON_THEIR_WAY, None, Together.NOBODY_YET, 2),
        Place(3, Need.ON_THEIR_WAY, 2, Together.WAITING_FOR_SUPPORT, 1),
        Place(3, Need.THROUGH, None, Together.BOTH_DONE, 5),
        Place(4, Need.ON_THEIR_WAY, 9, Together.NOBODY_YET, 7),
    ]

    first, second = bars_of(course, places)

    assert (first.rep, first.support, first.both, first.number, first.through) == (2, 0, 2, 4, 6)
    assert (second.number, second.through) == (1, 5)
    assert first.parts == (("both", 0, 10), ("rep", 10, 10))
    assert second.parts == (("support", 15, 5),)
