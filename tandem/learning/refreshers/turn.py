"""Which question comes next, and from whose face?

Every second one is asked from the partner's face: what would they say here? Such a guess is about a
question that is due for the partner, who is then asked the same, and both answers open when both
are there. What went wrong last comes first, then what has waited longest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from tandem.content.lesson import Question, QuestionKind
from tandem.learning.refreshers.budget import SECONDS, seconds_left
from tandem.learning.refreshers.schedule import Memory
from tandem.terms import RefresherFace, RefresherPromise, Role

# For so long, and so many at once, my page says that a partner has answered.
SHOWN_FOR = timedelta(days=7)
MOST_SHOWN = 2


class RefresherCard(NamedTuple):
    """A question of a finished module that can come back to somebody, and what they remember of it.

    A tuple, because my page makes some hundred of them for who has learned much.
    `role` is the face it stands in; `learned_at` is when the module was done; `was` is the name
    the question had before.
    """

    module_id: int
    question: str
    role: Role
    kind: QuestionKind
    memory: Memory
    learned_at: datetime
    was: str = ""

    @property
    def seconds(self) -> int:
        """About how long it takes."""
        return SECONDS[self.kind]

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called, and what it was."""
        return (self.question, self.was) if self.was else (self.question,)

    def is_called(self, name: str) -> bool:
        """Is this its name, or was it?"""
        return name in self.names


class PastRefresher(NamedTuple):
    """An answer that was given, without what it says."""

    id: int
    module_id: int
    question: str
    face: RefresherFace
    pair_id: int | None
    guess_id: int | None
    seconds: int
    at: datetime
    memory: Memory | None
    # Of a guess: has the partner answered it?
    has_answer: bool = False


@dataclass(frozen=True)
class Companion:
    """The partner in a pair that works together now, and the partner's questions in it: they are
    put together only where somebody is to be guessed.

    `guesses` are the partner's about the viewer that have no answer yet; `guessed` are the viewer's
    own about the partner, `answered` says when the partner has answered which of them.
    """

    pair_id: int
    name: str
    cards: Callable[[], Sequence[RefresherCard]] = tuple
    guesses: tuple[PastRefresher, ...] = ()
    guessed: tuple[PastRefresher, ...] = ()
    answered: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class RefresherSituation:
    """All that decides what somebody is asked. `read_in` says in which pair a module is read."""

    person_id: int
    zone: str
    cards: Callable[[], Sequence[RefresherCard]] = tuple
    companions: tuple[Companion, ...] = ()
    past: tuple[PastRefresher, ...] = ()
    read_in: Mapping[int, int] = field(default_factory=dict)

    @property
    def last(self) -> PastRefresher | None:
        """What this person answered last."""
        return max(self.past, key=lambda past: (past.at, past.id), default=None)

    def left(self, now: datetime) -> int:
        """How many seconds this week still holds."""
        answered = [(past.at, past.seconds) for past in self.past]
        return seconds_left(answered, now=now, zone=self.zone)


@dataclass(frozen=True)
class RefresherTurn:
    """A question that may be asked. `companion` is who is guessed, or whose guess it answers;
    `read_in` is the pair in whose team an answer counts, 0 where it is read alone."""

    card: RefresherCard
    face: RefresherFace
    companion: Companion | None = None
    guess_id: int | None = None
    read_in: int = 0

    @property
    def promise(self) -> RefresherPromise:
        """Who will see the answer."""
        if self.face is RefresherFace.OTHER:
            return RefresherPromise.BOTH
        if self.companion is not None:
            return RefresherPromise.BOTH_AND_FIGURES
        return RefresherPromise.FIGURES_OF_FIVE if self.read_in else RefresherPromise.OWN

    @property
    def key(self) -> tuple[int, str, RefresherFace, int, int]:
        """What tells one turn from another: module, question, face, pair and guess."""
        pair_id = self.companion.pair_id if self.companion else 0
        return self.card.module_id, self.card.question, self.face, pair_id, self.guess_id or 0


def turns(situation: RefresherSituation, *, now: datetime) -> Iterator[RefresherTurn]:
    """All that may be asked of somebody now, what is asked first in front. Nothing when a week is
    full."""
    left = situation.left(now)
    last = situation.last
    own, other = own_turns(situation, left, now=now), guess_turns(situation, left, now=now)
    is_others_turn = last is not None and last.face is RefresherFace.OWN
    first, second = (other, own) if is_others_turn else (own, other)
    yield from first
    yield from second


def own_turns(
    situation: RefresherSituation, left: int, *, now: datetime
) -> Iterator[RefresherTurn]:
    """The person's own questions that are due.

    A partner's guess is answered first, but not twice in a row while something went wrong.
    """
    due = [card for card in situation.cards() if card.memory.due_at <= now and card.seconds <= left]
    own = [past for past in situation.past if past.face is RefresherFace.OWN]
    newest = max(own, key=lambda past: (past.at, past.id), default=None)
    linked = linked_turns(situation, due)
    wrong = any(not card.memory.right for card in due)
    alone = (own_turn(situation, card) for card in in_order(situation.person_id, due))
    if wrong and newest is not None and newest.guess_id is not None:
        yield from alone
        yield from linked
    else:
        yield from linked
        yield from alone


def linked_turns(
    situation: RefresherSituation, due: Sequence[RefresherCard]
) -> Iterator[RefresherTurn]:
    """What is due and what a partner has guessed, the oldest guess first."""
    guesses = [
        (guess.at, guess.id, guess, companion)
        for companion in situation.companions
        for guess in companion.guesses
    ]
    for _, _, guess, companion in sorted(guesses, key=lambda row: row[:2]):
        card = card_of(due, guess)
        if card is not None:
            yield RefresherTurn(
                card, RefresherFace.OWN, companion, guess.id, read_in=companion.pair_id
            )


def own_turn(situation: RefresherSituation, card: RefresherCard) -> RefresherTurn:
    """A question for this person alone."""
    return RefresherTurn(card, RefresherFace.OWN, read_in=situation.read_in.get(card.module_id, 0))


def guess_turns(
    situation: RefresherSituation, left: int, *, now: datetime
) -> Iterator[RefresherTurn]:
    """What a partner would say: a question that is due for the partner, in pair after pair.

    Which one says nothing of what the partner once got wrong: lots decide.
    """
    for companion in sorted(situation.companions, key=last_guessed):
        last_guess = max((past.id for past in companion.guessed), default=0)
        seed = f"{companion.pair_id}:{situation.person_id}:{last_guess}"
        waiting = {
            (past.module_id, past.question)
            for past in companion.guessed
            if not past.has_answer and past.id not in companion.answered
        }
        fitting = [
            card
            for card in companion.cards()
            if card.memory.due_at <= now
            and card.seconds <= left
            and waiting.isdisjoint((card.module_id, name) for name in card.names)
        ]
        for card in sorted(fitting, key=lambda card: lot(seed, card)):
            yield RefresherTurn(card, RefresherFace.OTHER, companion)


def in_order(person_id: int, due: Collection[RefresherCard]) -> Iterator[RefresherCard]:
    """What went wrong last first, then what has waited longest; lots where that is alike.

    Lots are drawn only among those that are asked next: my page takes the first one.
    """
    for _, alike in groupby(sorted(due, key=by_urgency), key=by_urgency):
        yield from sorted(alike, key=lambda card: lot(str(person_id), card))


def by_urgency(card: RefresherCard) -> tuple[bool, datetime]:
    """Whether it was right, and since when it is due."""
    return card.memory.right, card.memory.due_at


def last_guessed(companion: Companion) -> tuple[bool, datetime | None, int]:
    """By the last guess in a pair: one without any comes first."""
    last = max((past.at for past in companion.guessed), default=None)
    return last is not None, last, companion.pair_id


def card_of(cards: Sequence[RefresherCard], past: PastRefresher) -> RefresherCard | None:
    """The card that an answer was about, if it is among these."""
    return next((card for card in cards if is_about(card, past)), None)


def is_about(card: RefresherCard, past: PastRefresher) -> bool:
    """Is an answer about this question?"""
    return card.module_id == past.module_id and card.is_called(past.question)


def lot(seed: str, card: RefresherCard) -> bytes:
    """A place that nobody chose, and that stays until something is answered."""
    text = f"{seed}:{card.module_id}:{card.was or card.question}"
    return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True)
class OpenedGuess:
    """A guess of the viewer's that the partner has answered: both are open since then."""

    id: int
    partner: str
    at: datetime


def opened_lately(situation: RefresherSituation, *, now: datetime) -> list[OpenedGuess]:
    """The guesses that have opened in the last days, the newest first."""
    opened = [
        OpenedGuess(guess.id, companion.name, companion.answered[guess.id])
        for companion in situation.companions
        for guess in companion.guessed
        if guess.id in companion.answered
    ]
    newest = sorted(opened, key=lambda guess: (guess.at, guess.id), reverse=True)
    return [guess for guess in newest if guess.at > now - SHOWN_FOR][:MOST_SHOWN]


def question_of(questions: Sequence[Question], name: str) -> Question | None:
    """The question of that name, or that had it before."""
    by_id = {question.id: question for question in questions}
    before = {question.was: question for question in questions if question.was}
    return by_id.get(name) or before.get(name)
