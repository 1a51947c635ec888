"""Which options look right by their words alone?"""

from __future__ import annotations

from math import isclose, log

import pytest

from tandem.content.lesson import Option, Question, QuestionKind
from tandem.content.word_model import WordCounts, WordModel, added, counted_words, words_of


def asked(right: str, *wrong: str) -> Question:
    """A question with these options."""
    options = [Option(text, text, right=text == right) for text in (right, *wrong)]
    return Question("a", QuestionKind.SINGLE, "Why?", options=tuple(options))


@pytest.fixture
def others() -> WordCounts:
    """What other lessons say."""
    return counted_words([asked("ask them", "wait", "never ask"), asked("ask", "never")])


@pytest.fixture
def own() -> WordCounts:
    """What this lesson says."""
    return counted_words([asked("never", "ask ask ask", "go")])


def test_a_word_counts_once_in_an_option(others: WordCounts, own: WordCounts) -> None:
    assert words_of("Ask, *ask* THEM") == {"ask", "them"}
    assert (others.right["ask"], others.wrong["ask"], own.wrong["ask"]) == (2, 1, 1)
    assert (others.options[True], others.options[False]) == (2, 3)


def test_counts_are_added_up(others: WordCounts, own: WordCounts) -> None:
    total = added([others, own])

    assert (total.right["never"], total.wrong["never"]) == (1, 2)
    assert (total.options[True], total.options[False]) == (3, 5)


def test_a_word_weighs_as_much_as_it_stands_oftener_in_right_options_of_the_others(
    others: WordCounts, own: WordCounts
) -> None:
    model = WordModel(added([others, own]), own)

    assert isclose(model.weight("ask"), log(3 / 4) - log(2 / 5))
    assert isclose(model.weight("never"), log(1 / 4) - log(3 / 5))
    assert isclose(model.weight("unheard"), log(1 / 4) - log(1 / 5))


def test_an_option_weighs_as_much_as_its_words(others: WordCounts) -> None:
    model = WordModel(others, WordCounts())
    ask, both = model(asked("ask", "never ask").options)

    assert isclose(ask, model.weight("ask"))
    assert isclose(both, model.weight("ask") + model.weight("never"))
