"""When is somebody asked about a plan, and what may be told?"""

from __future__ import annotations

from datetime import date

import pytest

from tandem.figures.groups import Share
from tandem.learning.plans.rules import ToldPlan, after_working_days, due_check, shares
from tandem.terms import PlanCheck, PlanSaid

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
TWO, TEN = PlanCheck.AFTER_TWO, PlanCheck.AFTER_TEN


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (MONDAY, 2, date(2026, 3, 4)),
        (FRIDAY, 2, date(2026, 3, 10)),
        (date(2026, 3, 7), 2, date(2026, 3, 10)),
        (date(2026, 3, 8), 1, MONDAY.replace(day=9)),
        (MONDAY, 10, date(2026, 3, 16)),
    ],
)
def test_a_weekend_is_no_working_day(day: date, number: int, later: date) -> None:
    assert after_working_days(day, number) == later


@pytest.mark.parametrize(
    ("today", "answered", "asked"),
    [
        (date(2026, 3, 3), set(), None),
        (date(2026, 3, 4), set(), TWO),
        (date(2026, 3, 15), set(), TWO),
        (date(2026, 3, 4), {TWO}, None),
        (date(2026, 3, 16), {TWO}, TEN),
        (date(2026, 3, 16), set(), TEN),
        (date(2026, 3, 30), set(), TEN),
        (date(2026, 3, 31), set(), None),
        (date(2026, 3, 17), {TWO, TEN}, None),
    ],
)
def test_it_is_asked_once_after_two_and_once_after_ten(
    today: date, answered: set[PlanCheck], asked: PlanCheck | None
) -> None:
    assert due_check(MONDAY, today=today, answered=answered) is asked


def told(
    person: int, said: PlanSaid = PlanSaid.DID_IT, *, team: int = 1, step: str = "p"
) -> ToldPlan:
    """What somebody said after two days."""
    return ToldPlan(team, 1, step, TWO, person, said)


def test_shares_are_sums_of_full_groups_of_five_different_people() -> None:
    answers = [
        told(number, PlanSaid.NOT_YET if number < 2 else PlanSaid.DID_IT) for number in range(9)
    ]

    assert shares(answers) == {TWO: Share(3, 5)}
    assert shares(answers[:4]) == {}
    assert shares([*answers[:4], told(3), told(2)]) == {}


def test_people_of_two_teams_or_about_two_plans_are_no_group() -> None:
    teams = [told(number, team=number % 2) for number in range(8)]
    steps = [told(number, step=str(number % 2)) for number in range(8)]

    assert shares(teams) == shares(steps) == {}


def test_who_says_it_twice_counts_once_also_when_the_group_is_full() -> None:
    did = [told(number) for number in range(5)]
    again = [told(number, PlanSaid.NOT_YET) for number in range(5)]

    assert shares([*did, *again]) == {TWO: Share(5, 5)}
    assert shares([did[0], again[0], *did[1:]]) == {TWO: Share(5, 5)}


@pytest.mark.parametrize(("people", "counted"), [(4, None), (9, 5), (10, 10), (14, 10), (15, 15)])
def test_each_further_five_people_are_a_group_of_their_own(
    people: int, counted: int | None
) -> None:
    found = shares([told(person) for person in range(people)])

    assert found == ({TWO: Share(counted, counted)} if counted else {})


def test_what_was_said_after_two_and_after_ten_days_is_told_apart() -> None:
    later = [told(number, PlanSaid.NOT_YET)._replace(asked=TEN) for number in range(5)]
    soon = [told(number) for number in range(5)]

    assert list(shares([*later, *soon]).items()) == [(TWO, Share(5, 5)), (TEN, Share(0, 5))]
    assert shares([*later[:4], *soon[4:]]) == {}


def test_the_same_step_of_two_modules_is_two_plans_and_groups_are_added_up() -> None:
    first = [told(number) for number in range(5)]
    second = [told(number, PlanSaid.NOT_YET)._replace(module_id=2) for number in range(5)]

    assert shares([*first[:4], *second[4:]]) == {}
    assert shares([*first, *second]) == {TWO: Share(5, 10)}


@pytest.mark.parametrize("said", PlanSaid)
def test_only_who_did_it_did_it(said: PlanSaid) -> None:
    answers = [told(number, said) for number in range(5)]

    assert shares(answers)[TWO] == Share(5 if said is PlanSaid.DID_IT else 0, 5)


def test_no_working_day_later_is_the_same_day() -> None:
    assert after_working_days(FRIDAY, 0) == FRIDAY
