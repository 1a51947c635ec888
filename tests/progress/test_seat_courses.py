"""In which role is a course read, and how far is somebody with it? Plain values only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.progress.seat_courses import role_chosen, role_to_read_alone_in, roles_alone
from tandem.terms import CourseState, PairState, Role
from tests.plain_courses import BEGUN, COURSE, DONE, OPEN, alone, seat, shared, waiting

FOR_TWO = replace(COURSE, audience=frozenset({Role.REP, Role.SUPPORT}))
FOR_ONE = replace(COURSE, audience=frozenset({Role.LEADER, Role.TRAINER}))


@pytest.mark.parametrize(
    ("roles", "chosen"),
    [((Role.REP,), None), ((Role.REP, Role.SUPPORT), Role.REP), ((Role.REP, Role.REP), None)],
)
def test_a_role_is_named_only_where_another_could_be_chosen(
    roles: tuple[Role, ...], chosen: Role | None
) -> None:
    seats = [seat(number, role=role) for number, role in enumerate(roles)]
    elsewhere = seat(9, role=Role.SUPPORT, course=replace(COURSE, id=6))

    assert role_chosen(seats[0], [*seats, elsewhere]) is chosen


def test_somebody_has_reached_as_many_modules_as_are_done_before_the_first_open_one() -> None:
    course = shared(1, (DONE, OPEN), (OPEN, OPEN), (DONE, DONE))

    assert (course.reached, course.place, course.following) == (1, 1, course.modules[1])
    assert [module.module.id for module in course.waiting_for_partner] == [0]
    assert [module.module.id for module in course.both_done] == [2]
    assert not course.is_through


def test_a_course_is_through_when_both_have_finished_every_module_of_it() -> None:
    assert shared(1, (DONE, DONE)).is_through
    assert shared(1, (DONE, DONE), (DONE, DONE)).is_through
    assert not shared(1, (DONE, DONE), (DONE, BEGUN)).is_through
    assert not shared(1).is_through


@pytest.mark.parametrize("state", PairState)
def test_a_course_lives_with_its_pair(state: PairState) -> None:
    assert shared(1, state=state).is_living is (state in {PairState.ACTIVE, PairState.PAUSED})


def test_a_role_for_the_addresses_is_named_alone_too_only_with_a_choice() -> None:
    both = (Role.REP, Role.SUPPORT)

    assert alone(Role.REP, roles=both).as_role is Role.REP
    assert alone(Role.REP, roles=both[:1]).as_role is None


@pytest.mark.parametrize(
    ("state", "roles", "role"),
    [
        (CourseState.OPEN, {Role.LEADER, Role.TRAINER}, Role.LEADER),
        (CourseState.DRAFT, {Role.LEADER, Role.TRAINER}, Role.TRAINER),
        (CourseState.DRAFT, {Role.LEADER}, None),
        (CourseState.ARCHIVED, {Role.LEADER}, Role.LEADER),
    ],
)
def test_a_draft_is_read_by_trainers_alone(
    state: CourseState, roles: set[Role], role: Role | None
) -> None:
    assert role_to_read_alone_in(replace(FOR_ONE, state=state), roles) is role


@pytest.mark.parametrize(
    ("held", "wanted", "roles"),
    [
        ((Role.REP, Role.SUPPORT), None, (Role.REP, Role.SUPPORT)),
        ((Role.REP, Role.SUPPORT), "support", (Role.SUPPORT, Role.REP)),
        ((Role.SUPPORT,), "rep", (Role.SUPPORT,)),
        ((), None, ()),
    ],
)
def test_who_waits_for_a_partner_reads_in_the_role_that_is_wanted(
    held: tuple[Role, ...], wanted: str | None, roles: tuple[Role, ...]
) -> None:
    seats = [waiting(5, role) for role in held] + [waiting(6)]

    assert roles_alone(FOR_TWO, {Role.LEADER}, seats, wanted=wanted) == roles


def test_a_course_that_is_not_for_a_role_does_not_wait_for_it() -> None:
    seats = [waiting(5)]

    assert roles_alone(FOR_ONE, {Role.TRAINER}, seats, wanted=None) == (Role.TRAINER,)
