"""How is something that was done recorded? Append-only: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Completion, StepDone
from tandem.rules import completion
from tandem.terms import Step


def record_step(
    session: Session,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    step: Step,
    required: Set[Step],
    now: datetime,
) -> bool:
    """Record a step, and the completion if it was the last one. True where the module is complete.

    A step that was recorded before stays as it was.
    """
    done = steps_done(session, person_id=person_id, module_id=module_id)
    if step not in done:
        session.add(
            StepDone(
                person_id=person_id,
                module_id=module_id,
                revision_id=revision_id,
                step=step,
                at=now,
            )
        )
    if not completion.is_complete(required=required, done=done | {step}):
        return has_completed(session, person_id=person_id, module_id=module_id)
    record_completion(
        session,
        person_id=person_id,
        module_id=module_id,
        revision_id=revision_id,
        how="steps",
        now=now,
    )
    return True


def record_completion(
    session: Session,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    how: str,
    now: datetime,
) -> None:
    """Record that a person finished a module, unless that is recorded already."""
    if has_completed(session, person_id=person_id, module_id=module_id):
        return
    session.add(
        Completion(
            person_id=person_id, module_id=module_id, revision_id=revision_id, how=how, at=now
        )
    )
    session.flush()


def steps_done(session: Session, *, person_id: int, module_id: int) -> frozenset[Step]:
    """The steps a person has done in a module."""
    query = select(StepDone.step).where(
        StepDone.person_id == person_id, StepDone.module_id == module_id
    )
    return frozenset(session.scalars(query))


def has_completed(session: Session, *, person_id: int, module_id: int) -> bool:
    """Is a completion recorded?"""
    query = select(Completion.id).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.scalar(query) is not None
