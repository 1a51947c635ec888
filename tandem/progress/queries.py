"""What have these people done, and when?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import String, cast, literal, select, union_all
from sqlalchemy.orm import Session

from tandem.models import Completion, Revision, StepDone
from tandem.terms import Step

FINISHED = "finished"


@dataclass(frozen=True)
class Half:
    """One person's half of one module: the moment of each step, and of the completion.

    `finished_edition` is the edition that was finished; 0 where none was.
    """

    steps: dict[Step, datetime] = field(default_factory=dict)
    finished_at: datetime | None = None
    finished_edition: int = 0

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
        literal(0).label("edition"),
    ).where(StepDone.person_id.in_(people), StepDone.module_id.in_(modules))
    finished = select(
        Completion.person_id,
        Completion.module_id,
        cast(literal(FINISHED), String(24)),
        Completion.at,
        Revision.edition,
    )
    finished = finished.join(Revision, Revision.id == Completion.revision_id).where(
        Completion.person_id.in_(people), Completion.module_id.in_(modules)
    )
    moments: dict[tuple[int, int], dict[str, datetime]] = {}
    editions: dict[tuple[int, int], int] = {}
    for row in session.execute(union_all(steps, finished)):
        key = (row.person_id, row.module_id)
        moments.setdefault(key, {})[row.what] = row.at
        editions[key] = max(editions.get(key, 0), row.edition)
    return {key: half_of(found, edition=editions[key]) for key, found in moments.items()}


def half_of(moments: dict[str, datetime], *, edition: int) -> Half:
    """A half from the moments found for it."""
    return Half(
        steps={step: moments[step] for step in Step if step in moments},
        finished_at=moments.get(FINISHED),
        finished_edition=edition,
    )


def completed_revision(session: Session, *, person_id: int, module_id: int) -> int:
    """The revision with which a person finished a module. Raises NoResultFound."""
    query = select(Completion.revision_id).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.scalars(query).one()
