"""Around which revision is looked, and what is told of those who had not read?"""

from __future__ import annotations

import pytest

from tandem.authoring.insights.queries import Edit, boundary_in, unread_figures
from tandem.content.lesson import Lesson
from tandem.figures.groups import FirstAnswer, Share
from tests.cast import NOW


def edits(*numbers: int) -> list[Edit]:
    """Revisions of these numbers."""
    return [Edit(number, number, NOW, Lesson("m", "M")) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "since", "boundary"),
    [
        ([1], None, None),
        ([1], 1, None),
        ([1, 2], None, 2),
        ([1, 2, 3], None, 3),
        ([1, 2, 3], 2, 2),
        ([1, 2, 3], 1, 3),
        ([1, 2, 3], 9, 3),
    ],
)
def test_looked_around_is_the_revision_that_is_asked_for_else_the_last_change(
    numbers: list[int], since: int | None, boundary: int | None
) -> None:
    assert boundary_in(edits(*numbers), since) == boundary


def attempt(revision: int, *, passed: bool, **marks: bool) -> tuple[FirstAnswer, dict[str, bool]]:
    """Somebody's first attempt, without reading."""
    return FirstAnswer(revision, (), passed), marks


def test_of_those_who_had_not_read_only_full_groups_are_told() -> None:
    five = [attempt(1, passed=at < 2, a=True, b=at < 3) for at in range(5)]
    rest = [attempt(1, passed=True, a=True, b=True)] * 4

    unread = unread_figures([*five, *rest], None)

    assert unread.passed.right == Share(2, 5)
    assert unread.answers == Share(8, 10)


def test_of_fewer_than_five_who_had_not_read_nothing_is_told() -> None:
    unread = unread_figures([attempt(1, passed=True, a=True)] * 4, 1)

    assert (unread.passed.right, unread.answers) == (None, None)


def test_those_who_had_not_read_are_told_before_and_since_a_change() -> None:
    before = [attempt(1, passed=False, a=False)] * 5
    since = [attempt(2, passed=True, a=True)] * 5

    passed = unread_figures([*before, *since], 2).passed

    assert (passed.right, passed.before, passed.since) == (Share(5, 10), Share(0, 5), Share(5, 5))
