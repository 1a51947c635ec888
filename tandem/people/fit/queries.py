"""How do the two find working together? Each reads the own answer; a leader outside reads both."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, Integer, bindparam, or_, select
from sqlalchemy.orm import Session

from tandem.models import FitAnswer, Pair
from tandem.models.rows import first_of, rows
from tandem.people.fit.rules import is_due
from tandem.people.pairs.queries import Partner, SeenPair
from tandem.people.pairs.visibility import Sight
from tandem.terms import Fit


@dataclass(frozen=True)
class ShownFit:
    """One partner's newest answer."""

    partner: Partner
    fit: Fit
    at: datetime


def own_fit(session: Session, pair_id: int, *, person_id: int) -> FitAnswer | None:
    """What somebody said last of their own pair."""
    query = (
        select(FitAnswer)
        .where(FitAnswer.pair_id == pair_id, FitAnswer.person_id == person_id)
        .order_by(FitAnswer.id.desc())
    )
    return first_of(session, query)


def pairs_to_ask(
    session: Session, person_id: int, *, both_done_at: Mapping[int, Collection[datetime]]
) -> frozenset[int]:
    """Of which of these pairs is it time to ask somebody? One query; none where nothing is done.

    `both_done_at` is when both had finished each module, by pair.
    """
    begun = [pair_id for pair_id, moments in both_done_at.items() if moments]
    if not begun:
        return frozenset()
    facts = {"person": person_id, "pairs": begun}
    newest = {row.pair_id: row for row in rows(session, answers_in(), facts)}
    return frozenset(
        pair_id
        for pair_id in begun
        if is_due(
            both_done_at[pair_id],
            answer=newest[pair_id].fit if pair_id in newest else None,
            answered_at=newest[pair_id].at if pair_id in newest else None,
        )
    )


@cache
def answers_in() -> Executable:
    """What one `person` has answered in these `pairs`, oldest first."""
    return (
        select(FitAnswer.pair_id, FitAnswer.fit, FitAnswer.at)
        .where(
            FitAnswer.person_id == bindparam("person"),
            FitAnswer.pair_id.in_(bindparam("pairs", type_=Integer)),
        )
        .order_by(FitAnswer.id)
    )


def fits_for_leader(session: Session, seen: SeenPair) -> tuple[ShownFit, ...]:
    """Both newest answers for a leader outside the pair, by surname; nothing for the two.

    Only what was promised to leaders when it was answered; in another team, to others than these.
    """
    if seen.sight is not Sight.LEADER:
        return ()
    query = (
        select(FitAnswer)
        .join(Pair, Pair.id == FitAnswer.pair_id)
        .where(FitAnswer.pair_id == seen.pair.id)
        .where(or_(Pair.moved_at.is_(None), FitAnswer.at >= Pair.moved_at))
        .order_by(FitAnswer.id)
    )
    newest = {row.person_id: row for row in session.scalars(query.where(FitAnswer.is_for_leader))}
    return tuple(
        ShownFit(partner=partner, fit=newest[partner.id].fit, at=newest[partner.id].at)
        for partner in seen.pair.partners
        if partner.id in newest
    )
