"""May the two fill in a scale again, and which time is it?

A scale is about what happens between the two, so it is worth a second look. Both answers of a time
stand; the next time begins a month later at the earliest, by either of the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.rules.rounds import Round
from tandem.together.steps.visibility import Record, names

AGAIN_AFTER = timedelta(days=30)


def in_round(
    records: Iterable[Record], round: Round
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """What was given in a round of the course, its times counted anew, and what before it."""
    kept = tuple(records)
    past = tuple(record for record in kept if not round.counts(record.at))
    present = (record for record in kept if round.counts(record.at))
    return tuple(
        replace(record, number=record.number - times_of(past, record.step)) for record in present
    ), past


def times_of(past: Iterable[Record], step: str) -> int:
    """How often a step was given in earlier rounds, by whichever of the two."""
    return max((record.number for record in past if record.step == step), default=0)


def newest_time(step: PairStep, records: Iterable[Record]) -> int:
    """The newest time that one of the two has begun; the first where nobody has."""
    return max((record.number for record in records if record.step in names(step)), default=1)


def again_from(step: PairStep, records: Iterable[Record]) -> datetime | None:
    """From when on a scale may be filled in again; None for other steps and before both have."""
    of_step = [record for record in records if record.step in names(step)]
    newest = [record for record in of_step if record.number == newest_time(step, of_step)]
    if step.kind is not StepKind.SCALE or len({record.person_id for record in newest}) < 2:
        return None
    return max(record.at for record in newest) + AGAIN_AFTER


def may_begin(step: PairStep, records: Iterable[Record], *, now: datetime) -> bool:
    """Is it time to fill in a scale again?"""
    since = again_from(step, records)
    return since is not None and since <= now


def waits_for(step: PairStep, records: Iterable[Record], *, person_id: int) -> bool:
    """Has the partner begun a later time, and waits for this person?"""
    of_step = [record for record in records if record.step in names(step)]
    newest = newest_time(step, of_step)
    givers = {record.person_id for record in of_step if record.number == newest}
    return newest > 1 and person_id not in givers


def may_give(step: PairStep, records: Iterable[Record], *, number: int, now: datetime) -> bool:
    """May time `number` still be given: is it the newest, or the next one and due?"""
    kept = tuple(records)
    newest = newest_time(step, kept)
    return number == newest or (number == newest + 1 and may_begin(step, kept, now=now))
