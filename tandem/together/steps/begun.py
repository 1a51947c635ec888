"""Which text of a step do the two go by? The one with which the first of them began."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from tandem.content.face import steps_of
from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.library.served import ServedModule, lesson_of
from tandem.together.steps.known import BegunStep
from tandem.together.steps.visibility import Record, names

# What one of the two has done in these means something by their text alone.
KEPT = frozenset({StepKind.CHOICE, StepKind.HANDOVER})


def revision_begun(step: PairStep, records: Iterable[Record]) -> int | None:
    """The revision with which a step was begun; None where nobody has, or where it is no matter."""
    if step.kind not in KEPT:
        return None
    begun = [record for record in records if record.step in names(step)]
    first = min(begun, key=lambda record: record.id, default=None)
    return first.revision_id if first else None


def as_begun(
    session: Session,
    module: ServedModule,
    step: PairStep,
    records: Iterable[Record],
    *,
    shown: int | None = None,
) -> BegunStep:
    """The step as the two began it, else as it was `shown`.

    No query where that is served now; else one, or two for a translation.
    """
    revision_id = revision_begun(step, records)
    if revision_id is None and step.kind in KEPT:
        revision_id = shown
    served = BegunStep(step, module.revision_id, module.lesson.language)
    if not revision_id or revision_id == module.revision_id:
        return served
    lesson = lesson_of(session, revision_id)
    earlier = step_in(lesson, step)
    return BegunStep(earlier, revision_id, lesson.language) if earlier else served


def step_in(lesson: Lesson, step: PairStep) -> PairStep | None:
    """The step in another revision, under its own name or the one before or after."""
    same = [
        other
        for other in steps_of(lesson)
        if other.kind is step.kind and names(other) & names(step)
    ]
    return min(same, key=lambda other: other.id != step.id, default=None)
