"""Is an answer right, and is a quiz passed?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Option, Question, QuestionKind
from tandem.rules import marking
from tandem.rules.marking import Mark

KEYS = ["a", "b", "c", "d"]


def question(*right: str) -> Question:
    kind = QuestionKind.SINGLE if len(right) == 1 else QuestionKind.MULTIPLE
    options = tuple(Option(key, key, right=key in right) for key in KEYS)
    return Question(id="q", kind=kind, title="?", options=options)


def test_one_right_key_is_right() -> None:
    assert marking.mark(question("b"), ["b"]) == Mark(right=True)
    assert marking.mark(question("b"), ["a"]) == Mark(right=False)


def test_a_part_of_the_right_keys_is_not_right() -> None:
    assert not marking.mark(question("a", "c"), ["a"]).right
    assert not marking.mark(question("a", "c"), ["a", "b", "c"]).right
    assert marking.mark(question("a", "c"), ["c", "a"]).right


@given(right=st.sets(st.sampled_from(KEYS), min_size=1), chosen=st.lists(st.sampled_from(KEYS)))
def test_an_answer_is_right_exactly_with_the_right_set(right: set[str], chosen: list[str]) -> None:
    assert marking.mark(question(*right), chosen).right == (set(chosen) == right)


@given(st.lists(st.booleans()))
def test_the_score_counts_right_answers(rights: list[bool]) -> None:
    assert marking.score(Mark(right=one) for one in rights) == rights.count(True)


@pytest.mark.parametrize(
    ("right", "total", "share", "passed"),
    [
        (4, 5, 0.8, True),
        (3, 5, 0.8, False),
        (7, 10, 0.7, True),
        (2, 3, 0.67, False),
        (1, 1, 1.0, True),
    ],
)
def test_passing_is_exact(right: int, total: int, share: float, passed: bool) -> None:
    assert marking.has_passed(right, total, pass_share=share) is passed


@given(percent=st.integers(0, 100), total=st.integers(1, 200), data=st.data())
def test_passing_knows_no_rounding(percent: int, total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))

    passed = marking.has_passed(right, total, pass_share=percent / 100)

    assert passed == (Fraction(right, total) >= Fraction(percent, 100))
