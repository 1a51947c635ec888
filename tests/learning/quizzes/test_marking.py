"""Is an answer right, and is a quiz passed?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import (
    Accepted,
    Ending,
    Link,
    Match,
    Option,
    Question,
    QuestionKind,
    Scene,
)
from tandem.content.parsing.choices import key_of
from tandem.learning.quizzes import marking
from tandem.learning.quizzes.marking import Mark

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


def test_an_order_is_right_with_every_item_in_its_place() -> None:
    items = tuple(Option(key, key, right=True) for key in "abc")
    asked = Question(id="q", kind=QuestionKind.ORDER, title="?", options=items)

    assert marking.mark(asked, ["a", "b", "c"]).right
    assert not marking.mark(asked, ["a", "c", "b"]).right
    assert not marking.mark(asked, ["a", "b", ""]).right


def test_a_match_is_right_with_every_left_side_at_its_right_side() -> None:
    sides = (Match("l1", "quota", "rep"), Match("l2", "pipeline", "rep"), Match("", "", "spare"))
    asked = Question(id="q", kind=QuestionKind.MATCH, title="?", matches=sides)
    rep, spare = key_of("rep"), key_of("spare")

    assert marking.mark(asked, [f"l2:{rep}", f"l1:{rep}"]).right
    assert not marking.mark(asked, [f"l1:{rep}"]).right
    assert not marking.mark(asked, [f"l1:{rep}", f"l2:{spare}"]).right


def test_gaps_are_right_when_each_holds_an_accepted_text() -> None:
    gaps = ((Accepted("cut-off"), Accepted("deadline")), (Accepted("16:30"),))
    asked = Question(id="q", kind=QuestionKind.FILL, title="?", gaps=gaps)

    assert marking.mark(asked, ["Deadline", " 16:30 "]).right
    assert not marking.mark(asked, ["16:30", "cut-off"]).right
    assert not marking.mark(asked, ["cut-off", ""]).right


@pytest.mark.parametrize("typed", ["the valve", "The  Valve.", "thé–valve", "“the valve”"])
def test_a_short_answer_is_compared_without_what_does_not_matter(typed: str) -> None:
    accepted = (Accepted("the valve"), Accepted('"the valve"'))
    asked = Question(id="q", kind=QuestionKind.SHORT, title="?", accepted=accepted)

    assert marking.mark(asked, [typed]).right
    assert not marking.mark(asked, ["a valve"]).right


@pytest.mark.parametrize(
    ("typed", "right"),
    [("5", True), ("4", True), ("6,0", True), ("6.1", False), ("five", False), ("−5", False)],
)
def test_a_number_is_right_within_its_range(typed: str, right: bool) -> None:
    asked = Question(
        id="q", kind=QuestionKind.NUMERIC, title="?", accepted=(Accepted(low=4, high=6),)
    )

    assert marking.mark(asked, [typed]).right is right


@given(st.lists(st.text(max_size=5), max_size=4), st.sampled_from(list(QuestionKind)))
def test_no_answer_breaks_the_marking(given_texts: list[str], kind: QuestionKind) -> None:
    asked = Question(id="q", kind=kind, title="?", accepted=(Accepted(low=1, high=2),))

    assert marking.mark(asked, given_texts).right in {True, False}


def test_a_field_left_empty_plays_no_part_in_an_answer() -> None:
    items = tuple(Option(key, key, right=True) for key in "ab")
    order = Question(id="q", kind=QuestionKind.ORDER, title="?", options=items)
    gaps = Question(id="q", kind=QuestionKind.FILL, title="?", gaps=((Accepted("a"),),))

    assert marking.mark(question("b"), ["", "b"]).right
    assert marking.mark(order, ["a", "", "b"]).right
    assert marking.mark(gaps, ["", "a"]).right


@pytest.mark.parametrize(
    ("kind", "answer"),
    [(QuestionKind.FILL, ["a", "a"]), (QuestionKind.SHORT, ["a", "a"]), (QuestionKind.SHORT, [])],
)
def test_too_many_texts_are_not_right_and_neither_are_too_few(
    kind: QuestionKind, answer: list[str]
) -> None:
    accepted = (Accepted("a"),)
    asked = Question(id="q", kind=kind, title="?", gaps=(accepted,), accepted=accepted)

    assert marking.mark(asked, ["a"]).right
    assert not marking.mark(asked, answer).right


def test_a_right_side_is_known_by_its_own_key_where_it_has_one() -> None:
    sides = (Match("l1", "Angebot", "Vertrieb", side=key_of("sales")), Match("l2", "Ware", "Lager"))
    asked = Question(id="q", kind=QuestionKind.MATCH, title="?", matches=sides)
    sales, own, stock = key_of("sales"), key_of("Vertrieb"), key_of("Lager")

    assert marking.mark(asked, [f"l1:{sales}", f"l2:{stock}"]).right
    assert not marking.mark(asked, [f"l1:{own}", f"l2:{stock}"]).right


@pytest.mark.parametrize(
    ("path", "right"), [(["0"], True), (["1"], False), (["2"], False), ([], False)]
)
def test_a_story_is_right_where_it_ends_well(path: list[str], right: bool) -> None:
    links = (Link("a", "good"), Link("b", "bad"), Link("c", "start"))
    scenes = (
        Scene("start", "", "Go", links),
        Scene("good", "", "Yes", end=Ending.GOOD),
        Scene("bad", "", "No", end=Ending.POOR),
    )
    asked = Question(id="q", kind=QuestionKind.SCENARIO, title="?", scenes=scenes)

    assert marking.mark(asked, path).right is right


def test_what_is_written_is_never_marked_right() -> None:
    asked = Question(id="q", kind=QuestionKind.WRITE, title="?", accepted=(Accepted("a"),))

    assert marking.mark(asked, ["a"]) == Mark(right=False)


@pytest.mark.parametrize(
    ("typed", "right"),
    [("1000", True), ("1'000", True), ("1,000", True), ("1001", False), ("16 km", False)],
)
def test_a_gap_that_holds_a_number_takes_it_however_it_is_written(typed: str, right: bool) -> None:
    accepted = (Accepted("1000"), Accepted("16 m"))
    asked = Question(id="q", kind=QuestionKind.FILL, title="?", gaps=(accepted,))

    assert marking.mark(asked, [typed]).right is right


@pytest.mark.parametrize(
    ("typed", "right"), [("3 km", True), ("3", True), ("3 kg", False), ("7", True)]
)
def test_a_number_is_right_in_any_of_its_ranges_with_its_unit_or_without(
    typed: str, right: bool
) -> None:
    ranges = (Accepted(low=2, high=3, units=("km",)), Accepted(low=7, high=7, units=("km",)))
    asked = Question(id="q", kind=QuestionKind.NUMERIC, title="?", accepted=ranges)

    assert marking.mark(asked, [typed]).right is right
