"""What is told about answers, and is nobody to be found behind it?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.figures.groups import (
    FirstAnswer,
    GroupedAnswers,
    Share,
    between,
    common,
    figures,
    in_fives,
    told,
)

REVISIONS = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=60)


def answers(*revisions: int, right: bool = True, hint: bool = False) -> list[FirstAnswer]:
    """One answer for each revision named."""
    return [FirstAnswer(revision, ("x",), right, hint) for revision in revisions]


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(0, 5, 0, 43), (5, 5, 57, 100), (8, 10, 49, 94), (50, 100, 40, 60), (500, 1000, 47, 53)],
)
def test_the_interval_is_wilsons(count: int, total: int, low: int, high: int) -> None:
    share = Share(count, total)

    assert (share.low, share.high) == (low, high)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_within_nothing_and_all(
    pair: tuple[int, int],
) -> None:
    share = Share(*pair)

    assert 0 <= share.low <= share.percent <= share.high <= 100


@pytest.mark.parametrize("count", [0, 1, 4])
def test_below_five_people_nothing_is_told(count: int) -> None:
    found = figures(answers(*[1] * count), worded_since=1, boundary=1)

    assert (found.now, found.right, found.hint, found.before, found.since) == ((), *[None] * 4)


def test_only_full_groups_are_counted() -> None:
    found = figures(
        [*answers(*[1] * 5), *answers(*[1] * 4, right=False)], worded_since=1, boundary=None
    )

    assert found.right == Share(5, 5)


def test_a_group_across_a_boundary_counts_on_neither_side() -> None:
    found = figures(answers(*[1] * 7, *[2] * 13), worded_since=2, boundary=2)

    assert (found.before, found.since, found.right) == (Share(5, 5), Share(10, 10), Share(10, 10))


def test_a_hint_is_told_from_five_people_on() -> None:
    few = figures(
        [*answers(*[1] * 4, hint=True), *answers(*[1] * 6)], worded_since=1, boundary=None
    )
    many = figures(
        [*answers(*[1] * 5, hint=True), *answers(*[1] * 5)], worded_since=1, boundary=None
    )

    assert (few.hint, many.hint) == (None, Share(5, 10))


@given(REVISIONS, st.integers(1, 4), st.integers(1, 4))
def test_looking_at_two_boundaries_never_leaves_fewer_than_five_over(
    said: list[tuple[int, bool]], one: int, other: int
) -> None:
    known = [FirstAnswer(revision, (), right) for revision, right in said]
    groups = [known[at : at + 5] for at in range(0, in_fives(len(known)), 5)]

    first, second = between(groups, before=one), between(groups, before=other)

    assert abs(len(first) - len(second)) % 5 == 0


@given(REVISIONS, st.booleans())
def test_one_more_answer_changes_nothing_or_adds_a_whole_group(
    said: list[tuple[int, bool]], right: bool
) -> None:
    known = [FirstAnswer(1, (), one) for _, one in said]

    before = figures(known, worded_since=1, boundary=None)
    after = figures([*known, FirstAnswer(1, (), right)], worded_since=1, boundary=None)

    assert len(after.now) - len(before.now) in {0, 5}
    assert after.now[: len(before.now)] == before.now


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 40)))
def test_no_rare_answer_can_be_found_by_taking_the_rest_from_the_whole(
    counts: dict[str, int],
) -> None:
    found = told(counts)

    assert found.count + sum(found.single.values()) == sum(counts.values())
    assert {*found.single, *found.together} == set(counts)
    assert len(found.together) != 1
    assert len(counts) == 1 or all(count >= 5 for count in found.single.values())


def test_common_words_are_those_of_five_people() -> None:
    texts = [*["valve"] * 6, *["pump"] * 5, *["a name"] * 4]

    assert common(texts) == [("valve", 6), ("pump", 5)]
    assert common(texts, most=1) == [("valve", 6)]


def test_the_share_is_what_was_found() -> None:
    assert Share(2, 3).percent == round(100 * Fraction(2, 3))


@pytest.mark.parametrize(("count", "full"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10), (14, 10)])
def test_people_are_counted_in_full_groups(count: int, full: int) -> None:
    assert in_fives(count) == full


@pytest.mark.parametrize(
    ("counts", "single", "together", "count"),
    [
        ({"a": 5, "b": 6}, {"a": 5, "b": 6}, (), 0),
        ({"a": 4, "b": 9, "c": 7}, {"b": 9}, ("a", "c"), 11),
        ({"a": 9, "b": 4, "c": 5, "d": 5}, {"a": 9, "d": 5}, ("b", "c"), 9),
        ({"a": 3, "b": 9, "c": 0}, {"b": 9}, ("a", "c"), 3),
        ({"a": 1, "b": 2}, {}, ("a", "b"), 3),
        ({"a": 2}, {"a": 2}, (), 0),
        ({}, {}, (), 0),
    ],
)
def test_rare_answers_stand_together_in_the_order_of_the_question(
    counts: dict[str, int], single: dict[str, int], together: tuple[str, ...], count: int
) -> None:
    assert told(counts) == GroupedAnswers(single, together, count)


def test_as_frequent_words_stand_by_letters_and_five_of_them_at_most() -> None:
    texts = [text for text in ("f", "b", "e", "a", "d", "c") for _ in range(5)]

    assert [text for text, _ in common([*texts, "e"])] == ["e", "a", "b", "c", "d"]


def test_without_a_boundary_nothing_is_told_of_before_and_since() -> None:
    found = figures(answers(*[1] * 5), worded_since=1, boundary=None)

    assert (found.right, found.before, found.since) == (Share(5, 5), None, None)


@pytest.mark.parametrize(
    ("since", "before", "revisions"),
    [(0, None, [1, 2, 3]), (2, None, [2, 3]), (0, 2, [1]), (2, 3, [2]), (3, 3, []), (4, None, [])],
)
def test_a_boundary_belongs_to_the_time_since(
    since: int, before: int | None, revisions: list[int]
) -> None:
    groups = [answers(*[revision] * 5) for revision in (1, 2, 3)]

    found = between(groups, since=since, before=before)

    assert [answer.revision for answer in found[::5]] == revisions
    assert len(found) == 5 * len(revisions)


def test_what_was_worded_otherwise_counts_no_more_but_its_time_does() -> None:
    found = figures(
        [*answers(*[1] * 5, right=False), *answers(*[2] * 5)], worded_since=2, boundary=2
    )

    assert [answer.revision for answer in found.now] == [2] * 5
    assert (found.right, found.before, found.since) == (Share(5, 5), Share(0, 5), Share(5, 5))


@pytest.mark.parametrize(
    ("count", "total", "centre", "reach"),
    [(0, 5, 0.21724, 0.21724), (8, 10, 0.71674, 0.22658), (50, 100, 0.5, 0.09617)],
)
def test_the_middle_and_the_reach_are_wilsons_too(
    count: int, total: int, centre: float, reach: float
) -> None:
    share = Share(count, total)

    assert (share.centre, share.reach) == pytest.approx((centre, reach), abs=1e-5)
