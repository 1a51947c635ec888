"""What is told of questions that came back: only groups of five, and each person once?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tandem.figures.groups import Share
from tandem.learning.refreshers.retention import AnswerLater, horizon_of, retained
from tests.cast import NOW


def later(
    person: int, *, days: int = 40, right: bool = True, module: int = 1, learned_at: datetime = NOW
) -> AnswerLater:
    """Somebody's answer, so many days after the module."""
    return AnswerLater(person, module, learned_at, learned_at + timedelta(days=days), right)


def of_five(**fields: int) -> Iterable[AnswerLater]:
    """Five people answer."""
    return [later(person, **fields) for person in range(1, 6)]


def test_four_people_are_not_told_of_and_five_are() -> None:
    answers = [*of_five()]

    assert retained(answers[:4]) == {}
    assert retained(answers) == {30: Share(5, 5)}


def test_a_ninth_person_waits_for_the_tenth() -> None:
    answers = [later(person, right=person <= 5) for person in range(1, 10)]

    assert retained(answers) == {30: Share(5, 5)}
    assert retained([*answers, later(10)]) == {30: Share(6, 10)}


def test_who_answers_often_counts_once() -> None:
    assert retained([later(1, days=30 + day) for day in range(9)]) == {}


def test_the_first_answer_counts_and_not_the_better_one_after_it() -> None:
    first = [later(person, right=False) for person in range(1, 6)]

    assert retained([*first, *of_five(days=50)]) == {30: Share(0, 5)}


def test_groups_of_two_modules_are_never_mixed() -> None:
    three = [later(person) for person in (1, 2, 3)]
    two = [later(person, module=2) for person in (4, 5)]

    assert retained([*three, *two]) == {}


def test_what_is_asked_sooner_than_after_thirty_days_counts_nowhere() -> None:
    assert horizon_of(later(1, days=29)) is None
    assert [horizon_of(later(1, days=days)) for days in (30, 89, 90, 400)] == [30, 30, 90, 90]
    assert retained([*of_five(days=29), *of_five(days=90)]) == {90: Share(5, 5)}
