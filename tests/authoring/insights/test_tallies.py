"""How often was each answer given, kind by kind?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.authoring.insights.tallies import Tallied, in_all_languages, misplaced, tally
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
from tandem.figures.groups import FirstAnswer, Share
from tandem.learning.quizzes.marking import mark, right_key
from tests.lessons import question

Said = tuple[int, Sequence[str]]
Row = tuple[Tallied, tuple[str, ...], int | None]


def said(asked: Question, *answers: Said) -> list[FirstAnswer]:
    """Answers, each as often as its number says, marked."""
    return [
        FirstAnswer(1, tuple(answer), mark(asked, answer).right)
        for times, answer in answers
        for _ in range(times)
    ]


def rows(asked: Question, *answers: Said) -> list[Row]:
    """The lines: what, which words, how many."""
    lines = tally(asked, said(asked, *answers))
    return [(line.what, line.texts, line.share.count if line.share else None) for line in lines]


def test_options_of_five_people_stand_alone() -> None:
    found = rows(question("q"), (2, ["q-good"]), (6, ["q-bad"]), (7, ["q-worse"]))

    assert found == [
        (Tallied.CHOSEN, ("A bad one",), 6),
        (Tallied.CHOSEN_RIGHT, ("A good one",), 2),
        (Tallied.CHOSEN, ("A worse one",), 7),
    ]


def test_rare_options_stand_together_and_one_alone_takes_the_next() -> None:
    found = rows(question("q"), (13, ["q-good"]), (6, ["q-bad"]), (1, ["q-worse"]))

    assert found == [
        (Tallied.CHOSEN_RIGHT, ("A good one",), 13),
        (Tallied.TOGETHER, ("A bad one", "A worse one"), 7),
    ]


def test_of_two_options_both_are_told() -> None:
    two = question("q", kind=QuestionKind.TRUE_FALSE, options=question("q").options[:2])

    found = rows(two, (9, ["q-good"]), (1, ["q-bad"]))

    assert [count for _, _, count in found] == [1, 9]


def test_ticks_are_counted_each_for_itself() -> None:
    several = question("q", kind=QuestionKind.MULTIPLE)

    found = rows(several, (6, ["q-good", "q-bad"]), (4, ["q-worse"]))

    assert [count for _, _, count in found] == [6, 6, None]


def test_the_item_that_was_moved_is_named() -> None:
    options = tuple(Option(key, key.upper(), right=False) for key in "abcd")
    order = question("q", kind=QuestionKind.ORDER, options=options)

    found = rows(order, (6, list("bcda")), (4, list("abcd")))

    assert found == [
        (Tallied.MISPLACED, ("A",), 6),
        (Tallied.MISPLACED, ("B",), None),
        (Tallied.MISPLACED, ("C",), None),
        (Tallied.MISPLACED, ("D",), None),
    ]


@given(st.permutations(list("abcdef")))
def test_what_is_not_misplaced_stands_in_the_right_order(answer: list[str]) -> None:
    moved = misplaced(list("abcdef"), answer)

    stays = [key for key in answer if key not in moved]
    assert stays == sorted(stays)
    assert (answer == sorted(answer)) == (moved == frozenset())


def test_a_missed_match_and_a_common_wrong_one_are_told() -> None:
    pairs = (Match("k1", "quota", "rep"), Match("k2", "cut-off", "support"), Match("", "", "spare"))
    match = question("q", kind=QuestionKind.MATCH, matches=pairs)
    rep, support, spare = (right_key(pair) for pair in pairs)

    found = rows(
        match,
        (5, [f"k1:{rep}", f"k2:{spare}"]),
        (3, [f"k1:{support}", f"k2:{rep}"]),
        (2, [f"k1:{rep}", f"k2:{support}"]),
    )

    assert found == [
        (Tallied.UNMATCHED, ("quota",), None),
        (Tallied.UNMATCHED, ("cut-off",), 8),
        (Tallied.MATCHED, ("cut-off", "spare"), 5),
    ]


def test_gaps_tell_what_was_commonly_typed_folded() -> None:
    two_gaps = ((Accepted("cut-off"),), (Accepted("16:30"),))
    fill = question("q", kind=QuestionKind.FILL, gaps=two_gaps)

    found = rows(
        fill,
        (3, ["Dead–line", "16:30"]),
        (2, ["dead line", "16:30"]),
        (4, ["Sam’s own", "16:30"]),
        (1, ["Cut off", "16:30"]),
    )

    assert found == [
        (Tallied.GAP, (), 9),
        (Tallied.TYPED_IN_GAP, ("dead line",), 5),
        (Tallied.GAP, (), None),
    ]


def test_a_gap_filled_right_in_another_language_is_not_missed() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("valve"),), (Accepted("16:30"),)))
    german = replace(fill, gaps=((Accepted("Ventil"),), (Accepted("16:30"),)))
    answers = [FirstAnswer(1, ("ventil", "17:00"), right=False)] * 5

    lines = tally(in_all_languages(fill, [german]), answers)

    assert [line.share for line in lines if line.what is Tallied.GAP] == [None, Share(5, 5)]


@pytest.mark.parametrize(
    ("kind", "accepted", "typed", "shown"),
    [
        (QuestionKind.SHORT, Accepted("valve"), ["The <Pump>", "the <pump>"], "the &lt;pump&gt;"),
        (QuestionKind.NUMERIC, Accepted(low=4, high=6), ["7", "7.0"], "7"),
    ],
)
def test_a_typed_answer_of_five_people_is_shown_and_rarer_ones_never(
    kind: QuestionKind, accepted: Accepted, typed: list[str], shown: str
) -> None:
    asked = question("q", kind=kind, accepted=(accepted,))

    found = rows(asked, (3, [typed[0]]), (2, [typed[1]]), (4, ["999"]))

    assert found == [(Tallied.TYPED, (shown,), 5), (Tallied.OTHERS, (), 4)]


def scenario() -> Question:
    """A scenario with one way to a good end and two to a poor one."""
    scenes = (
        Scene("s", "Start", "", links=(Link("Ask", "t"), Link("Refuse", "bad"))),
        Scene("t", "Then", "", links=(Link("Promise", "good"), Link("Sigh", "bad"))),
        Scene("good", "Four leave tonight", "", end=Ending.GOOD),
        Scene("bad", "Gone", "", end=Ending.POOR),
    )
    return question("q", kind=QuestionKind.SCENARIO, options=(), scenes=scenes)


def test_the_ways_through_a_scenario_are_told_with_their_end() -> None:
    found = rows(scenario(), (7, ["0", "0"]), (6, ["1"]), (7, ["0", "1"]))

    assert found == [
        (Tallied.WAY_WELL, ("Ask", "Promise", "Four leave tonight"), 7),
        (Tallied.WAY_POORLY, ("Ask", "Sigh", "Gone"), 7),
        (Tallied.WAY_POORLY, ("Refuse", "Gone"), 6),
    ]


def test_rare_ways_stand_together() -> None:
    found = rows(scenario(), (7, ["0", "0"]), (6, ["1"]), (2, ["0", "1"]))

    assert found[1:] == [(Tallied.OTHERS_POORLY, (), 8)]


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_without_anybody_nothing_is_told(kind: QuestionKind) -> None:
    assert tally(question("q", kind=kind), ()) == ()


def test_a_line_knows_of_how_many() -> None:
    lines = tally(question("q"), said(question("q"), (10, ["q-good"])))

    assert lines[0].share == Share(10, 10)
