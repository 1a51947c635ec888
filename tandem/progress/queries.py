"""What have these people done, and when?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import String, cast, literal, select, union_all
from sqlalchemy.orm import Session

from tandem.models import Completion, StepDone
from tandem.terms import Step

FINISHED = "finished"


@dataclass(frozen=True)
class Half:
    """One person's half of one module: the moment of each step, and of the completion."""

    steps: dict[Step, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Is this half complete?"""
        return self.finished_at is not None


NOTHING_DONE = Half()
Halves = dict[tuple[int, int], Half]


def halves(session: Session, *, people: Collection[int], modules: Collection[int]) -> Halves:
    """Every half in which something is done, by (person id, module id). One query."""
    steps = select(
        StepDone.person_id,
        StepDone.module_id,
        cast(StepDone.step, String(24)).label("what"),
        StepDone.at,
    ).where(StepDone.person_id.in_(people), StepDone.module_id.in_(modules))
    finished = select(
        Completion.person_id,
        Completion.module_id,
        cast(literal(FINISHED), String(24)),
        Completion.at,
    ).where(Completion.person_id.in_(people), Completion.module_id.in_(modules))
    found: dict[tuple[int, int], dict[str, datetime]] = {}
    for row in session.execute(union_all(steps, finished)):
        found.setdefault((row.person_id, row.module_id), {})[row.what] = row.at
    return {key: half_of(moments) for key, moments in found.items()}


def half_of(moments: dict[str, datetime]) -> Half:
    """A half from the moments found for it."""
    return Half(
        steps={step: moments[step] for step in Step if step in moments},
        finished_at=moments.get(FINISHED),
    )
