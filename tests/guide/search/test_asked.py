"""Which words count as said, and when is nothing looked for?"""

from __future__ import annotations

import pytest

from tandem.guide.search.asked import Sort, asked, is_said


@pytest.mark.parametrize(
    ("word", "is_found"),
    [("order", True), ("rder", False), ("bord", True), ("late", True), ("ate", False)],
)
def test_a_word_of_five_letters_is_found_inside_another_and_a_shorter_one_at_its_beginning(
    word: str, is_found: bool
) -> None:
    assert is_said(word, "borders are late") is is_found


@pytest.mark.parametrize(
    ("typed", "is_nothing"), [("", True), (" a ", True), ("ab", False), ("a b", False)]
)
def test_one_letter_alone_is_in_everything(typed: str, is_nothing: bool) -> None:
    assert asked(typed).is_nothing is is_nothing


def test_every_word_has_to_be_there_however_it_is_written() -> None:
    words = asked("  ZIMT  müller ")

    assert words.text == "ZIMT müller"
    assert words.is_in("Anna Müller-Zimt")
    assert not words.is_in("Anna Zimt")


def test_a_sort_that_there_is_not_narrows_nothing() -> None:
    assert asked("zimt", "no-such").sort is None
    assert [asked("zimt", sort).sort for sort in Sort] == list(Sort)


def test_a_long_question_is_cut_after_a_hundred_signs_and_six_words() -> None:
    assert asked("x" * 101).text == "x" * 100
    assert asked("a b c d e f g").words == ("a", "b", "c", "d", "e", "f")
    assert asked("a b c d e f g").text == "a b c d e f g"


@pytest.mark.parametrize(
    ("word", "sentence", "is_found"),
    [
        ("cans", "pelicans", False),
        ("lican", "pelicans", True),
        ("cans", "two cans", True),
        ("two", "two cans", True),
        ("cans", "two canst", True),
    ],
)
def test_a_short_word_begins_a_word_of_the_sentence(
    word: str, sentence: str, is_found: bool
) -> None:
    assert is_said(word, sentence) is is_found


def test_words_are_looked_for_wherever_they_stand() -> None:
    assert asked("ean").is_in("Jean Dupont")
    assert asked("dupont jean").is_in("Jean Dupont")
