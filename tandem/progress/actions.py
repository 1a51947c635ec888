"""How is something that was done recorded? Append-only: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime
from functools import partial

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tandem.content.face import required_steps, steps_for
from tandem.content.lesson import Module
from tandem.models import Assignment, Completion, Pair, PairCompletion, PairStepDone, StepDone
from tandem.models import Module as ModuleRow
from tandem.rules import completion
from tandem.terms import SEATS, Role, Step


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


def record_pair_step(
    session: Session,
    *,
    pair_id: int,
    person_id: int,
    module_id: int,
    revision_id: int,
    step: str,
    now: datetime,
) -> None:
    """Record that a person did a step for two in a pair, unless that is recorded already."""
    known = pair_steps_done(session, pair_id=pair_id, person_id=person_id, module_id=module_id)
    if step not in known:
        session.add(
            PairStepDone(
                pair_id=pair_id,
                person_id=person_id,
                module_id=module_id,
                revision_id=revision_id,
                step=step,
                at=now,
            )
        )
        session.flush()


def settle_halves(
    session: Session,
    *,
    people: Collection[int] | None,
    module_id: int,
    revision_id: int,
    lesson: Module,
    how: str,
    now: datetime,
) -> None:
    """Record each half that is complete in its pair as `lesson` asks; for all where people is None.

    Whoever has finished alone and done the steps for two of their role is complete in that pair.
    """
    done = pair_steps_by_half(session, module_id)
    for role in SEATS:
        asked = steps_for(lesson, role)
        for pair_id, person_id in unrecorded_halves(session, role, module_id, people=people):
            if not completion.open_steps(asked, done=done.get((pair_id, person_id), ())):
                session.add(
                    PairCompletion(
                        pair_id=pair_id,
                        person_id=person_id,
                        module_id=module_id,
                        revision_id=revision_id,
                        how=how,
                        at=now,
                    )
                )
    session.flush()


def keep_complete(
    session: Session,
    *,
    module_id: int,
    revision_id: int,
    before: Module,
    after: Module,
    now: datetime,
) -> None:
    """No edit takes a completion back, and one that asks for less completes whoever is through."""
    settle = partial(
        settle_halves,
        session,
        people=None,
        module_id=module_id,
        revision_id=revision_id,
        how="edit",
        now=now,
    )
    asks_alike = all(steps_for(before, role) == steps_for(after, role) for role in SEATS)
    if not asks_alike:
        settle(lesson=before)
    for role in SEATS:
        required = required_steps(after, role)
        if not required >= required_steps(before, role):
            complete_who_is_through(
                session, role, required, module_id=module_id, revision_id=revision_id, now=now
            )
    if not asks_alike:
        settle(lesson=after)


def complete_who_is_through(
    session: Session,
    role: Role,
    required: Set[Step],
    *,
    module_id: int,
    revision_id: int,
    now: datetime,
) -> None:
    """Complete whoever has a seat of this role and has done all that is still asked."""
    seat = Pair.rep_id if role is Role.REP else Pair.support_id
    for person_id in session.scalars(select(seat).distinct().order_by(seat)):
        done = steps_done(session, person_id=person_id, module_id=module_id)
        if completion.is_complete(required=required, done=done):
            record_completion(
                session,
                person_id=person_id,
                module_id=module_id,
                revision_id=revision_id,
                how="edit",
                now=now,
            )


def unrecorded_halves(
    session: Session, role: Role, module_id: int, *, people: Collection[int] | None
) -> list[tuple[int, int]]:
    """The pairs and people of a role who finished a module alone, not yet recorded in the pair.

    Only pairs that were once given the course count.
    """
    seat = Pair.rep_id if role is Role.REP else Pair.support_id
    recorded = select(PairCompletion.id).where(
        PairCompletion.pair_id == Pair.id,
        PairCompletion.person_id == seat,
        PairCompletion.module_id == module_id,
    )
    given = (
        select(Assignment.id)
        .join(ModuleRow, ModuleRow.course_id == Assignment.course_id)
        .where(ModuleRow.id == module_id, Assignment.team_id == Pair.team_id)
        .where(or_(Assignment.pair_id.is_(None), Assignment.pair_id == Pair.id))
    )
    query = (
        select(Pair.id, seat)
        .join(Completion, and_(Completion.person_id == seat, Completion.module_id == module_id))
        .where(~recorded.exists(), given.exists())
        .order_by(Pair.id)
    )
    if people is not None:
        query = query.where(seat.in_(people))
    return [(pair_id, person_id) for pair_id, person_id in session.execute(query)]


def pair_steps_by_half(session: Session, module_id: int) -> dict[tuple[int, int], set[str]]:
    """The steps for two that are done in a module, by (pair id, person id)."""
    done: dict[tuple[int, int], set[str]] = {}
    query = select(PairStepDone.pair_id, PairStepDone.person_id, PairStepDone.step)
    for row in session.execute(query.where(PairStepDone.module_id == module_id)):
        done.setdefault((row.pair_id, row.person_id), set()).add(row.step)
    return done


def pair_steps_done(
    session: Session, *, pair_id: int, person_id: int, module_id: int
) -> frozenset[str]:
    """The steps for two that one person has done in a pair."""
    query = select(PairStepDone.step).where(
        PairStepDone.pair_id == pair_id,
        PairStepDone.person_id == person_id,
        PairStepDone.module_id == module_id,
    )
    return frozenset(session.scalars(query))


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
