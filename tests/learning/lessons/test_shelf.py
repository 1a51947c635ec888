"""Which courses does somebody have before them, and which may they try out? Plain values only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.learning.lessons.queries import LessonPage
from tandem.learning.lessons.shelf import may_try, on_shelf, own_on_shelf
from tandem.terms import CourseState, PairState, Role
from tests.plain_courses import COURSE, DONE, OPEN, alone, shared

OTHER = replace(COURSE, id=6)


@pytest.mark.parametrize(
    ("role", "state", "may"),
    [
        (Role.LEADER, CourseState.OPEN, True),
        (Role.TRAINER, CourseState.OPEN, True),
        (Role.ADMIN, CourseState.ARCHIVED, True),
        (Role.REP, CourseState.OPEN, False),
        (Role.LEADER, CourseState.DRAFT, False),
        (Role.TRAINER, CourseState.DRAFT, True),
        (Role.ADMIN, CourseState.DRAFT, True),
    ],
)
def test_who_leads_trains_or_runs_the_site_may_try_and_a_draft_no_leader(
    role: Role, state: CourseState, may: bool
) -> None:
    assert may_try(replace(COURSE, state=state), {role}) is may


def test_a_course_stands_once_as_it_goes_on_in_a_pair_that_works() -> None:
    ended = shared(1, (DONE, DONE), (OPEN, OPEN), state=PairState.ENDED)
    living = shared(2, (OPEN, DONE), (DONE, OPEN), given="Abe", as_role=Role.REP)
    living = replace(living, seat=replace(living.seat, partner_id=9))
    (found, other) = on_shelf([ended, living, shared(3, (DONE, DONE), course=OTHER)])

    assert (found.pair_id, found.as_role, found.number_done) == (2, Role.REP, 1)
    assert found.following == living.modules[0]
    assert found.partners == ("Sue of 1", "Abe of 2")
    assert (other.course.id, other.following) == (6, None)


def test_one_partner_in_two_pairs_is_named_once() -> None:
    (found,) = on_shelf([shared(1, (OPEN, OPEN)), shared(1, (OPEN, OPEN), role=Role.SUPPORT)])

    assert found.partners == ("Sue of 1",)


def test_in_a_pair_that_has_ended_nothing_follows() -> None:
    (found,) = on_shelf([shared(1, (DONE, OPEN), (OPEN, OPEN), state=PairState.ENDED)])

    assert (found.following, found.number_done) == (None, 1)


def test_a_course_that_is_read_alone_has_no_pair() -> None:
    own = alone(Role.TRAINER, DONE, OPEN, roles=(Role.LEADER, Role.TRAINER))
    found = own_on_shelf(own)

    assert (found.pair_id, found.partners, found.as_role) == (None, (), Role.TRAINER)
    assert (found.number_done, found.following) == (1, own.modules[1])


def test_a_lesson_is_read_in_the_pair_of_its_role_and_named_by_it_only_with_a_choice() -> None:
    rep, support = shared(1, (OPEN, OPEN)), shared(2, (DONE, OPEN), role=Role.SUPPORT)
    page = LessonPage(COURSE, None, Role.SUPPORT, (Role.REP, Role.SUPPORT), (rep, support))

    assert (page.mine, page.pair_id, page.as_role) == (support, 2, Role.SUPPORT)
    assert page.module_of_mine(0) == support.modules[0]
    assert replace(page, roles=(Role.SUPPORT,)).as_role is None


def test_a_lesson_that_is_read_alone_belongs_to_no_pair() -> None:
    own = alone(Role.TRAINER, OPEN)
    page = LessonPage(COURSE, None, Role.TRAINER, (Role.TRAINER,), own=own)

    assert (page.mine, page.pair_id, page.module_of_mine(0)) == (own, None, own.modules[0])
