"""What may be read of steps that are gone: taken out of the lesson, or of an earlier round?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.content.lesson import PairStep, StepKind
from tandem.rules.sharing import names
from tandem.rules.stepping import Known, Words, words_of


@dataclass(frozen=True)
class Earlier:
    """What was given in a step that the lesson no longer has, or in an earlier round."""

    person_id: int
    kind: StepKind
    words: Words


def earlier_words(known: Known, steps: Iterable[PairStep], *, me: int) -> tuple[Earlier, ...]:
    """What the viewer may still read of steps that are gone; of a scale only their own."""
    here = {name for step in steps for name in names(step)}
    return tuple(
        Earlier(record.person_id, record.kind, words)
        for record in known.records
        if record.step not in here
        and (words := words_of(record, known)) is not None
        and (record.person_id == me or record.kind is not StepKind.SCALE)
    )


def past_words(known: Known, *, me: int) -> tuple[Earlier, ...]:
    """What the viewer may read of earlier rounds, the newest first; of a scale only their own."""
    return tuple(
        Earlier(record.person_id, record.kind, words)
        for record in reversed(known.past)
        if (words := words_of(record, known)) is not None
        and (record.person_id == me or record.kind is not StepKind.SCALE)
    )
