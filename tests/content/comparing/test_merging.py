"""What becomes of a text that two people changed at once?"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.comparing.difference import MANY
from tandem.content.comparing.merging import (
    ClashChoice,
    From,
    clashes,
    common,
    pieces,
    put_together,
    whole_pieces,
)

BASE = "one\ntwo\nthree\nfour\n"
TEXTS = st.lists(st.sampled_from(["one", "two", "three", "four", "", "five {for=rep}"])).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


def test_changes_that_do_not_touch_are_both_kept() -> None:
    found = pieces(BASE, theirs="ONE\ntwo\nthree\nfour\n", mine="one\ntwo\nthree\nFOUR\n")

    assert clashes(found) == ()
    assert put_together(found, {}) == "ONE\ntwo\nthree\nFOUR\n"


def test_what_both_changed_alike_is_no_clash() -> None:
    found = pieces(BASE, theirs="one\nTWO\nthree\nfour\n", mine="one\nTWO\nthree\nfour\n")

    assert put_together(found, {}) == "one\nTWO\nthree\nfour\n"


def test_lines_that_both_changed_are_shown_in_both_versions() -> None:
    found = pieces(BASE, theirs="one\nTWO\nthree\nfour\n", mine="one\ntoo\nthree\nfour\n")

    (clash,) = clashes(found)
    assert (clash.theirs, clash.mine) == ("TWO\n", "too\n")
    assert [put_together(found, {0: choice}).split()[1:-2] for choice in ClashChoice] == [
        ["TWO"],
        ["too"],
        ["TWO", "too"],
    ]


def test_without_a_choice_both_versions_stay() -> None:
    found = pieces(BASE, theirs="X\n" + BASE[4:], mine="Y\n" + BASE[4:])

    assert put_together(found, {}).startswith("X\nY\ntwo\n")


def test_without_a_base_nothing_is_taken_out() -> None:
    found = pieces("", theirs="one\nnew\nfour\n", mine="one\ntwo\nfour\n")

    assert put_together(found, {}) == "one\nnew\ntwo\nfour\n"


def test_a_line_that_one_of_them_took_out_is_gone() -> None:
    found = pieces(BASE, theirs="one\nthree\nfour\n", mine=BASE)

    assert put_together(found, {}) == "one\nthree\nfour\n"


@given(TEXTS, TEXTS)
def test_who_changed_nothing_gets_the_others_text(base: str, other: str) -> None:
    for found in (pieces(base, theirs=other, mine=base), pieces(base, theirs=base, mine=other)):
        if base:
            assert put_together(found, {}) == other.rstrip("\n") + ("\n" if other.strip() else "")


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_that_somebody_wrote_is_lost(base: str, theirs: str, mine: str) -> None:
    found = pieces(base, theirs=theirs, mine=mine)

    kept = set(put_together(found, {}).splitlines())
    written = {*theirs.splitlines(), *mine.splitlines()} - set(base.splitlines()) - {""}
    assert written <= kept


def test_a_piece_says_whose_it_is() -> None:
    found = pieces(BASE, theirs="ONE\ntwo\nthree\nfour\n", mine="one\ntwo\nthree\nFOUR\n")

    assert [one.origin for one in found] == [From.THEIRS, From.BOTH, From.MINE]


@pytest.mark.parametrize("lines", [["a"], ["a", "b"], ["a", ""]], ids=["one", "two", "blank"])
def test_long_texts_without_a_base_are_put_together_at_once(lines: list[str]) -> None:
    def seconds(piece: list[str]) -> float:
        whole = "\n".join(piece * (10_000 // len(piece)))
        begun = time.process_time()
        pieces("", theirs=whole, mine=f"{whole}\nc\n")
        return time.process_time() - begun

    # What grows with the square takes hundreds of times as long.
    assert seconds(lines) < 20 * seconds([str(number) for number in range(10_000)])


@pytest.mark.parametrize(
    ("theirs", "mine", "said"),
    [
        ("a\nb\nc\n", "a\nc\n", [("both", "", "a\n"), ("clash", "b\n", ""), ("both", "", "c\n")]),
        ("a\nc\n", "a\nb\nc\n", [("both", "", "a\n"), ("clash", "", "b\n"), ("both", "", "c\n")]),
        ("a\n", "a\n", [("both", "", "a\n")]),
    ],
)
def test_what_only_one_of_two_has_written_is_a_clash_of_the_whole(
    theirs: str, mine: str, said: list[tuple[str, str, str]]
) -> None:
    found = whole_pieces(theirs, mine)

    assert [(piece.origin.value, piece.theirs, piece.mine) for piece in found] == said


def test_of_the_clash_of_two_wholes_either_may_be_kept() -> None:
    found = whole_pieces("a\n", "b\n")

    kept = [put_together(found, {0: choice}) for choice in (ClashChoice.THEIRS, ClashChoice.MINE)]

    assert kept == ["a\n", "b\n"]


@pytest.mark.parametrize(("lines", "is_kept"), [(MANY, True), (MANY + 1, False)])
def test_a_line_that_stands_often_is_in_common_among_a_thousand_at_most(
    lines: int, is_kept: bool
) -> None:
    mine = ["first", *["often"] * 20, *(str(number) for number in range(21, lines))]

    assert common(["often"], mine) == (["often"] if is_kept else [])
