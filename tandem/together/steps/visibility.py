"""Who may read what is given in a step of the pair, and when?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tandem.content.face import steps_for
from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.terms import Promise, Role
from tandem.together.steps.answers import WHOLE

# After so long without the partner's answer an author may share a sealed one alone.
STALL = timedelta(days=7)
# What the partner reads once both have answered.
HELD = frozenset({Promise.BOTH, Promise.APART, Promise.APART_AND_MEANS})
APART = 2


def promise_of(step: PairStep) -> Promise:
    """What the field promises before somebody types into it. An answer keeps its own promise."""
    match step.kind:
        case StepKind.REFLECTION:
            return Promise.PAIR if step.shared else Promise.OWN
        case StepKind.GUESS | StepKind.PLAN:
            return Promise.OWN
        case StepKind.SEALED | StepKind.CHOICE:
            return Promise.BOTH
        case StepKind.SCALE:
            return Promise.APART_AND_MEANS
        case (
            StepKind.AGREEMENT
            | StepKind.THANKS
            | StepKind.TALKED
            | StepKind.HANDOVER
            | StepKind.SCENE
        ):
            return Promise.PAIR


@dataclass(frozen=True)
class Record:
    """What is known of something that was given, without a word of it.

    `shown_how` is empty as long as nothing recorded says that the partner may read it. `number`
    tells which time it is: a scale is filled in again and again. `revision_id` is None where nobody
    asks with which text it was given.
    """

    id: int
    person_id: int
    step: str
    kind: StepKind
    promise: Promise
    at: datetime
    shown_how: str = ""
    number: int = field(kw_only=True)
    revision_id: int | None = None


def may_partner_read(record: Record, *, partner_gave: bool, guess_is_open: bool) -> bool:
    """May the partner of its author read this now? What was shown once stays shown.

    `guess_is_open`: the partner is still to guess it.
    """
    match record.promise:
        case Promise.OWN:
            return False
        case Promise.PAIR:
            return True
        case Promise.BOTH | Promise.APART | Promise.APART_AND_MEANS:
            return bool(record.shown_how) or (partner_gave and not guess_is_open)


def is_due(
    lesson: Lesson, record: Record, records: Iterable[Record], *, reader_id: int, role: Role
) -> bool:
    """May this partner of its author, who has that role, read this now?"""
    own = [kept for kept in records if kept.person_id == reader_id]
    gave = frozenset(kept.step for kept in own)
    this_time = frozenset(kept.step for kept in own if kept.number == record.number)
    step = next(
        (candidate for candidate in steps_for(lesson, role) if record.step in names(candidate)),
        None,
    )
    return may_partner_read(
        record,
        partner_gave=bool(this_time & (names(step) if step else {record.step})),
        guess_is_open=step is not None and is_to_guess(lesson, step, gave, role=role),
    )


def is_open_to(record: Record, *, reader_id: int) -> bool:
    """May this reader read what was given in an earlier round? Their own, and what was shown then.

    No answer of a later round opens it.
    """
    own = record.person_id == reader_id
    return own or record.promise is Promise.PAIR or bool(record.shown_how)


def is_to_guess(lesson: Lesson, about: PairStep, gave: Set[str], *, role: Role) -> bool:
    """Is a guess about this step still open for somebody of this role?"""
    guesses = [step for step in steps_for(lesson, role) if step.guess_of == about.id]
    return any(not names(guess) & gave for guess in guesses)


def names(step: PairStep) -> frozenset[str]:
    """The names under which a step is kept: its own, and the one before."""
    return frozenset({step.id, step.was} - {""})


def is_fixed(record: Record, *, partner_gave: bool) -> bool:
    """Can this no longer be changed, only added to? From the moment somebody else may have read it.

    A guess stands because the real answer was read after it.
    """
    match record.promise:
        case Promise.OWN:
            return record.kind is StepKind.GUESS
        case Promise.PAIR:
            return True
        case Promise.BOTH | Promise.APART | Promise.APART_AND_MEANS:
            return bool(record.shown_how) or partner_gave


def shared_early_from(record: Record, *, partner_gave: bool) -> datetime | None:
    """From when on its author may share a sealed answer alone; None where that makes no sense."""
    is_alone = record.kind is StepKind.SEALED and record.promise is Promise.BOTH
    waits = is_alone and not record.shown_how and not partner_gave
    return record.at + STALL if waits else None


def due_text(step: PairStep, *, role: Role, is_open: bool) -> PairStep:
    """What this seat may have of a step's own text: of two choices only its own, until both chose.

    Whoever hands a step to a page hands this. Of a hand-over it is the seat's own case, and
    `handovers.py` says what opens later; a scene for two has a page of its own
    (`scene_for_two/rules.py`).
    """
    own = tuple(part for part in step.seats if part.role is role)
    if step.kind is StepKind.HANDOVER:
        return replace(step, seats=tuple(replace(p, items=(), explanation="") for p in own))
    if step.kind is StepKind.SCENE:
        return replace(step, scenes=())
    if step.kind is not StepKind.CHOICE or is_open:
        return step
    return replace(step, seats=own, outcomes=(), outcomes_title="", explanation="")


@dataclass(frozen=True)
class TalkingPoint:
    """Something on a scale that the two see two or more steps apart."""

    text: str
    mine: int
    partners: int


def talking_points(
    step: PairStep, mine: Mapping[str, int], partners: Mapping[str, int]
) -> tuple[TalkingPoint, ...]:
    """What lies two or more steps apart. The partner's other values stay with the partner."""
    texts = {item.key: item.text for item in step.items} or {WHOLE: step.title}
    return tuple(
        TalkingPoint(text, mine[key], partners[key])
        for key, text in texts.items()
        if key in mine and key in partners and abs(mine[key] - partners[key]) >= APART
    )
