"""How is something that was done recorded? Append-only: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from sqlalchemy import String, cast, literal, select, union_all
from sqlalchemy.orm import Session

from tandem.models import Completion, PairStepDone, StepDone
from tandem.progress.rules import completion
from tandem.progress.rules.rounds import FIRST, Round
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
    round: Round = FIRST,
) -> bool:
    """Record a step, and the completion if it was the last one. True where the module is complete.

    A step that was recorded before in this round stays as it was.
    """
    times, finished = done_before(session, person_id=person_id, module_id=module_id)
    done = done_in(round, times)
    if step not in done:
        session.add(
            StepDone(
                person_id=person_id,
                module_id=module_id,
                revision_id=revision_id,
                step=step,
                number=len(times.get(step, ())) + 1,
                at=now,
            )
        )
    if not completion.is_complete(required=required, done=done | {step}):
        return round.has_any(finished)
    record_completion(
        session,
        person_id=person_id,
        module_id=module_id,
        revision_id=revision_id,
        how="steps",
        now=now,
        round=round,
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
    round: Round = FIRST,
) -> None:
    """Record that a person finished a module, unless that is recorded already in this round."""
    moments = completions(session, person_id, module_id)
    if round.has_any(moments):
        return
    session.add(
        Completion(
            person_id=person_id,
            module_id=module_id,
            revision_id=revision_id,
            how=how,
            number=len(moments) + 1,
            at=now,
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
    round: Round = FIRST,
) -> None:
    """Record that a person did a step for two in a pair, unless it is recorded in this round."""
    query = select(PairStepDone.at).where(
        PairStepDone.pair_id == pair_id,
        PairStepDone.person_id == person_id,
        PairStepDone.module_id == module_id,
        PairStepDone.step == step,
    )
    moments = session.scalars(query).all()
    if round.has_any(moments):
        return
    session.add(
        PairStepDone(
            pair_id=pair_id,
            person_id=person_id,
            module_id=module_id,
            revision_id=revision_id,
            step=step,
            number=len(moments) + 1,
            at=now,
        )
    )
    session.flush()


def done_in(round: Round, times: Mapping[Step, Iterable[datetime]]) -> set[Step]:
    """The steps that were done in this round, of all that were done at these times."""
    return {step for step, moments in times.items() if round.has_any(moments)}


def steps_done(session: Session, *, person_id: int, module_id: int) -> dict[Step, list[datetime]]:
    """The steps a person has done in a module, with every time."""
    query = select(StepDone.step, StepDone.at).where(
        StepDone.person_id == person_id, StepDone.module_id == module_id
    )
    times: dict[Step, list[datetime]] = {}
    for step, at in session.execute(query):
        times.setdefault(step, []).append(at)
    return times


def done_before(
    session: Session, *, person_id: int, module_id: int
) -> tuple[dict[Step, list[datetime]], list[datetime]]:
    """The steps a person has done in a module, and its completions, with every time. One query."""
    steps = select(cast(StepDone.step, String).label("step"), StepDone.at).where(
        StepDone.person_id == person_id, StepDone.module_id == module_id
    )
    finished = select(literal(""), Completion.at).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    times: dict[Step, list[datetime]] = {}
    moments: list[datetime] = []
    for name, at in session.execute(union_all(steps, finished)):
        (times.setdefault(Step(name), []) if name else moments).append(at)
    return times, moments


def completions(session: Session, person_id: int, module_id: int) -> Sequence[datetime]:
    """Every time a person completed a module."""
    query = select(Completion.at).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.scalars(query).all()
