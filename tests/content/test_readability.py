"""How hard is a text to read?"""

from __future__ import annotations

import pytest

from tandem.content.readability import Counts, counts_of, grade, kincaid, syllables_in, wiener

EASY = "The cat sat. It saw a dog. The dog ran."
HARD = (
    "Organizational responsibilities necessitate considerable interdepartmental communication,"
    " particularly whenever administrative procedures accumulate unnecessarily."
)


@pytest.mark.parametrize(
    ("word", "language", "syllables"),
    [
        ("cat", "en", 1),
        ("make", "en", 1),
        ("partner", "en", 2),
        ("table", "en", 2),
        ("energy", "en", 3),
        ("asked", "en", 1),
        ("waited", "en", 2),
        ("don’t", "en", 1),
        ("Rhythm", "en", 1),
        ("Partnerin", "de", 3),
        ("Übergabe", "de", 4),
        ("14", "en", 1),
        ("the", "en", 1),
        ("use", "en", 1),
        ("are", "en", 1),
        ("red", "en", 1),
        ("wives’", "en", 1),
        ("Partner's", "en", 2),
        ("Use", "de", 2),
    ],
)
def test_syllables_are_groups_of_vowels(word: str, language: str, syllables: int) -> None:
    assert syllables_in(word, language) == syllables


@pytest.mark.parametrize(
    ("text", "sentences", "words"),
    [
        ("One. Two! Three?", 3, 3),
        ("At 14.30 it goes.", 1, 5),
        ("# A heading\n\nAnd a text", 2, 5),
        ("- one\n- two", 2, 2),
        ("“Why?” he asked.", 2, 3),
        ("`code is not read` here", 1, 1),
        ("<p>One.</p>\n\n<p>Two.</p>", 2, 2),
        ("", 0, 0),
    ],
)
def test_sentences_and_words_are_what_is_read(text: str, sentences: int, words: int) -> None:
    counts = counts_of(text, "en")

    assert (counts.sentences, counts.words) == (sentences, words)


def test_an_easy_text_is_far_below_a_hard_one() -> None:
    easy, hard = grade(EASY, "en"), grade(HARD, "en")

    assert easy is not None
    assert hard is not None
    assert easy < 3 < 8 < 20 < hard


def test_german_has_its_own_formula() -> None:
    easy = grade("Der Hund lief. Er sah ein Haus.", "de")
    hard = grade("Die Unternehmenskommunikation verantwortet Abstimmungsprozesse.", "de-CH")

    assert easy is not None
    assert hard is not None
    assert easy < 4 < 12 < hard


@pytest.mark.parametrize(("text", "language"), [("", "en"), ("Trois mots ici.", "fr")])
def test_without_words_or_a_formula_there_is_no_grade(text: str, language: str) -> None:
    assert grade(text, language) is None


def test_words_of_one_syllable_are_no_words_of_two() -> None:
    assert counts_of("Ein Hund. Viele Katzen, Hunde, Igel.", "de").of_one == 2


def test_what_the_formulas_ask_is_counted_word_by_word() -> None:
    text = "Die Abende sehen Organisation. Es gab Hunde, Schiffe."

    assert counts_of(text, "de") == Counts(
        sentences=2, words=8, syllables=17, of_many=2, of_one=3, long=2
    )


COUNTS = Counts(sentences=2, words=20, syllables=30, of_many=4, of_one=10, long=6)


def test_the_grade_of_an_english_text_is_that_of_kincaid() -> None:
    assert kincaid(COUNTS) == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)


def test_the_grade_of_a_german_text_is_that_of_vienna() -> None:
    expected = 0.1935 * 20 + 0.1672 * 10 + 0.1297 * 30 - 0.0327 * 50 - 0.875

    assert wiener(COUNTS) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("word", "language", "syllables"),
    [("see", "en", 1), ("more", "en", 1), ("more", "de", 2), ("ones", "en", 1), ("'tis", "en", 1)],
)
def test_a_silent_e_is_one_of_english_words_of_more_than_three_letters(
    word: str, language: str, syllables: int
) -> None:
    assert syllables_in(word, language) == syllables
