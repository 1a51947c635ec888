"""How hard is a text to read?"""

from __future__ import annotations

import pytest

from tandem.content.readability import counts_of, grade, syllables_in

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
