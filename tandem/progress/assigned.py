"""Which course was given to which pair, by when, and in which round is the pair with it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased, joinedload

from tandem.dates import is_past
from tandem.models import Assignment, Pair, PairChange, Person, RoundDone, TeamMember
from tandem.models.base import UTCDateTime
from tandem.models.rows import first_of, full_name, rows
from tandem.people.pairs import rules as pairs_rules
from tandem.progress.rules import rounds
from tandem.progress.rules.rounds import FIRST, Completed, Round
from tandem.terms import SEATS, PairState, Role

IN_A_CHUNK = 5000


@dataclass(frozen=True)
class AssignedCourse:
    """A course given to a pair. The date is the end of that day in `time_zone`, in this round.

    `renewed_due_on` is the date of the next round, where one is known to begin; `last_done` is the
    last round that both completed.
    """

    pair_id: int
    course_id: int
    due_on: date | None
    time_zone: str
    given_at: datetime
    round: Round
    renew_months: int | None
    renewed_due_on: date | None
    last_done: Round | None
    in_order: bool
    closes: bool


@dataclass(frozen=True)
class Seat:
    """A person's seat in a pair that was given a course."""

    pair_id: int
    pair_state: PairState
    role: Role
    course_id: int
    partner_id: int
    partner_name: str
    due_on: date | None
    time_zone: str
    date_set_at: datetime
    in_order: bool
    closes: bool
    partner_given_name: str
    round: Round = FIRST

    def is_closed(self, *, now: datetime) -> bool:
        """Is the date over, of a course that closes then? A pair that rests has no date."""
        if not self.closes or self.due_on is None or self.pair_state is not PairState.ACTIVE:
            return False
        return is_past(self.due_on, zone=self.time_zone, now=now)

    def is_strict(self, *, now: datetime) -> bool:
        """May a module of the course be closed to this person?"""
        return self.is_closed(now=now) or (self.in_order and pairs_rules.is_living(self.pair_state))


@dataclass(frozen=True)
class WaitingSeat:
    """A course that all pairs of a team have, for somebody of it who has no partner in it yet.

    Of several teams' the loosest switches count, and the latest date.
    """

    course_id: int
    role: Role
    in_order: bool
    closes: bool
    due_on: date | None
    time_zone: str

    def is_closed(self, *, now: datetime) -> bool:
        """Is the date over, of a course that closes then?"""
        if not self.closes or self.due_on is None:
            return False
        return is_past(self.due_on, zone=self.time_zone, now=now)


def waiting_seats(
    session: Session, person_id: int, roles: Set[Role], seats: Iterable[Seat]
) -> list[WaitingSeat]:
    """What somebody may begin alone, because it will count when a pair is formed. One query.

    `seats` are those they sit in: where a pair of theirs works, its course waits for nobody.
    """
    held = [role for role in SEATS if role in roles]
    if not held:
        return []
    paired = {seat.course_id for seat in seats if pairs_rules.is_living(seat.pair_state)}
    given: dict[int, list[Any]] = {}
    for row in rows(session, given_to_teams(), {"person": person_id}):
        if row.course_id not in paired:
            given.setdefault(row.course_id, []).append(row)
    return [waiting_seat(own, role) for own in given.values() for role in held]


@cache
def given_to_teams() -> Executable:
    """What all pairs of the teams of one `person` have."""
    return (
        select(
            Assignment.course_id,
            Assignment.due_on,
            Assignment.time_zone,
            Assignment.in_order,
            Assignment.closes,
        )
        .join(TeamMember, TeamMember.team_id == Assignment.team_id)
        .where(TeamMember.person_id == bindparam("person"), Assignment.pair_id.is_(None))
        .where(Assignment.withdrawn_at.is_(None))
        .order_by(Assignment.course_id, Assignment.id)
    )


def waiting_seat(given: list[Any], role: Role) -> WaitingSeat:
    """What these assignments of one course amount to for somebody who waits for a partner."""
    latest = max(given, key=lambda row: row.due_on or date.max)
    return WaitingSeat(
        course_id=latest.course_id,
        role=role,
        in_order=all(row.in_order for row in given),
        closes=all(row.closes for row in given),
        due_on=latest.due_on,
        time_zone=latest.time_zone,
    )


def seats(session: Session, person_id: int, *, now: datetime) -> list[Seat]:
    """Every seat of a person for every course given to it. One query."""
    found = rows(session, seats_of_one(), {"person": person_id})
    return [
        Seat(
            pair_id=row.pair_id,
            # While the same two are proposed to each other anew, their pair reads as it ended.
            pair_state=PairState.ENDED if row.state is PairState.PROPOSED else row.state,
            role=Role.REP if row.rep_id == person_id else Role.SUPPORT,
            course_id=row.course_id,
            partner_id=row.id,
            partner_name=full_name(row),
            due_on=assigned.due_on,
            time_zone=row.time_zone,
            date_set_at=row.date_set_at,
            round=assigned.round,
            in_order=assigned.in_order,
            closes=assigned.closes,
            partner_given_name=row.given_name or full_name(row),
        )
        for row, assigned in once_per_course(found, now=now)
    ]


@cache
def seats_of_one() -> Select[Any]:
    """The rows behind the seats of one `person`."""
    me = bindparam("person", type_=Integer)
    partner = aliased(Person)
    partner_id = case((Pair.rep_id == me, Pair.support_id), else_=Pair.rep_id)
    query = (
        given_to_pairs(Pair.rep_id, partner.id, partner.given_name, partner.surname)
        .join(partner, partner.id == partner_id)
        .where(or_(Pair.rep_id == me, Pair.support_id == me))
        .where(or_(Pair.state != PairState.PROPOSED, Pair.again_at.is_not(None)))
    )
    return with_last_round(query)


def somebody_with_a_course(session: Session) -> Person | None:
    """Somebody who sits in a pair that works and has a course: the first. One query."""
    query = (
        select(Person)
        .join(Pair, Pair.rep_id == Person.id)
        .join(Assignment, Assignment.team_id == Pair.team_id)
        .where(Pair.state.in_(pairs_rules.LIVING), Assignment.withdrawn_at.is_(None))
        .where(Person.is_active)
        .options(joinedload(Person.role_rows))
        .order_by(Person.id)
    )
    return session.scalars(query.limit(1)).unique().first()


def round_of_person(seats: Iterable[Seat], course_id: int) -> Round:
    """In which round somebody does alone what a course asks: it counts for all of their pairs."""
    living = (seat for seat in seats if pairs_rules.is_living(seat.pair_state))
    return rounds.latest(seat.round for seat in living if seat.course_id == course_id)


def given_to(session: Session, pairs: Collection[int], *, now: datetime) -> list[AssignedCourse]:
    """Every course given to these pairs. One query."""
    found = rows(session, given_to_some(), {"pairs": list(pairs)})
    return [assigned for _, assigned in once_per_course(found, now=now)]


@cache
def given_to_some() -> Select[Any]:
    """The rows behind what is given to these `pairs`."""
    return with_last_round(given_to_pairs().where(Pair.id.in_(bindparam("pairs"))))


def course_of_pair(
    session: Session, pair_id: int, course_id: int, *, now: datetime
) -> AssignedCourse | None:
    """The course as it is assigned to this pair now, if it is. One query."""
    given = given_to(session, [pair_id], now=now)
    return next((assigned for assigned in given if assigned.course_id == course_id), None)


def last_round(session: Session, pair_id: int, course_id: int, *, now: datetime) -> Round:
    """In which round a pair was with a course that was taken back. Two queries."""
    return rounds_of(session, [pair_id], course_id=course_id, now=now).get(pair_id, FIRST)


def rounds_of(
    session: Session, pairs: Collection[int], *, course_id: int, now: datetime
) -> dict[int, Round]:
    """In which round these pairs are with a course, also where it was taken back.

    Two queries for each few thousand pairs.
    """
    ids, by_pair = sorted(pairs), {}
    for start in range(0, len(ids), IN_A_CHUNK):
        chunk = ids[start : start + IN_A_CHUNK]
        query = select(RoundDone).where(
            RoundDone.pair_id.in_(chunk), RoundDone.course_id == course_id
        )
        for row in session.scalars(query.order_by(RoundDone.number)):
            by_pair[row.pair_id] = Round(row.number, row.began_at)
        for assigned in given_to(session, chunk, now=now):
            if assigned.course_id == course_id:
                by_pair[assigned.pair_id] = assigned.round
    return by_pair


def last_completed(session: Session, pair_id: int, *, course_id: int) -> Completed | None:
    """The last round of a course that both completed. It stays, whatever the course asks later."""
    query = (
        select(RoundDone)
        .where(RoundDone.pair_id == pair_id, RoundDone.course_id == course_id)
        .order_by(RoundDone.number.desc())
    )
    row = first_of(session, query)
    return Completed(row.number, row.began_at, row.finished_at) if row else None


def given_to_pairs(*more: Any) -> Select[Any]:
    """Pairs with their live assignments, a pair's own before its team's.

    A pair that had ended for good before a course was given to its team was not given that course.
    """
    reaches = or_(
        Assignment.pair_id == Pair.id, and_(Assignment.pair_id.is_(None), ~ended_before_it())
    )
    columns: tuple[Any, ...] = (
        Pair.id.label("pair_id"),
        Pair.state,
        Assignment.course_id,
        Assignment.due_on,
        Assignment.due_days,
        Assignment.renew_months,
        Assignment.time_zone,
        Assignment.in_order,
        Assignment.closes,
        Assignment.at.label("given_at"),
        func.coalesce(Assignment.moved_at, Assignment.at, type_=UTCDateTime()).label("date_set_at"),
        *more,
    )
    return (
        select(*columns)
        .select_from(Pair)
        .join(Assignment, and_(Assignment.team_id == Pair.team_id, reaches))
        .where(Assignment.withdrawn_at.is_(None))
        .order_by(Pair.id, Assignment.course_id, Assignment.pair_id.is_(None), Assignment.id)
    )


def ended_before_it() -> ColumnElement[bool]:
    """Had the pair ended before the course was given, and did it not go on since?"""
    again = aliased(PairChange)
    formed_again = (
        select(again.id)
        .where(again.pair_id == Pair.id, again.id > PairChange.id)
        .where(again.state.in_([PairState.ACTIVE, PairState.PAUSED]))
        .correlate(Pair, PairChange)
        .exists()
    )
    return (
        select(PairChange.id)
        .where(PairChange.pair_id == Pair.id, PairChange.state == PairState.ENDED)
        .where(PairChange.at < Assignment.at, ~formed_again)
        .correlate(Pair, Assignment)
        .exists()
    )


def with_last_round(query: Select[Any]) -> Select[Any]:
    """The query with the last round that both have completed added to each row."""
    later = aliased(RoundDone)
    newest = (
        select(func.max(later.number))
        .where(later.pair_id == Pair.id, later.course_id == Assignment.course_id)
        .correlate(Pair, Assignment)
        .scalar_subquery()
    )
    return query.outerjoin(
        RoundDone,
        and_(
            RoundDone.pair_id == Pair.id,
            RoundDone.course_id == Assignment.course_id,
            RoundDone.number == newest,
        ),
    ).add_columns(
        RoundDone.number.label("done_number"),
        RoundDone.began_at.label("done_began_at"),
        RoundDone.finished_at.label("done_at"),
    )


def once_per_course(rows: Iterable[Any], *, now: datetime) -> list[tuple[Any, AssignedCourse]]:
    """The first row of each pair and course: the pair's own assignment before the team's.

    Where the pair's own says nothing of a renewal, the team's counts.
    """
    groups: dict[tuple[int, int], list[Any]] = {}
    for row in rows:
        groups.setdefault((row.pair_id, row.course_id), []).append(row)
    return [(group[0], given_in(group, now=now)) for group in groups.values()]


def given_in(group: list[Any], *, now: datetime) -> AssignedCourse:
    """The assignment that these rows of one pair and course amount to at this moment."""
    row = group[0]
    months = next((entry.renew_months for entry in group if entry.renew_months), None)
    # A pair that does not live begins no new round.
    months = months if pairs_rules.is_living(row.state) else None
    last = Completed(row.done_number, row.done_began_at, row.done_at) if row.done_number else None
    present = rounds.present_round(last, months=months, zone=row.time_zone, now=now)
    return AssignedCourse(
        pair_id=row.pair_id,
        course_id=row.course_id,
        due_on=due_of(row, present.began_at),
        time_zone=row.time_zone,
        given_at=row.given_at,
        round=present,
        renew_months=months,
        renewed_due_on=due_of(row, present.renews_at) if present.renews_at else None,
        last_done=Round(last.number, last.began_at) if last else None,
        in_order=row.in_order,
        closes=row.closes,
    )


def due_of(row: Any, began_at: datetime | None) -> date | None:
    """The date of the round that began then."""
    return rounds.due_in_round(row.due_on, days=row.due_days, began_at=began_at, zone=row.time_zone)
