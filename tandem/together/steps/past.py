"""What may be read of steps that are gone, of an earlier round, or of the partner alone?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tandem.content.lesson import PairStep, StepKind
from tandem.together.steps.known import KnownSteps, ShownAnswer, words_of
from tandem.together.steps.visibility import Record, names


@dataclass(frozen=True)
class Earlier:
    """What was given in a step that the lesson no longer has, in an earlier round, or in a step of
    the partner alone, with its `title`."""

    person_id: int
    kind: StepKind
    words: ShownAnswer
    title: str = ""


def earlier_words(known: KnownSteps, steps: Iterable[PairStep], *, me: int) -> tuple[Earlier, ...]:
    """What the viewer may still read of steps that are gone."""
    still_there = {name for step in steps for name in names(step)}
    return tuple(
        earlier
        for step, earlier in readable(known, known.records, me=me)
        if step not in still_there
    )


def apart_words(
    known: KnownSteps, steps: Iterable[PairStep], own: Iterable[PairStep], *, me: int
) -> tuple[Earlier, ...]:
    """What the viewer may read of steps that the partner alone does now, their own among it."""
    mine = {name for step in own for name in names(step)}
    titles = {name: step.title for step in steps for name in names(step) if name not in mine}
    return tuple(
        replace(earlier, title=titles[step])
        for step, earlier in readable(known, known.records, me=me)
        if step in titles
    )


def past_words(known: KnownSteps, *, me: int) -> tuple[Earlier, ...]:
    """What the viewer may read of earlier rounds, the newest first."""
    return tuple(earlier for _, earlier in readable(known, reversed(known.past), me=me))


def readable(
    known: KnownSteps, records: Iterable[Record], *, me: int
) -> Iterator[tuple[str, Earlier]]:
    """What the viewer may read of these, each with its step; of a scale only their own."""
    for record in records:
        words = words_of(record, known)
        if words is not None and (record.person_id == me or record.kind is not StepKind.SCALE):
            yield record.step, Earlier(record.person_id, record.kind, words)
