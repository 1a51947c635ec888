"""What is told of the answers after a module, so that nobody is found?"""

from __future__ import annotations

from tandem.figures.groups import Share
from tandem.learning.feedback.rules import FeedbackAnswer, groups, shares
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
