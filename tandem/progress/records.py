"""What have these people done, and when?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from tandem.models import (
    Completion,
    Override,
    PairCompletion,
    PairStepDone,
    Person,
    Revision,
    StepDone,
)
from tandem.models.base import UTCDateTime
from tandem.models.rows import each_row, full_name, rows
from tandem.progress.rules.halves import FINISHED, NO_TRACE, OVERRIDE, Halves, HalvesInPair, Trace
from tandem.terms import Role

NAMES = ("given_name", "surname")


def halves_in_pairs(
    session: Session, *, pairs: Collection[int], modules: Collection[int]
) -> HalvesInPair:
    """What was done in these pairs, by (pair id, person id, module id). One query."""
    traces: HalvesInPair = {}
    row: Any
    for row in each_row(session, done_in_pairs(), {"pairs": list(pairs), "modules": list(modules)}):
        key = (row.pair_id, row.person_id, row.module_id)
        set_by = setter_of(row) if row.how == OVERRIDE else ""
        trace = Trace(row.what, row.at, row.edition, set_by)
        traces[key] = (*traces.get(key, NO_TRACE), trace)
    return traces


@cache
def done_in_pairs() -> CompoundSelect[Any]:
    """The steps for two and the completions of these `pairs` in these `modules`."""
    pairs = bindparam("pairs", type_=Integer)
    modules = bindparam("modules", type_=Integer)
    steps = select(
        PairStepDone.pair_id,
        PairStepDone.person_id,
        PairStepDone.module_id,
        PairStepDone.step.label("what"),
        PairStepDone.at,
        literal(0).label("edition"),
        literal("").label("how"),
        *(literal("").label(name) for name in NAMES),
    ).where(PairStepDone.pair_id.in_(pairs), PairStepDone.module_id.in_(modules))
    finished = (
        select(
            PairCompletion.pair_id,
            PairCompletion.person_id,
            PairCompletion.module_id,
            literal(FINISHED),
            PairCompletion.at,
            Revision.edition,
            PairCompletion.how,
            *(func.coalesce(getattr(Person, name), "") for name in NAMES),
        )
        .join(Revision, Revision.id == PairCompletion.revision_id)
        .outerjoin(Override, Override.completion_id == PairCompletion.id)
        .outerjoin(Person, Person.id == Override.by_id)
        .where(PairCompletion.pair_id.in_(pairs), PairCompletion.module_id.in_(modules))
    )
    return union_all(steps, finished)


def setter_of(row: Any) -> str:
    """The name of the leader who set a half complete; a dash where the account is gone."""
    return full_name(row) or "–"


def halves(session: Session, *, people: Collection[int], modules: Collection[int]) -> Halves:
    """Everything these people did alone, by (person id, module id). One query."""
    traces: Halves = {}
    facts = {"people": list(people), "modules": list(modules)}
    for person_id, module_id, what, at, edition, role in each_row(session, done_alone(), facts):
        key = (person_id, module_id)
        trace = Trace(what, at, edition, role=Role(role) if role else None)
        before = traces.get(key)
        traces[key] = (*before, trace) if before else (trace,)
    return traces


@cache
def done_alone() -> CompoundSelect[Any]:
    """The steps and the completions of these `people` in these `modules`."""
    people = bindparam("people", type_=Integer)
    modules = bindparam("modules", type_=Integer)
    steps = select(
        StepDone.person_id,
        StepDone.module_id,
        cast(StepDone.step, String).label("what"),
        StepDone.at,
        literal(0).label("edition"),
        literal("").label("role"),
    ).where(StepDone.person_id.in_(people), StepDone.module_id.in_(modules))
    finished = select(
        Completion.person_id,
        Completion.module_id,
        cast(literal(FINISHED), String),
        Completion.at,
        Revision.edition,
        role_of_completion(),
    )
    finished = finished.join(Revision, Revision.id == Completion.revision_id).where(
        Completion.person_id.in_(people), Completion.module_id.in_(modules)
    )
    return union_all(steps, finished)


@dataclass(frozen=True)
class Recorded:
    """The modules recorded as complete: alone by person id and the role in which, None for every
    one; in pairs by (pair id, person id)."""

    alone: dict[tuple[int, Role | None], frozenset[int]]
    in_pairs: dict[tuple[int, int], frozenset[int]]

    def alone_in(self, role: Role, *, person_id: int) -> frozenset[int]:
        """The modules that somebody has completed alone in this role."""
        held = (self.alone.get((person_id, each), frozenset()) for each in (None, role))
        return frozenset().union(*held)


def recorded(
    session: Session, *, people: Collection[int], pairs: Collection[int], since: datetime | None
) -> Recorded:
    """Every module that these people have completed, alone and in these pairs. One query.

    A row of it holds all modules of one person in one pair: a thousand cost little more than nine.
    """
    found = Recorded({}, {})
    values: dict[str, Any] = {"people": list(people), "pairs": list(pairs)}
    if since is not None:
        values["since"] = since
    query = completions(has_begun=since is not None)
    for pair_id, person_id, role, modules in rows(session, query, values):
        ids = frozenset(map(int, modules.split(",")))
        if pair_id:
            found.in_pairs[pair_id, person_id] = ids
        else:
            found.alone[person_id, Role(role) if role else None] = ids
    return found


@cache
def completions(*, has_begun: bool) -> CompoundSelect[Any]:
    """The completions of these `people`, and those in these `pairs`, from `since` on if it began.

    One row for each person and role, and for each half of a pair.
    """
    people = bindparam("people", type_=Integer)
    pairs = bindparam("pairs", type_=Integer)
    alone = (
        select(
            literal(0).label("pair_id"),
            Completion.person_id,
            role_of_completion(),
            ids_of(Completion.module_id),
        )
        .where(Completion.person_id.in_(people))
        .group_by(Completion.person_id, Completion.role)
    )
    in_pairs = (
        select(
            PairCompletion.pair_id,
            PairCompletion.person_id,
            literal(""),
            ids_of(PairCompletion.module_id),
        )
        .where(PairCompletion.pair_id.in_(pairs))
        .group_by(PairCompletion.pair_id, PairCompletion.person_id)
    )
    if has_begun:
        since = bindparam("since", type_=UTCDateTime())
        alone = alone.where(Completion.at >= since)
        in_pairs = in_pairs.where(PairCompletion.at >= since)
    return union_all(alone, in_pairs)


def role_of_completion() -> ColumnElement[str]:
    """In which role something was completed alone; empty for every role."""
    return func.coalesce(cast(Completion.role, String), "").label("role")


def ids_of(column: InstrumentedAttribute[int]) -> ColumnElement[str]:
    """All ids of a group, with commas between."""
    return func.aggregate_strings(cast(column, String), ",")


def completed_revision(session: Session, *, person_id: int, module_id: int) -> int:
    """The revision with which a person last finished a module. Raises NoResultFound."""
    query = select(Completion.revision_id).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return session.scalars(query.order_by(Completion.number.desc()).limit(1)).one()
