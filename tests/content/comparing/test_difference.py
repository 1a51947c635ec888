"""What has changed between two texts?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.comparing.difference import (
    MANY,
    MOST_WORDS,
    Change,
    Kind,
    difference,
    paragraphs,
    replaced,
    words,
)
from tandem.content.rendering.html import rendered
from tandem.terms import Role
from tests.content.reading import lesson

TEXTS = st.lists(st.sampled_from("abcdef"), max_size=12)


def test_what_is_gone_stands_before_what_is_new() -> None:
    found = difference(["one", "two", "three"], ["one", "zwei", "three"], around=2)

    assert [(change.kind.value, change.text) for change in found] == [
        ("same", "one"), ("gone", "two"), ("new", "zwei"), ("same", "three"),
    ]  # fmt: skip


def test_what_stayed_the_same_far_away_is_skipped() -> None:
    found = difference(list("abcdefgh"), list("abcdefgX"), around=1)

    assert [change.kind.value for change in found] == ["skipped", "same", "gone", "new"]


@given(TEXTS)
def test_the_same_text_has_not_changed(texts: list[str]) -> None:
    assert difference(texts, texts, around=2) == ()


@given(TEXTS, TEXTS)
def test_nothing_new_and_nothing_gone_is_left_out(before: list[str], after: list[str]) -> None:
    found = difference(before, after, around=99)

    if before != after:
        assert [c.text for c in found if c.kind in {Kind.SAME, Kind.GONE}] == before
        assert [c.text for c in found if c.kind in {Kind.SAME, Kind.NEW}] == after


def test_a_changed_sentence_tells_which_words_changed() -> None:
    gone, new = difference(["You bring the drive."], ["You bring the whole drive."], around=2)

    assert [part.text for part in gone.parts if part.changed] == []
    assert [part.text for part in new.parts if part.changed] == ["whole "]


def test_a_sentence_that_was_replaced_is_shown_whole() -> None:
    gone, new = difference(["You bring the drive."], ["Nothing alike"], around=2)

    assert (gone.parts, new.parts) == ((), ())


@given(st.text(), st.text())
def test_the_words_of_a_piece_are_its_text(before: str, after: str) -> None:
    for change in difference([before], [after], around=2):
        if change.parts:
            assert "".join(part.text for part in change.parts) == change.text


def test_a_role_compares_what_it_reads_itself() -> None:
    module = lesson("All *of* us.\n\n- one\n- two\n\n## You {for=rep}\n\nDrive.\n\n## Q {for=support}\n\nFrame.\n")  # fmt: skip  # noqa: E501
    shown = rendered(module, picture_address=lambda path: None)

    assert paragraphs(shown, Role.REP) == ["All of us.", "one", "two", "You", "Drive."]


def seconds(before: list[str], after: list[str]) -> float:
    """The processor time of a comparison."""
    begun = time.process_time()
    assert difference(before, after, around=2)
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a", ""] * 5000, ["b", ""] * 5000),
        (["a"] * 9999, ["a"] * 10_000),
        (["a", "b", "b"] * 3333, ["b", "a"] * 5000),
        (["a b c " * 230] * 20, ["b a " * 340] * 20),
    ],
    ids=["blank pieces", "one piece", "two pieces", "long pieces of few words"],
)
def test_texts_as_long_as_a_lesson_may_be_are_compared_at_once(
    before: list[str], after: list[str]
) -> None:
    sentences = [f"The {number} of us bring the drive." for number in range(10_000)]
    edited = [
        text.replace("us", "you") if number % 200 == 0 else text
        for number, text in enumerate(sentences)
    ]

    # Fifty changes in a text as long. What grows with the square takes hundreds of times as long.
    assert seconds(before, after) < 20 * seconds(sentences, edited)


@given(TEXTS, TEXTS)
def test_compared_as_a_whole_nothing_is_left_out_either(
    before: list[str], after: list[str]
) -> None:
    found = replaced(before, after, around=99)

    assert (found == ()) is (before == after)
    if before != after:
        assert [c.text for c in found if c.kind in {Kind.SAME, Kind.GONE}] == before
        assert [c.text for c in found if c.kind in {Kind.SAME, Kind.NEW}] == after


def test_compared_as_a_whole_what_is_far_away_is_skipped() -> None:
    found = replaced(list("abcdefgh"), list("abcdXfgh"), around=1)

    assert [(change.kind.value, change.text) for change in found] == [
        ("skipped", ""), ("same", "d"), ("gone", "e"), ("new", "X"), ("same", "f"), ("skipped", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("told", [difference, replaced])
@pytest.mark.parametrize(("same", "is_skipped"), [(1, False), (2, False), (3, True)])
def test_as_much_as_is_shown_around_a_change_is_not_skipped(
    told: Callable[..., Sequence[Change]], same: int, is_skipped: bool
) -> None:
    around = ["same"] * same

    found = told([*around, "old", *around], [*around, "new", *around], around=2)

    kinds = [change.kind for change in found]
    assert [kinds[0] is Kind.SKIPPED, kinds[-1] is Kind.SKIPPED] == [is_skipped] * 2


@pytest.mark.parametrize(
    ("old", "new", "gone", "fresh"),
    [
        ("a b", "a", [("a", False), (" b", True)], [("a", False)]),
        ("a b c", "a", [], []),
        ("a", "a b", [("a", False)], [("a", False), (" b", True)]),
    ],
)
def test_half_in_common_is_enough_to_be_read_word_by_word(
    old: str, new: str, gone: list[tuple[str, bool]], fresh: list[tuple[str, bool]]
) -> None:
    found = [[(part.text, part.changed) for part in run] for run in words(old, new)]

    assert found == [gone, fresh]


@pytest.mark.parametrize(("pieces", "kind"), [(MANY, Kind.SAME), (MANY + 1, Kind.GONE)])
def test_what_stands_often_is_no_place_to_begin_from_among_more_than_a_thousand(
    pieces: int, kind: Kind
) -> None:
    after = ["first", *["often"] * 20, *(str(number) for number in range(21, pieces))]

    found = difference(["often"], after, around=2)

    assert next(change.kind for change in found if change.text == "often") is kind


@pytest.mark.parametrize(("number", "is_read"), [(MOST_WORDS, True), (MOST_WORDS + 1, False)])
def test_longer_pieces_are_not_compared_word_by_word(number: int, is_read: bool) -> None:
    text = "." * number

    assert [bool(run) for run in words(text, text)] == [is_read, is_read]
