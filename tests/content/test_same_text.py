"""Which typed answers are the same answer?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.same_text import folded, folded_answer, has_words


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
    ("search", "is_found"),
    [
        ("", True), ("...", True), ("late", True), ("ORDER late", True), ("ordér", True),
        ("late gate", False), ("gate", False),
    ],
)  # fmt: skip
def test_a_search_finds_what_holds_each_of_its_words(search: str, is_found: bool) -> None:
    assert has_words(search, "Late", "An order") is is_found


@pytest.mark.parametrize(
    "typed",
    [
        "“thank you”", "‘Thank you’", '"Thank you".', "„Thank you“", "«thank you»", "'thank you'",
        "Thank you!", "thank you?", "thank you,", "thank you;", "thank you:", "thank you…",
        "thank you !", "thank you！", "¡Thank you!", "“Thank you!”", "Thank “you”!", "thank 'you'",
        "\u200bthank\u00a0you ", "Thank-you!!",
    ],
)  # fmt: skip
def test_signs_around_and_behind_an_answer_do_not_matter(typed: str) -> None:
    assert folded_answer(typed) == folded_answer("thank you")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don't", "dont"), ("C++", "C"), ("C#", "C"), ("-5 days", "5 days"), ("?", "!"),
        ("thank you", "thanks you"), ("1.5", "15"), ("e.g", "eg"), (".net", "net"),
    ],
)  # fmt: skip
def test_signs_inside_an_answer_do_matter(one: str, other: str) -> None:
    assert folded_answer(one) != folded_answer(other)


@pytest.mark.parametrize("signs", ["?", "!", '"', "'", "…!", "¿", ":-)"])
def test_an_answer_of_signs_alone_is_the_same_as_itself_and_not_as_another(signs: str) -> None:
    assert folded_answer(signs) == folded_answer(f" {signs} ")
    assert folded_answer(signs) != folded_answer("+")


def test_a_blank_before_a_unit_does_not_matter() -> None:
    assert folded_answer("5 min") == folded_answer("5min")
    assert folded_answer("“-5” %") == folded_answer("-5%")


AROUND = st.sampled_from(["", '"', "“", "”", "„", "«", "»", "'", "‘", "’", " "])
BEHIND = st.text(alphabet="!?,;:.… ", max_size=4)
WORDS = st.text(alphabet="abcdeÄéß ñ-'", min_size=1, max_size=12).filter(
    lambda text: any(sign.isalpha() for sign in text)
)


@given(WORDS, AROUND, BEHIND, AROUND)
def test_whatever_stands_around_words_they_are_the_same(
    words: str, before: str, behind: str, after: str
) -> None:
    typed = f"{before}{words.upper()}{behind}{after}"

    assert folded_answer(typed) == folded_answer(words)
