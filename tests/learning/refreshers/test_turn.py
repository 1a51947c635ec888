"""What is asked next, from whose face, and when is a week full? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tandem.content.lesson import QuestionKind
from tandem.learning.refreshers.budget import SECONDS_A_WEEK, seconds_left
from tandem.learning.refreshers.forms import AskedTurn
from tandem.learning.refreshers.schedule import first_memory, next_memory
from tandem.learning.refreshers.turn import (
    Companion,
    PastRefresher,
    RefresherCard,
    RefresherSituation,
    RefresherTurn,
    card_of,
    is_about,
    lot,
    opened_lately,
    own_turn,
    question_of,
    turns,
)
from tandem.terms import RefresherFace, RefresherPromise, Role
from tests.cast import NOW
from tests.lessons import question
from tests.moments import next_monday

LEARNED = NOW - timedelta(days=30)


def card(
    name: str, *, right: bool = True, kind: QuestionKind = QuestionKind.SINGLE
) -> RefresherCard:
    """A question of a module that was done a month ago."""
    memory = first_memory(right=right, at=LEARNED)
    return RefresherCard(1, name, Role.REP, kind, memory, LEARNED)


def past(
    id: int, face: RefresherFace, *, question: str = "q1", at: datetime = NOW, guess: int = 0,
    seconds: int = 30,
) -> PastRefresher:  # fmt: skip
    """Something that was answered."""
    return PastRefresher(id, 1, question, face, 7, guess or None, seconds, at, None)


def asked(situation: RefresherSituation, *, now: datetime = NOW) -> list[tuple[str, str]]:
    """The questions that may be asked, the first in front, each with its face."""
    return [(turn.card.question, turn.face) for turn in turns(situation, now=now)]


def test_what_went_wrong_comes_first() -> None:
    cards = [card("q1"), card("q2", right=False), card("q3")]

    assert asked(RefresherSituation(1, "UTC", lambda: cards))[0] == ("q2", "own")


def test_after_ones_own_question_comes_the_partners() -> None:
    sue = Companion(7, "Sue", cards=lambda: [card("q9")])
    before = past(1, RefresherFace.OWN)
    situation = RefresherSituation(1, "UTC", lambda: [card("q1")], (sue,), (before,))

    assert asked(situation) == [("q9", "other"), ("q1", "own")]


def test_a_guess_of_the_partners_is_answered_before_other_questions() -> None:
    sue = Companion(7, "Sue", guesses=(past(5, RefresherFace.OTHER, question="q2"),))
    situation = RefresherSituation(1, "UTC", lambda: [card("q1"), card("q2")], (sue,))
    first = next(turns(situation, now=NOW))

    assert (first.card.question, first.guess_id) == ("q2", 5)
    assert first.promise is RefresherPromise.BOTH_AND_FIGURES


def test_guesses_leave_room_for_what_went_wrong() -> None:
    sue = Companion(7, "Sue", guesses=(past(5, RefresherFace.OTHER, question="q2"),))
    before = (past(1, RefresherFace.OWN, guess=4), past(2, RefresherFace.OTHER))
    cards = [card("q1", right=False), card("q2")]
    situation = RefresherSituation(1, "UTC", lambda: cards, (sue,), before)

    assert asked(situation)[0] == ("q1", "own")


def test_what_is_guessed_already_is_not_guessed_again_while_it_waits() -> None:
    waits = past(3, RefresherFace.OTHER)
    sue = Companion(7, "Sue", cards=lambda: [card("q1")], guessed=(waits,))
    answered = Companion(7, "Sue", cards=sue.cards, guessed=(waits,), answered={3: NOW})
    before = (past(1, RefresherFace.OWN),)

    assert asked(RefresherSituation(1, "UTC", companions=(sue,), past=before)) == []
    assert asked(RefresherSituation(1, "UTC", companions=(answered,), past=before)) != []


def test_a_week_holds_two_minutes_and_the_next_begins_on_monday() -> None:
    monday = next_monday(NOW)
    full = tuple(past(n, RefresherFace.OTHER, at=monday) for n in range(4))
    situation = RefresherSituation(1, "UTC", lambda: [card("q1")], past=full)

    assert asked(situation, now=monday + timedelta(days=6)) == []
    assert asked(situation, now=monday + timedelta(days=7)) == [("q1", "own")]


def test_what_does_not_fit_lets_a_shorter_question_by() -> None:
    before = tuple(past(n, RefresherFace.OTHER) for n in range(3))
    cards = [card("long", right=False, kind=QuestionKind.MATCH), card("short")]

    assert asked(RefresherSituation(1, "UTC", lambda: cards, past=before)) == [("short", "own")]


def test_the_week_is_that_of_the_person() -> None:
    sunday = next_monday(NOW).replace(hour=0) - timedelta(hours=1)
    answered = [(sunday, 30)]
    now = sunday + timedelta(hours=2)

    assert seconds_left(answered, now=now, zone="UTC") == SECONDS_A_WEEK
    assert seconds_left(answered, now=now, zone="Asia/Tokyo") == SECONDS_A_WEEK - 30


def test_what_is_known_stays_away_longer_each_time_and_what_is_not_comes_soon() -> None:
    first = first_memory(right=True, at=NOW)
    second = next_memory(first, right=True, at=first.due_at)
    third = next_memory(second, right=True, at=second.due_at)
    wrong = next_memory(third, right=False, at=third.due_at)
    waits = [m.due_at - m.answered_at for m in (first, second, third, wrong)]

    assert timedelta(days=1) <= waits[0] < waits[1] < waits[2]
    assert waits[3] < waits[2]


def test_a_memory_does_not_depend_on_the_day_or_on_chance() -> None:
    one = first_memory(right=True, at=NOW)
    other = first_memory(right=True, at=NOW + timedelta(days=1000))

    assert one.due_at - NOW == other.due_at - (NOW + timedelta(days=1000))
    assert next_memory(one, right=True, at=one.due_at) == next_memory(
        one, right=True, at=one.due_at
    )


DAY = timedelta(days=1)
OTHER, OWN = RefresherFace.OTHER, RefresherFace.OWN


def due_in(days: int, name: str, *, right: bool = True, module: int = 1) -> RefresherCard:
    """A question that is due in so many days."""
    memory = first_memory(right=right, at=LEARNED)._replace(due_at=NOW + days * DAY)
    return RefresherCard(module, name, Role.REP, QuestionKind.SINGLE, memory, LEARNED)


def test_a_question_is_asked_from_the_moment_on_which_it_is_due() -> None:
    cards = [due_in(0, "now"), due_in(1, "later"), due_in(-1, "before")]

    assert asked(RefresherSituation(1, "UTC", lambda: cards)) == [("before", OWN), ("now", OWN)]


def test_what_went_wrong_comes_first_then_what_has_waited_longest() -> None:
    cards = [
        due_in(-1, "known"), due_in(-9, "long known"),
        due_in(-2, "wrong", right=False), due_in(-3, "long wrong", right=False),
    ]  # fmt: skip

    assert [name for name, _ in asked(RefresherSituation(1, "UTC", lambda: cards))] == [
        "long wrong", "wrong", "long known", "known",
    ]  # fmt: skip


def test_a_question_that_just_fits_is_asked_and_one_that_is_a_second_too_long_is_not() -> None:
    before = past(1, OTHER, seconds=SECONDS_A_WEEK - 30)
    fits = RefresherSituation(1, "UTC", lambda: [card("q1")], past=(before,))
    full = replace(fits, past=(before._replace(seconds=SECONDS_A_WEEK - 29),))

    assert (asked(fits), asked(full)) == ([("q1", OWN)], [])


def test_the_last_answer_is_the_newest_and_of_two_at_once_the_one_recorded_later() -> None:
    older, newer = past(9, OWN, at=NOW - DAY), past(2, OTHER)
    same = past(3, OWN)

    assert RefresherSituation(1, "UTC").last is None
    assert RefresherSituation(1, "UTC", past=(newer, older)).last == newer
    assert RefresherSituation(1, "UTC", past=(same, newer, older)).last == same


def test_of_two_guesses_the_older_one_is_answered_first() -> None:
    one = Companion(7, "Sue", guesses=(past(6, OTHER, question="q1"),))
    two = Companion(
        8, "Abe",
        guesses=(past(5, OTHER, question="q2"), past(9, OTHER, question="q3", at=NOW - DAY)),
    )  # fmt: skip
    cards = [card(name) for name in ("q1", "q2", "q3")]
    situation = RefresherSituation(1, "UTC", lambda: cards, (one, two))

    linked = [(turn.guess_id, turn.read_in) for turn in turns(situation, now=NOW) if turn.guess_id]

    assert linked == [(9, 8), (5, 8), (6, 7)]


def test_a_guess_about_a_question_that_is_not_due_or_of_another_module_waits() -> None:
    guess = past(5, OTHER, question="q1")
    sue = Companion(7, "Sue", guesses=(guess, guess._replace(id=6, module_id=2)))
    situation = RefresherSituation(1, "UTC", lambda: [due_in(1, "q1"), card("q2")], (sue,))

    assert [turn.guess_id for turn in turns(situation, now=NOW)] == [None]


def test_a_question_answers_to_the_name_it_had_before() -> None:
    renamed = card("new")._replace(was="old")

    assert (renamed.names, card("q").names) == (("new", "old"), ("q",))
    assert [renamed.is_called(name) for name in ("new", "old", "q", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert [is_about(renamed, past(1, OWN, question=name)) for name in ("old", "q")] == [
        True,
        False,
    ]
    assert card_of([card("q"), renamed], past(1, OWN, question="old")) == renamed


def test_lots_know_a_renamed_question_by_its_first_name() -> None:
    assert lot("x", card("new")._replace(was="old")) == lot("x", card("old"))
    assert len({lot("x", card("a")), lot("x", card("b")), lot("y", card("a"))}) == 3


def guessing(*companions: Companion) -> list[tuple[str, int]]:
    """What is guessed, each in which pair, by somebody who has answered their own question."""
    situation = RefresherSituation(1, "UTC", companions=companions, past=(past(1, OWN),))
    found = turns(situation, now=NOW)
    return [(turn.card.question, turn.companion.pair_id) for turn in found if turn.companion]


def test_pairs_take_turns_in_guessing_and_one_without_a_guess_comes_first() -> None:
    def companion(pair_id: int, *days: int) -> Companion:
        done = tuple(past(n, OTHER, question="x", at=NOW - n * DAY) for n in days)
        return Companion(pair_id, "Sue", cards=lambda: [card(f"of {pair_id}")], guessed=done)

    order = guessing(companion(4, 9, 1), companion(5, 3), companion(7), companion(6))

    assert [pair_id for _, pair_id in order] == [6, 7, 5, 4]


@pytest.mark.parametrize(
    ("guess", "guessed"),
    [
        (past(3, OTHER), False),
        (past(3, OTHER, question="old"), False),
        (past(3, OTHER)._replace(has_answer=True), True),
        (past(3, OTHER)._replace(module_id=2), True),
        (past(3, OTHER, question="other"), True),
    ],
)
def test_a_question_is_guessed_once_until_the_partner_has_answered(
    guess: PastRefresher, guessed: bool
) -> None:
    cards = [card("q1")._replace(was="old")]
    sue = Companion(7, "Sue", cards=lambda: cards, guessed=(guess,))

    assert guessing(sue) == ([("q1", 7)] if guessed else [])


def test_only_what_is_due_for_the_partner_is_guessed() -> None:
    cards = [due_in(1, "later"), due_in(0, "now")]

    assert guessing(Companion(7, "Sue", cards=lambda: cards)) == [("now", 7)]


@pytest.mark.parametrize(
    ("turn", "promise", "key"),
    [
        (RefresherTurn(card("q"), OWN), RefresherPromise.OWN, (1, "q", OWN, 0, 0)),
        (
            RefresherTurn(card("q"), OWN, read_in=7),
            RefresherPromise.FIGURES_OF_FIVE, (1, "q", OWN, 0, 0),
        ),
        (
            RefresherTurn(card("q"), OWN, Companion(7, "Sue"), 5, 7),
            RefresherPromise.BOTH_AND_FIGURES, (1, "q", OWN, 7, 5),
        ),
        (
            RefresherTurn(card("q"), OTHER, Companion(7, "Sue")),
            RefresherPromise.BOTH, (1, "q", OTHER, 7, 0),
        ),
    ],
)  # fmt: skip
def test_who_will_see_an_answer_follows_from_whose_it_is(
    turn: RefresherTurn, promise: RefresherPromise, key: tuple[object, ...]
) -> None:
    assert (turn.promise, turn.key) == (promise, key)


def test_a_question_for_one_alone_counts_in_the_pair_in_which_its_module_is_read() -> None:
    situation = RefresherSituation(1, "UTC", read_in={1: 7})

    assert own_turn(situation, card("q")).read_in == 7
    assert own_turn(situation, card("q")._replace(module_id=2)).read_in == 0


def opened(**answered_ago: timedelta) -> list[int]:
    """Which guesses my page says are open, of those answered so long ago."""
    guesses = tuple(past(n, OTHER) for n in range(1, len(answered_ago) + 2))
    ago = answered_ago.values()
    answered = {guess.id: NOW - time for guess, time in zip(guesses, ago, strict=False)}
    sue = Companion(7, "Sue", guessed=guesses, answered=answered)
    situation = RefresherSituation(1, "UTC", companions=(sue,))
    return [guess.id for guess in opened_lately(situation, now=NOW)]


def test_the_two_guesses_that_opened_last_are_told_for_a_week() -> None:
    week, second = timedelta(days=7), timedelta(seconds=1)

    assert opened(first=2 * DAY, second=DAY, third=DAY) == [3, 2]
    assert opened(first=week, second=week - second) == [2]
    assert opened() == []


def test_a_question_is_found_by_its_name_before_one_that_was_called_so() -> None:
    was_a, a = question("b", was="a"), question("a")

    assert question_of([was_a, a], "a") == a
    assert question_of([was_a], "a") == question_of([was_a], "b") == was_a
    assert question_of([a], "") is None


def test_guesses_come_first_again_where_nothing_went_wrong() -> None:
    sue = Companion(7, "Sue", guesses=(past(5, OTHER, question="q2"),))
    before = (past(1, OWN, guess=4), past(2, OTHER))
    situation = RefresherSituation(1, "UTC", lambda: [card("q1"), card("q2")], (sue,), before)

    assert asked(situation)[0] == ("q2", OWN)


def test_a_question_that_does_not_fit_into_the_week_is_not_guessed() -> None:
    sue = Companion(7, "Sue", cards=lambda: [card("long", kind=QuestionKind.MATCH), card("short")])
    answered = past(1, OWN, seconds=SECONDS_A_WEEK - 59)
    situation = RefresherSituation(1, "UTC", companions=(sue,), past=(answered,))

    assert asked(situation) == [("short", OTHER)]


COMPANION = Companion(7, "Sue")
ASKED = AskedTurn(1, 10, "q1", RefresherFace.OTHER, 7, 0, RefresherPromise.BOTH)


@pytest.mark.parametrize(
    ("sent", "is_same"),
    [
        ({}, True),
        ({"revision_id": 11}, True),
        ({"module_id": 2}, False),
        ({"question": "q2"}, False),
        ({"face": RefresherFace.OWN}, False),
        ({"pair_id": 8}, False),
        ({"guess_id": 5}, False),
        ({"promise": RefresherPromise.OWN}, False),
    ],
)
def test_an_answer_is_taken_only_for_what_the_page_had_asked_and_promised(
    sent: dict[str, Any], is_same: bool
) -> None:
    turn = RefresherTurn(card("q1"), RefresherFace.OTHER, COMPANION)

    assert replace(ASKED, **sent).is_for(turn) is is_same


def test_an_answer_is_about_a_question_of_its_own_module() -> None:
    answered = past(1, RefresherFace.OWN)

    assert is_about(card("q1"), answered)
    assert not is_about(card("q1"), answered._replace(module_id=2))
