"""Does the road of a pair say what its records say?"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.leading.status import road
from tandem.leading.status.road import AHEAD, RoadHalf, RoadModule, read_road
from tandem.models import Course, PairStatus
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress.pair_courses import courses_of
from tandem.progress.rules.halves import Parts
from tandem.terms import Stage, Step, Together
from tests.cast import NOW, Cast
from tests.lessons import assign, do, finish, lesson, question, serve
from tests.status import drain


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of two modules."""
    served = serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    assign(session, cast.pair, served, due_on=date(2026, 3, 31))
    return served


def test_a_road_is_read_as_it_was_written() -> None:
    complete, begun = (
        RoadHalf(Parts(4, 4), True, False, True),
        RoadHalf(Parts(2, 5), has_begun=True),
    )
    by_leader, asked_before = (
        RoadHalf(Parts(3, 3), True, True, True),
        RoadHalf(Parts(0, 3), has_begun=True),
    )

    assert read_road("7:4/4=,2/5;8:3/3=!,0/3~") == {
        7: RoadModule(complete, begun),
        8: RoadModule(by_leader, asked_before),
    }
    assert read_road("") == {}


@pytest.mark.parametrize("signs", ["4/4=,2/5", "3/3=!,0/3~", "0/0,0/0"])
def test_modules_that_look_alike_have_the_same_signs(signs: str) -> None:
    assert road.read_module(signs).signs == signs


@pytest.mark.parametrize(
    ("halves", "said"),
    [
        ("0/3,0/3", Together.NOBODY_YET),
        ("1/3,0/3", Stage.BEGUN),
        ("0/3~,0/3", Stage.BEGUN),
        ("3/3=,2/3", Together.WAITING_FOR_SUPPORT),
        ("3/3,3/3=", Together.WAITING_FOR_REP),
        ("3/3=,3/3=!", Together.BOTH_DONE),
    ],
)
def test_what_is_said_follows_from_both_halves(halves: str, said: str) -> None:
    assert road.read_module(halves).said == said


def test_a_row_of_status_keeps_the_road_that_follows_from_the_records(
    session: Session, cast: Cast, course: Course
) -> None:
    finish(session, cast.sam)
    do(session, cast.sue, Step.READ)
    drain(session)
    session.expire_all()

    row = session.scalars(select(PairStatus)).one()
    (pair_course,) = courses_of(session, pairs_by_id(session, [cast.pair.id]), now=NOW)

    kept = read_road(row.road)
    for module in pair_course.modules:
        shown = kept.get(module.module.id, AHEAD)
        assert [half.parts for half in shown.halves] == [half.parts for half in module.halves]
        assert (shown.said, shown.together) == (module.said, module.together)
    assert (row.is_begun, row.stands_at_id) == (True, pair_course.modules[0].module.id)
    assert (row.next_step, row.time_zone) == (Step.QUIZ, "Europe/Berlin")
