"""What is next for somebody who has several things before them?"""

from __future__ import annotations

from datetime import date

from tandem.progress.rules.next_thing import WaitingCourse, first_open, in_turn
from tandem.terms import Role, Step

READ, QUIZ, TOGETHER = Step.READ, Step.QUIZ, Step.TOGETHER
SOON, LATE = date(2026, 3, 9), date(2026, 6, 1)


def waiting(
    *steps: Step | None,
    course: int = 1,
    pair: int | None = 1,
    role: Role = Role.REP,
    due: date | None = None,
    resting: bool = False,
) -> WaitingCourse:
    """A course of a pair, with the next step of each module."""
    place = first_open(steps)
    step = None if place is None else steps[place]
    return WaitingCourse(course, role, place, step, pair_id=pair, is_resting=resting, due_on=due)


def test_the_first_module_that_waits_is_next_even_where_a_later_one_was_done() -> None:
    course = waiting(None, READ, None, QUIZ)

    assert in_turn([course]) == [(course, 1)]


def test_what_is_done_is_not_next() -> None:
    assert in_turn([waiting(None, None)]) == []


def test_the_earliest_date_comes_first_and_a_course_without_a_date_last() -> None:
    late, soon, never = waiting(READ, due=LATE), waiting(READ, course=2, due=SOON), waiting(
        READ, course=3
    )  # fmt: skip

    assert [course for course, _ in in_turn([never, late, soon])] == [soon, late, never]


def test_a_pair_that_rests_comes_after_one_that_works() -> None:
    resting, working = waiting(READ, due=SOON, resting=True), waiting(READ, course=2, pair=2)

    assert [course for course, _ in in_turn([resting, working])] == [working, resting]


def test_what_is_read_alone_comes_after_every_pair() -> None:
    alone, resting = waiting(READ, pair=None), waiting(READ, course=2, resting=True)

    assert [course for course, _ in in_turn([alone, resting])] == [resting, alone]


def test_what_is_read_for_two_pairs_is_named_once() -> None:
    first, second = waiting(QUIZ, pair=1, due=SOON), waiting(QUIZ, pair=2, due=LATE)

    assert in_turn([second, first]) == [(first, 0)]


def test_steps_for_two_wait_in_each_pair() -> None:
    first, second = waiting(TOGETHER, pair=1), waiting(TOGETHER, pair=2)

    assert in_turn([second, first]) == [(first, 0), (second, 0)]


def test_both_roles_of_a_person_read_for_themselves() -> None:
    rep, support = waiting(READ, pair=1), waiting(READ, pair=2, role=Role.SUPPORT)

    assert in_turn([rep, support]) == [(rep, 0), (support, 0)]


def test_the_same_course_for_two_pairs_stands_by_date_then_by_pair() -> None:
    third, first, second = (waiting(TOGETHER, pair=number, due=SOON) for number in (3, 1, 2))

    assert [course.pair_id for course, _ in in_turn([third, first, second])] == [1, 2, 3]


def test_courses_that_are_alike_stand_by_their_own_order() -> None:
    later, sooner = waiting(READ, course=2), waiting(READ, course=1, pair=9)

    assert in_turn([later, sooner]) == [(sooner, 0), (later, 0)]


def test_a_course_read_alone_and_with_a_partner_is_named_once() -> None:
    alone, paired = waiting(READ, pair=None), waiting(READ, due=LATE)

    assert in_turn([alone, paired]) == [(paired, 0)]


def test_nothing_waits_in_a_course_without_modules() -> None:
    assert first_open([]) is None
    assert in_turn([waiting()]) == []
