"""Which of somebody's texts counts for a question now, and may it be answered?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tandem.content.lesson import Question, QuestionKind
from tandem.learning.written.rules import (
    Reply,
    Writing,
    WritingState,
    is_compared,
    may_answer,
    names,
    present,
)
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import PairState, Promise
from tests.cast import NOW

ASKED = Question("now", QuestionKind.WRITE, "Write", was="before")
DAY = timedelta(days=1)
TEXT = Writing(1, 1, 1, "now", 1, "Words", Promise.PAIR, "Sue", NOW, frozenset(), None)
SECOND_ROUND = Round(2, NOW)


def test_texts_are_kept_under_the_name_of_a_question_and_the_one_before() -> None:
    assert names(ASKED) == {"now", "before"}
    assert names(replace(ASKED, was="")) == {"now"}


def test_the_newest_text_counts_under_whichever_name() -> None:
    older = replace(TEXT, id=9, at=NOW - DAY)
    newer = replace(TEXT, id=2, question="before")
    other = replace(TEXT, id=3, question="other", at=NOW + DAY)

    assert present([TEXT, older, newer, other], ASKED, FIRST) == newer
    assert present([newer, TEXT], ASKED, FIRST) == newer
    assert present([other], ASKED, FIRST) is None


def test_a_text_counts_for_a_round_from_the_moment_it_begins() -> None:
    before = replace(TEXT, at=NOW - timedelta(seconds=1))

    assert present([TEXT], ASKED, SECOND_ROUND) == TEXT
    assert present([before], ASKED, SECOND_ROUND) is None
    assert present([before], ASKED, FIRST) == before


COMPARED = replace(TEXT, compared_at=NOW)


@pytest.mark.parametrize(
    ("texts", "compared"),
    [
        ([], False),
        ([TEXT], False),
        ([COMPARED], True),
        ([COMPARED, replace(TEXT, id=2, at=NOW + DAY)], True),
        ([replace(COMPARED, question="before")], True),
        ([replace(COMPARED, question="other")], False),
        ([replace(COMPARED, at=NOW - DAY)], False),
    ],
)
def test_a_text_is_done_once_it_was_compared_in_this_round(
    texts: list[Writing], compared: bool
) -> None:
    assert is_compared(texts, ASKED, SECOND_ROUND) is compared


def test_a_text_is_written_and_then_compared() -> None:
    assert (TEXT.state, COMPARED.state) == (WritingState.WRITTEN, WritingState.COMPARED)


def test_who_misses_nothing_could_act_on_a_text() -> None:
    replies = [Reply(1, "Sue", missing, NOW, None) for missing in ("", "By when?")]

    assert [reply.could_act for reply in replies] == [True, False]


@pytest.mark.parametrize("state", PairState)
def test_a_partner_answers_once_while_the_pair_has_begun_and_not_ended(state: PairState) -> None:
    assert may_answer(state, is_answered=False) == (state in {PairState.ACTIVE, PairState.PAUSED})
    assert not may_answer(state, is_answered=True)
