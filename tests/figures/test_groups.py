"""What is told about answers, and is nobody to be found behind it?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.figures.groups import FirstAnswer, Share, between, common, figures, in_fives, told

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
