"""Which typed answers are the same answer?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.same_text import folded, numbers_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cut-Off", "cut off"),
        ("cut–off", "cut-off"),
        ("  two   words ", "two words"),
        ("Café", "cafe"),
        ("Straße", "STRASSE"),
        ("don’t", "don't"),
        ("„so“", '"so"'),
        ("‹so›", "'so'"),
        ("cut\u00adoff", "cutoff"),
        ("cut\u200boff ", "cutoff"),
        ("cut\u00a0off", "cut off"),
        ("Øre", "ore"),
        ("é", "e\u0301"),
        ("−5 days", "-5 days"),
        ("– 5", "-5"),
        ("Done.", "done"),
        ("Done .", "done"),
    ],
)
def test_case_spaces_dashes_accents_and_quotes_do_not_matter(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_words_do_matter() -> None:
    assert folded("the valve") != folded("a valve")


def test_a_minus_does_matter() -> None:
    assert folded("-5") != folded("5")
    assert folded("2-5") == folded("2–5")


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("5", (5.0,)),
        ("0,5", (0.5,)),
        ("-3", (-3.0,)),
        ("\u200b– 3", (-3.0,)),
        ("1 000", (1000.0,)),
        ("1,000", (1.0, 1000.0)),
        ("1,000,000", (1000000.0,)),
        ("999,999,999,999,999", (999_999_999_999_999.0,)),
        # With a digit or a sign more it is past what a number keeps exactly.
        ("-999,999,999,999,999", ()),
        ("9,999,999,999,999,999", ()),
        ("five", ()),
        ("", ()),
        ("1e5", ()),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, numbers: tuple[float, ...]) -> None:
    assert numbers_in(typed) == numbers


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    assert all(number == number for number in numbers_in(text))
