"""How often was each answer given, kind by kind?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.authoring.insights.tallies import (
    Tallied,
    in_all_languages,
    misplaced,
    same_number,
    tally,
    way_in_words,
)
from tandem.content.lesson import (
    Accepted,
    Ending,
    Item,
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


def test_ticked_criteria_are_told_from_five_people_on() -> None:
    criteria = (Item("a", "Names a day"), Item("b", "Asks back"))
    write = question("q", kind=QuestionKind.WRITE, options=(), criteria=criteria)
    answers = [
        *[FirstAnswer(1, ("a", "a"), right=True)] * 5,
        *[FirstAnswer(1, ("b",), right=True)] * 4,
    ]

    lines = tally(write, answers)

    assert [(line.what, line.texts, line.share) for line in lines] == [
        (Tallied.TICKED, ("Names a day",), Share(5, 9)),
        (Tallied.TICKED, ("Asks back",), None),
    ]


def test_an_option_that_is_ticked_twice_is_one_tick() -> None:
    several = question("q", kind=QuestionKind.MULTIPLE)
    answers = [FirstAnswer(1, ("q-bad", "q-bad"), right=False)] * 5

    assert [line.share for line in tally(several, answers)] == [Share(5, 5), None, None]


@pytest.mark.parametrize(
    ("answer", "moved"),
    [
        ("abcd", ""), ("bacd", "a"), ("dabc", "d"), ("dcba", "abc"), ("badc", "ac"),
        ("abxcd", ""), ("", ""), ("d", ""), ("cab", "c"),
    ],
)  # fmt: skip
def test_as_few_items_as_possible_are_misplaced(answer: str, moved: str) -> None:
    found = misplaced(list("abcd"), list(answer))

    assert len(found) == len(moved)
    assert moved == "" or sorted(answer_without(answer, found)) == answer_without(answer, found)


def answer_without(answer: str, moved: frozenset[str]) -> list[str]:
    """What is left of an answer."""
    return [key for key in answer if key not in moved]


def test_what_is_commonly_typed_into_a_gap_is_three_answers_at_most() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("valve"),),))
    typed = (6, 5, 7, 5)

    found = rows(fill, *((times, [f"pump {at}"]) for at, times in enumerate(typed)))

    assert found == [
        (Tallied.GAP, (), 23),
        (Tallied.TYPED_IN_GAP, ("pump 2",), 7),
        (Tallied.TYPED_IN_GAP, ("pump 0",), 6),
        (Tallied.TYPED_IN_GAP, ("pump 1",), 5),
    ]


def test_each_gap_says_its_number_from_one_on() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("a"),), (Accepted("b"),)))

    lines = tally(fill, said(fill, (5, ["x", "y"])))

    assert [(line.what, line.place) for line in lines] == [
        (Tallied.GAP, 1), (Tallied.TYPED_IN_GAP, 1), (Tallied.GAP, 2), (Tallied.TYPED_IN_GAP, 2),
    ]  # fmt: skip


def test_a_gap_that_was_not_there_when_somebody_answered_is_missed_by_nobody() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("a"),), (Accepted("b"),)))
    answers = [FirstAnswer(1, ("x",), right=False)] * 5

    lines = [line for line in tally(fill, answers) if line.what is Tallied.GAP]

    assert [line.share for line in lines] == [Share(5, 5), None]


def test_what_is_typed_into_a_gap_is_escaped() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("a"),),))

    assert rows(fill, (5, ["<b>"]))[1] == (Tallied.TYPED_IN_GAP, ("&lt;b&gt;",), 5)


def test_languages_whose_gaps_are_others_accept_no_word_of_each_other() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("valve"),),))
    other = replace(fill, gaps=((Accepted("Ventil"),), (Accepted("Rohr"),)))

    merged = in_all_languages(fill, [replace(fill, gaps=((Accepted("Hahn"),),)), other])

    assert merged.gaps == ((Accepted("valve"), Accepted("Hahn")),)


@pytest.mark.parametrize(
    ("text", "number"), [("5", "5"), ("5.0", "5"), ("5,0", "5"), ("5 min", "5"), ("Five", "five")]
)
def test_a_number_is_the_same_however_it_is_typed(text: str, number: str) -> None:
    assert same_number(text, ["min"]) == number


def test_right_answers_are_no_typed_ones() -> None:
    asked = question("q", kind=QuestionKind.SHORT, accepted=(Accepted("valve"),))

    assert rows(asked, (9, ["valve"]), (5, ["pump"])) == [
        (Tallied.TYPED, ("pump",), 5),
        (Tallied.OTHERS, (), 0),
    ]


def test_a_common_match_with_a_side_that_is_gone_is_not_told() -> None:
    pairs = (Match("k1", "quota", "rep"), Match("k2", "cut-off", "support"))
    match = question("q", kind=QuestionKind.MATCH, matches=pairs)
    support = right_key(pairs[1])

    found = rows(match, (5, ["k1:gone", f"gone:{support}"]), (6, [f"k1:{support}"]))

    assert found == [
        (Tallied.UNMATCHED, ("quota",), 11),
        (Tallied.UNMATCHED, ("cut-off",), None),
        (Tallied.MATCHED, ("quota", "support"), 6),
    ]


def test_a_rare_way_to_a_good_end_stands_together_with_the_next() -> None:
    found = rows(scenario(), (4, ["0", "0"]), (9, ["1"]))

    assert found == [
        (Tallied.WAY_WELL, ("Ask", "Promise", "Four leave tonight"), 4),
        (Tallied.WAY_POORLY, ("Refuse", "Gone"), 9),
    ]


def test_a_gap_is_not_missed_by_who_filled_all_of_them_right() -> None:
    fill = question("q", kind=QuestionKind.FILL, gaps=((Accepted("valve"),),))
    answers = [FirstAnswer(1, ("Ventil",), right=True)] * 5

    assert [line.share for line in tally(fill, answers)] == [None]


def test_of_a_typed_answer_only_what_was_typed_first_is_told() -> None:
    asked = question("q", kind=QuestionKind.SHORT, accepted=(Accepted("valve"),))
    answers = [FirstAnswer(1, ("pump", "hose"), right=False)] * 5

    lines = tally(asked, answers)

    assert [(line.texts, line.share) for line in lines] == [
        (("pump",), Share(5, 5)), ((), Share(0, 5)),
    ]  # fmt: skip


def test_ways_that_were_taken_as_often_stand_in_the_order_of_their_choices() -> None:
    answers = [(5, ["1"]), (5, ["0", "1"])]

    for several in (answers, answers[::-1]):
        found = rows(scenario(), *several)
        assert [texts for _, texts, _ in found] == [("Ask", "Sigh", "Gone"), ("Refuse", "Gone")]


def test_a_scene_without_a_title_leaves_no_gap_in_the_words_of_a_way() -> None:
    whole = scenario()
    untitled = tuple(replace(scene, title="") for scene in whole.scenes)

    assert way_in_words(replace(whole, scenes=untitled), ["0", "0"]) == ("Ask", "Promise")
