"""Who is complete in which pair, after a step or after an edit? Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tandem.content.face import required_steps, steps_for
from tandem.content.lesson import Lesson
from tandem.models import Assignment, Completion, Pair, PairCompletion, PairStepDone
from tandem.models import Module as ModuleRow
from tandem.models.locking import hold
from tandem.progress.assigned import rounds_of
from tandem.progress.recording import counts_in, done_in, record_completion, steps_done
from tandem.progress.rules import completion
from tandem.progress.rules.rounds import FIRST, Round, latest
from tandem.terms import SEATS, Role


def settle_halves(
    session: Session,
    *,
    people: Collection[int] | None,
    module_id: int,
    revision_id: int,
    lesson: Lesson,
    how: str,
    now: datetime,
) -> None:
    """Record each half that is complete in its pair as `lesson` asks; for all where people is None.

    Whoever has finished alone and done the steps for two of their role is complete in that pair.
    """
    done = pair_steps_by_half(session, module_id, people=people)
    for role in SEATS:
        asked = steps_for(lesson, role)
        halves = finished_halves(session, role, module_id, people=people)
        of_pair = rounds_in(session, {half.pair_id for half in halves}, module_id, now=now)
        for half in halves:
            round = of_pair.get(half.pair_id, FIRST)
            steps = steps_in_round(done.get((half.pair_id, half.person_id), ()), round)
            if half.is_open(round) and not completion.open_steps(asked, done=steps):
                session.add(
                    PairCompletion(
                        pair_id=half.pair_id,
                        person_id=half.person_id,
                        module_id=module_id,
                        revision_id=revision_id,
                        how=how,
                        number=half.times + 1,
                        at=now,
                    )
                )
    session.flush()


def settle_alone(
    session: Session,
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    lesson: Lesson,
    now: datetime,
) -> None:
    """Record the halves of somebody who has just finished a module alone.

    A step that is given in one of their pairs at the same moment is waited for: each of the two
    would otherwise find the other one undone, and nobody would record the half.
    """
    mine = or_(Pair.rep_id == person_id, Pair.support_id == person_id)
    hold(session, mine, references_pass=True)
    settle_halves(
        session,
        people=[person_id],
        module_id=module_id,
        revision_id=revision_id,
        lesson=lesson,
        how="steps",
        now=now,
    )


@dataclass(frozen=True)
class FinishedHalf:
    """Somebody who finished a module alone, with the last time of it, in one of their pairs.

    `times` is how often it was recorded in the pair, `recorded_at` when that was last.
    """

    pair_id: int
    person_id: int
    finished_at: datetime
    times: int
    recorded_at: datetime | None

    def is_open(self, round: Round) -> bool:
        """Is it finished alone and not recorded in the pair, in this round?"""
        is_recorded = self.recorded_at is not None and round.counts(self.recorded_at)
        return round.counts(self.finished_at) and not is_recorded


def keep_complete(
    session: Session,
    *,
    module_id: int,
    revision_id: int,
    before: Lesson,
    after: Lesson,
    now: datetime,
) -> None:
    """Complete whoever has done all that a lesson asks after an edit. Takes no completion back."""
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
        if not required_steps(after, role) >= required_steps(before, role):
            complete_who_is_through(
                session, role, after, module_id=module_id, revision_id=revision_id, now=now
            )
    if not asks_alike:
        settle(lesson=after)


def complete_who_is_through(
    session: Session,
    role: Role,
    lesson: Lesson,
    *,
    module_id: int,
    revision_id: int,
    now: datetime,
) -> None:
    """Record the completion of each person in this role who has done all that is still asked."""
    seat = seat_of(role)
    pairs: dict[int, list[int]] = {}
    for pair_id, person_id in session.execute(select(Pair.id, seat).order_by(seat, Pair.id)):
        pairs.setdefault(person_id, []).append(pair_id)
    of_pair = rounds_in(
        session, {pair_id for own in pairs.values() for pair_id in own}, module_id, now=now
    )
    for person_id, own in pairs.items():
        round = latest(of_pair.get(pair_id, FIRST) for pair_id in own)
        done = done_in(round, steps_done(session, person_id=person_id, module_id=module_id))
        through = completion.roles_through(lesson, done=done)
        if role in through:
            record_completion(
                session,
                person_id=person_id,
                module_id=module_id,
                revision_id=revision_id,
                how="edit",
                role=completion.counts_for(role, through=through),
                now=now,
                round=round,
            )


def seat_of(role: Role) -> InstrumentedAttribute[int]:
    """The column of a pair in which somebody of this role sits."""
    return Pair.rep_id if role is Role.REP else Pair.support_id


def rounds_in(
    session: Session, pairs: Collection[int], module_id: int, *, now: datetime
) -> dict[int, Round]:
    """In which round these pairs are with the course of a module."""
    query = select(ModuleRow.course_id).where(ModuleRow.id == module_id)
    return rounds_of(session, pairs, course_id=session.scalars(query).one(), now=now)


def finished_halves(
    session: Session, role: Role, module_id: int, *, people: Collection[int] | None
) -> list[FinishedHalf]:
    """The pairs and people of a role who finished a module alone in it; a few queries for all.

    Only pairs that were once given the course count.
    """
    seat = seat_of(role)
    assigned = (
        select(Assignment.id)
        .join(ModuleRow, ModuleRow.course_id == Assignment.course_id)
        .where(ModuleRow.id == module_id, Assignment.team_id == Pair.team_id)
        .where(or_(Assignment.pair_id.is_(None), Assignment.pair_id == Pair.id))
    )
    times = partial(last_times, module_id=module_id, people=people)
    alone = times(Completion, Completion.person_id).where(counts_in(role)).subquery()
    by_half = (PairCompletion.pair_id, PairCompletion.person_id)
    in_pair = times(PairCompletion, *by_half).subquery()
    is_recorded = and_(in_pair.c.pair_id == Pair.id, in_pair.c.person_id == seat)
    query = (
        select(Pair.id, seat, alone.c.at, func.coalesce(in_pair.c.times, 0), in_pair.c.at)
        .join(alone, alone.c.person_id == seat)
        .outerjoin(in_pair, is_recorded)
        .where(assigned.exists())
        .order_by(Pair.id)
    )
    return [FinishedHalf(*row) for row in session.execute(query)]


def last_times(
    table: type[Completion | PairCompletion],
    *by: Any,
    module_id: int,
    people: Collection[int] | None,
) -> Any:
    """How often a module was completed and when last, by these columns."""
    query = select(*by, func.count().label("times"), func.max(table.at).label("at"))
    query = query.where(table.module_id == module_id).group_by(*by)
    return query if people is None else query.where(table.person_id.in_(people))


def pair_steps_by_half(
    session: Session, module_id: int, *, people: Collection[int] | None
) -> dict[tuple[int, int], list[tuple[str, datetime]]]:
    """The steps for two that were done in a module and when, by (pair id, person id)."""
    done: dict[tuple[int, int], list[tuple[str, datetime]]] = {}
    query = select(
        PairStepDone.pair_id, PairStepDone.person_id, PairStepDone.step, PairStepDone.at
    ).where(PairStepDone.module_id == module_id)
    if people is not None:
        query = query.where(PairStepDone.person_id.in_(people))
    for row in session.execute(query):
        done.setdefault((row.pair_id, row.person_id), []).append((row.step, row.at))
    return done


def steps_in_round(done: Iterable[tuple[str, datetime]], round: Round) -> set[str]:
    """The steps that were done in a round."""
    return {step for step, at in done if round.counts(at)}
