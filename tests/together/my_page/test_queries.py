"""What of my courses is through, what waits for whom, and which pairs stand beside them?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Module, ModuleClosed
from tandem.progress.seat_courses import OwnCourse, SharedCourse
from tandem.terms import PairState, Role
from tandem.together.my_page.queries import MyPage, finished_in, my_page, scene_seats
from tests.cast import NOW, House, change
from tests.lessons import assign, finish, lesson, serve
from tests.plain_courses import COURSE, DONE, OPEN, SAM, alone, shared

OTHER = replace(COURSE, id=6, slug="other")


def page(*living: SharedCourse, by_oneself: tuple[OwnCourse, ...] = ()) -> MyPage:
    """A page with these courses and nothing else."""
    nothing: Any = ()
    return MyPage(None, (), (), (), living, (), by_oneself, (), nothing, (), ())


@pytest.mark.parametrize(
    ("living", "is_through"),
    [
        ((), False),
        ((shared(1, (DONE, DONE)), shared(2, (DONE, DONE), (DONE, DONE))), True),
        ((shared(1, (DONE, DONE)), shared(2, (DONE, DONE), (DONE, OPEN))), False),
        ((shared(1, (OPEN, DONE)),), False),
    ],
)
def test_everything_is_through_when_both_have_done_each_module_in_each_pair(
    living: tuple[SharedCourse, ...], is_through: bool
) -> None:
    assert page(*living).is_through is is_through


@pytest.mark.parametrize(
    ("courses", "is_done"),
    [
        ((), False),
        ((alone(Role.REP, DONE), alone(Role.REP, DONE, DONE)), True),
        ((alone(Role.REP, DONE), alone(Role.REP, DONE, OPEN)), False),
    ],
)
def test_all_is_done_alone_when_each_module_is_and_there_is_one(
    courses: tuple[OwnCourse, ...], is_done: bool
) -> None:
    assert page(by_oneself=courses).is_done_alone is is_done


def test_who_waits_for_a_partner_has_begun_alone_what_is_for_two() -> None:
    waiting = alone(Role.REP, DONE, is_waiting=True)

    assert page(by_oneself=(alone(Role.REP, DONE), waiting)).is_waiting_for_a_partner
    assert not page(by_oneself=(alone(Role.REP, DONE),)).is_waiting_for_a_partner


def test_of_each_pair_the_first_module_that_waits_for_the_partner_is_named_once() -> None:
    found = page(
        shared(1, (DONE, DONE), (OPEN, OPEN), (DONE, OPEN), (DONE, OPEN)),
        shared(1, (DONE, OPEN), course=OTHER),
        shared(2, (OPEN, OPEN)),
        shared(3, (DONE, OPEN)),
    ).partners_turn

    assert [(wait.seat.pair_id, wait.module.module.id) for wait in found] == [(1, 2), (3, 0)]


def test_what_somebody_has_finished_is_told_by_course_and_face() -> None:
    found = finished_in(
        [shared(1, (DONE, OPEN), as_role=Role.SUPPORT)], [alone(Role.REP, OPEN, course=OTHER)]
    )

    assert [(course.slug, role, own.mine) for course, role, own in found] == [
        ("teaming", Role.SUPPORT, DONE), ("other", None, OPEN),
    ]  # fmt: skip


def test_somebody_plays_in_the_pairs_that_work_now() -> None:
    living = [shared(1, (OPEN, OPEN)), shared(2, (OPEN, OPEN), state=PairState.PAUSED)]

    (seat,) = scene_seats(living, SAM)

    assert (seat.pair_id, seat.me, seat.role, seat.partner) == (1, SAM, Role.REP, "Sue of 1")


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """Sam has a course with Sue, and one that was taken back with Abe."""
    course = serve(session, lesson(), lesson(name="brake"))
    assign(session, cast.pair, course)
    assign(session, cast.second_pair, serve(session, lesson(name="far"), course_slug="far"))
    session.scalars(
        select(Assignment).where(Assignment.pair_id == cast.second_pair.id)
    ).one().withdrawn_at = NOW
    session.commit()
    return course


def page_of(session: Session, cast: House) -> MyPage:
    """Sam's page."""
    session.rollback()
    return my_page(session, cast.sam.id, roles={Role.REP}, now=NOW)


def test_the_pairs_without_a_course_are_those_that_live_and_have_none(
    session: Session, cast: House, course: Course
) -> None:
    found = page_of(session, cast)

    assert [pair.id for pair in found.without] == [cast.second_pair.id]
    assert (len(found.pairs), len(found.living), found.ended) == (3, 1, ())
    change(session, session.merge(cast.pair), PairState.ENDED)
    session.commit()

    ended = page_of(session, cast)
    assert [pair.id for pair in ended.without] == [cast.second_pair.id]
    assert [[one.seat.pair_id for one in kept] for kept in (ended.living, ended.ended)] == [
        [], [cast.pair.id],
    ]  # fmt: skip


def test_what_waits_besides_the_next_thing_stands_behind_it(
    session: Session, cast: House, course: Course
) -> None:
    assign(session, cast.pair, serve(session, lesson(name="near"), course_slug="near"))
    assign(session, cast.second_pair, serve(session, lesson(name="calm"), course_slug="calm"))

    found = page_of(session, cast)

    waiting = [found.next, *found.others]
    assert {one.ahead.course.slug for one in waiting if one} == {"teaming", "near", "calm"}
    assert len(waiting) == 3


def test_what_a_partner_closed_is_told_of_modules_that_both_have_done(
    session: Session, cast: House, course: Course
) -> None:
    modules = {row.slug: row.id for row in session.scalars(select(Module))}
    for name in ("engine", "far"):
        finish(session, cast.sue, name)
        finish(session, cast.sam, name)
    for pair, name, by in (
        (cast.pair, "engine", cast.sue), (cast.pair, "brake", cast.sue),
        (cast.second_pair, "far", cast.abe),
    ):  # fmt: skip
        session.add(
            ModuleClosed(pair_id=pair.id, module_id=modules[name], number=1, by_id=by.id, at=NOW)
        )
    session.commit()

    (closed,) = page_of(session, cast).closed

    assert (closed.module.slug, closed.course.slug) == ("engine", "teaming")
    assert (closed.partner, closed.rep, closed.support) == (
        "Sue Zhang", "Sam Adeyemi", "Sue Zhang",
    )  # fmt: skip
