"""What is next, who waits for whom, and in which seat does somebody read?"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tandem.people.pairs import rules as pairs_rules
from tandem.progress.rules import next_step
from tandem.terms import PairState, Role, Step

BOTH = frozenset({Step.READ, Step.QUIZ})


@dataclass(frozen=True)
class Seat:
    pair_state: PairState
    role: Role


@pytest.mark.parametrize(
    ("done", "step"),
    [(set(), Step.READ), ({Step.READ}, Step.QUIZ), ({Step.QUIZ}, Step.READ), (BOTH, None)],
)
def test_reading_comes_before_the_quiz(done: set[Step], step: Step | None) -> None:
    assert next_step.next_step(required=BOTH, done=done, finished=False) is step


@pytest.mark.parametrize(
    ("roles", "audience", "role"),
    [
        ({Role.LEADER}, {Role.LEADER}, Role.LEADER),
        ({Role.TRAINER}, {Role.TRAINER, Role.LEADER}, Role.TRAINER),
        ({Role.TRAINER, Role.LEADER}, {Role.TRAINER, Role.LEADER}, Role.LEADER),
        ({Role.LEADER}, {Role.REP, Role.SUPPORT}, None),
        ({Role.REP}, {Role.REP, Role.SUPPORT}, None),
        ({Role.ADMIN}, {Role.LEADER, Role.TRAINER}, None),
    ],
)
def test_a_course_is_read_alone_by_those_it_is_for(
    roles: set[Role], audience: set[Role], role: Role | None
) -> None:
    assert next_step.role_to_read_alone_in(roles, audience) is role


def test_a_finished_module_waits_for_nothing() -> None:
    assert next_step.next_step(required=BOTH, done=set(), finished=True) is None


def test_a_proposed_pair_reads_nothing_and_an_ended_one_still_does() -> None:
    assert [state for state in PairState if pairs_rules.is_open(state)] == [
        PairState.ACTIVE, PairState.PAUSED, PairState.ENDED,
    ]  # fmt: skip


def test_nobody_reads_in_a_seat_of_others() -> None:
    mine = [Seat(PairState.ACTIVE, Role.REP)]

    assert next_step.seat_to_read_in(mine, wanted="support") == mine[0]
    assert next_step.seat_to_read_in([]) is None
    assert next_step.roles_to_read_in([]) == ()


def test_pairs_that_live_decide_else_those_that_have_ended() -> None:
    active, paused, ended = (
        Seat(state, Role.REP) for state in (PairState.ACTIVE, PairState.PAUSED, PairState.ENDED)
    )

    assert next_step.ruling([active, ended, paused]) == [active, paused]
    assert next_step.ruling([ended]) == [ended]


def test_who_holds_both_roles_chooses() -> None:
    seats = [Seat(PairState.ACTIVE, Role.SUPPORT), Seat(PairState.PAUSED, Role.REP)]

    assert next_step.seat_to_read_in(seats) == seats[1]
    assert next_step.seat_to_read_in(seats, wanted="support") == seats[0]
    assert next_step.roles_to_read_in(seats) == (Role.REP, Role.SUPPORT)


def test_a_living_pair_comes_before_an_ended_one() -> None:
    seats = [Seat(PairState.ENDED, Role.REP), Seat(PairState.ACTIVE, Role.SUPPORT)]

    assert next_step.seat_to_read_in(seats) == seats[1]
    assert next_step.roles_to_read_in(seats) == (Role.SUPPORT,)


def test_practice_comes_between_reading_and_the_quiz_and_the_steps_for_two_last() -> None:
    done: set[Step] = set()
    order = []
    while step := next_step.next_step(required=set(Step), done=done, finished=False):
        order.append(step)
        done.add(step)

    assert order == [Step.READ, Step.PRACTICE, Step.QUIZ, Step.TOGETHER]


def test_where_only_ended_pairs_are_left_they_are_read_in() -> None:
    seats = [Seat(PairState.ENDED, Role.SUPPORT), Seat(PairState.ENDED, Role.REP)]

    assert next_step.seat_to_read_in(seats) == seats[1]
    assert next_step.seat_to_read_in(seats, wanted="support") == seats[0]
    assert next_step.roles_to_read_in(seats) == (Role.REP, Role.SUPPORT)


def test_a_role_that_is_wanted_is_not_taken_from_an_ended_pair_while_another_lives() -> None:
    seats = [Seat(PairState.PAUSED, Role.REP), Seat(PairState.ENDED, Role.SUPPORT)]

    assert next_step.seat_to_read_in(seats, wanted="support") == seats[0]
    assert next_step.roles_to_read_in([]) == ()
