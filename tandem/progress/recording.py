"""How is something that was done recorded? Append-only: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from sqlalchemy import ColumnElement, Row, String, cast, literal, or_, select, union_all
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tandem.models import Completion, PairStepDone, PersonRole, StepDone
from tandem.progress.rules import completion
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import SEATS, Role, Step


def record_step(
    session: Session,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    step: Step,
    lesson: Lesson,
    role: Role,
    now: datetime,
    round: Round = FIRST,
) -> frozenset[Role]:
    """Record a step, and the completion in each role of which `lesson` asks no more.

    Gives the roles in which the module is complete now: `role` is the one it was done in, and
    whoever sits in two may be through in the other one first. A step that was recorded before in
    this round stays as it was. One query more where the lesson asks the roles for unlike steps.
    """
    times, finished = done_before(session, person_id=person_id, module_id=module_id, role=role)
    done = done_in(round, times)
    facts: dict[str, int] = {
        "person_id": person_id, "module_id": module_id, "revision_id": revision_id,
    }  # fmt: skip
    if step not in done:
        number = len(times.get(step, ())) + 1
        session.add(StepDone(**facts, step=step, number=number, at=now))
    through = completion.roles_through(lesson, done=done | {step})
    complete = through & ({role} | other_seats(session, person_id, role, through=through))
    for each in sorted(complete):
        in_role = completion.counts_for(each, through=through)
        record_completion(session, **facts, how="steps", role=in_role, now=now, round=round)
    return complete | {role} if round.has_any(finished) else complete


def other_seats(
    session: Session, person_id: int, role: Role, *, through: Set[Role]
) -> frozenset[Role]:
    """In which other role of a pair somebody is through who may sit in it. One query, or none."""
    others = through & set(SEATS) - {role}
    if not others or through >= completion.EVERY_ROLE:
        return frozenset()
    query = select(PersonRole.role).where(
        PersonRole.person_id == person_id, PersonRole.role.in_(others)
    )
    return frozenset(session.scalars(query))


def record_completion(
    session: Session,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    how: str,
    role: Role | None,
    now: datetime,
    round: Round = FIRST,
) -> None:
    """Record that a person finished a module in a role, or in every one where it is None, unless
    that is recorded already in this round."""
    before = completions(session, person_id, module_id)
    if round.has_any(at for at, in_role in before if in_role in (None, role)):
        return
    session.add(
        Completion(
            person_id=person_id,
            module_id=module_id,
            revision_id=revision_id,
            how=how,
            role=role,
            number=len(before) + 1,
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
    session: Session, *, person_id: int, module_id: int, role: Role
) -> tuple[dict[Step, list[datetime]], list[datetime]]:
    """The steps a person has done in a module, and its completions that count for a role, with
    every time. One query."""
    steps = select(cast(StepDone.step, String).label("step"), StepDone.at).where(
        StepDone.person_id == person_id, StepDone.module_id == module_id
    )
    finished = select(literal(""), Completion.at).where(
        Completion.person_id == person_id,
        Completion.module_id == module_id,
        counts_in(role),
    )
    times: dict[Step, list[datetime]] = {}
    moments: list[datetime] = []
    for name, at in session.execute(union_all(steps, finished)):
        (times.setdefault(Step(name), []) if name else moments).append(at)
    return times, moments


def counts_in(role: Role) -> ColumnElement[bool]:
    """The completions that count for this role."""
    return or_(Completion.role.is_(None), Completion.role == role)


def completions(
    session: Session, person_id: int, module_id: int
) -> Sequence[Row[datetime, Role | None]]:
    """Every time a person completed a module, and in which role where not in every one."""
    query = select(Completion.at, Completion.role).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.execute(query).all()
