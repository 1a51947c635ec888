"""Which halves of a pair are open, and why was one set complete?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from tandem.library.served import ServedModule
from tandem.models import ActingLeader, Override, Pair, PairCompletion, Person
from tandem.people.pairs import rules as pairs_rules
from tandem.people.pairs.queries import Partner, SeenPair, pair_for
from tandem.progress.pair_courses import courses_of
from tandem.terms import SEATS

Key = tuple[int, int, int]


@dataclass(frozen=True)
class OpenHalf:
    """A half of a module that is not complete."""

    partner: Partner
    module: ServedModule
    course_title: str

    @property
    def key(self) -> str:
        """The value that names this half in a form."""
        return f"{self.module.id}-{self.partner.id}"


@dataclass(frozen=True)
class Settable:
    """A pair as a leader looks at it, and what is open in it."""

    seen: SeenPair
    halves: tuple[OpenHalf, ...]


@dataclass(frozen=True)
class OverrideReason:
    """Why a leader set a half complete."""

    text: str
    by_name: str
    at: datetime


def settable(session: Session, leader_id: int, *, pair_id: int, now: datetime) -> Settable:
    """What is open in a pair this person may see. Raises NoResultFound."""
    seen = pair_for(session, leader_id, pair_id=pair_id)
    if not pairs_rules.is_open(seen.pair.state):
        return Settable(seen, ())
    open_halves = (
        OpenHalf(seen.pair.in_seat(role), module.module, course.course.title)
        for course in courses_of(session, [seen.pair], now=now)
        for module in course.modules
        for role in SEATS
        if not module.half_of(role).is_done
    )
    return Settable(seen, tuple(open_halves))


def reasons(
    session: Session, reader_id: int, *, pairs: Collection[int]
) -> dict[Key, OverrideReason]:
    """Why halves of these pairs were set complete, by (pair, person, module). One query, or none.

    Only whoever's half it is reads it, and whoever leads the team without a seat in the pair.
    """
    if not pairs:
        return {}
    facts = {"reader": reader_id, "pairs": list(pairs)}
    return {
        (row.pair_id, row.person_id, row.module_id): OverrideReason(
            text=reason, by_name=by.name if by else "–", at=row.at
        )
        for row, reason, by in session.execute(overrides_for(), facts)
    }


@cache
def overrides_for() -> Select[PairCompletion, str, Person]:
    """What was set complete in these `pairs`, with reason and by whom, as far as a `reader` may."""
    reader = bindparam("reader", type_=Integer)
    leads = (
        select(ActingLeader.person_id)
        .where(ActingLeader.team_id == Pair.team_id, ActingLeader.person_id == reader)
        .exists()
    )
    # What was set in another team is for who leads that one.
    is_of_team = or_(Pair.moved_at.is_(None), PairCompletion.at >= Pair.moved_at)
    is_outside = and_(Pair.rep_id != reader, Pair.support_id != reader, leads, is_of_team)
    return (
        select(PairCompletion, Override.reason, Person)
        .join(Override, Override.completion_id == PairCompletion.id)
        .join(Pair, Pair.id == PairCompletion.pair_id)
        .outerjoin(Person, Person.id == Override.by_id)
        .where(PairCompletion.pair_id.in_(bindparam("pairs")))
        .where(or_(PairCompletion.person_id == reader, is_outside))
        .order_by(PairCompletion.id)
    )
