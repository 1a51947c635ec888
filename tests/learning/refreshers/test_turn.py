"""What is asked next, from whose face, and when is a week full? Plain values only."""

from __future__ import annotations

from datetime import datetime, timedelta

from tandem.content.lesson import QuestionKind
from tandem.learning.refreshers.budget import SECONDS_A_WEEK, seconds_left
from tandem.learning.refreshers.schedule import first_memory, next_memory
from tandem.learning.refreshers.turn import (
    Companion,
    PastRefresher,
    RefresherCard,
    RefresherSituation,
    turns,
)
from tandem.terms import RefresherFace, RefresherPromise, Role
from tests.cast import NOW
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
