"""What is told of the answers after a module, so that nobody is found?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.figures.groups import Share
from tandem.learning.feedback.rules import FeedbackAnswer, FullGroup, groups, month_of, shares
from tandem.terms import Answered, Asked
from tests.cast import NOW

GOOD, BAD = Answered.RATHER_YES, Answered.NO


def said(
    *answers: Answered, team: int | None = 1, module: int = 1, edition: int = 1
) -> list[FeedbackAnswer]:
    """Answers of so many people to one question."""
    return [FeedbackAnswer(team, module, edition, Asked.WORTH, answer, NOW) for answer in answers]


def test_four_people_are_no_group() -> None:
    assert groups(said(*[GOOD] * 4)) == ()


def test_up_to_four_of_the_newest_wait() -> None:
    assert groups(said(*[GOOD] * 5)) == groups(said(*[GOOD] * 5, *[BAD] * 4))


def test_answers_about_two_modules_two_editions_or_of_two_teams_are_no_group() -> None:
    apart = [
        said(*[GOOD] * 4) + said(GOOD, **other)
        for other in ({"module": 2}, {"edition": 2}, {"team": None})
    ]

    assert [groups(one) for one in apart] == [(), (), ()]


def test_whatever_is_told_is_a_sum_of_the_same_groups() -> None:
    full = groups(
        said(GOOD, GOOD, BAD, GOOD, BAD) + said(*[BAD] * 5, team=2) + said(*[GOOD] * 7, module=2)
    )

    assert shares(full, lambda group: group.module_id) == {
        1: {Asked.WORTH: Share(3, 10)},
        2: {Asked.WORTH: Share(5, 5)},
    }
    assert shares(full, lambda _: "all") == {"all": {Asked.WORTH: Share(8, 15)}}


def test_a_group_is_full_with_its_fifth_answer_and_the_next_one_begins_anew() -> None:
    answers = [
        one._replace(at=NOW + timedelta(days=day))
        for day, one in enumerate(said(*[GOOD] * 5, *[BAD] * 5, GOOD))
    ]

    assert groups(answers) == (
        FullGroup(1, Asked.WORTH, 5, NOW + timedelta(days=4)),
        FullGroup(1, Asked.WORTH, 0, NOW + timedelta(days=9)),
    )


def test_answers_to_two_questions_are_no_group() -> None:
    other = [one._replace(about=Asked.USE) for one in said(GOOD)]

    assert groups([*said(*[GOOD] * 4), *other]) == ()


@pytest.mark.parametrize("answer", Answered)
def test_yes_and_rather_yes_are_counted_together(answer: Answered) -> None:
    (group,) = groups(said(*[answer] * 5))

    assert group.yes == (5 if answer in {Answered.YES, Answered.RATHER_YES} else 0)


def test_shares_stand_in_the_order_of_the_questions() -> None:
    full = [FullGroup(1, about, 3, NOW) for about in reversed(Asked)]

    assert list(shares(full, lambda _: "all")["all"]) == list(Asked)


def test_a_month_is_called_by_its_first_day() -> None:
    days = date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)

    assert [month_of(day) for day in days] == [
        date(2026, 2, 1), date(2026, 2, 1), date(2026, 3, 1),
    ]  # fmt: skip
