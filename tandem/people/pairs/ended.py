"""How have pairs ended, for administrators?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql.base import ExecutableOption

from tandem.figures.paging import PageOf
from tandem.models import Pair, PairChange, Person
from tandem.models.long_lists import by_ids, page_of_ids
from tandem.people.pairs.queries import ShownPair, are_called, shown
from tandem.terms import PairState


@dataclass(frozen=True)
class PairEnding:
    """How a pair ended."""

    pair: ShownPair
    at: datetime
    by_name: str
    reason: str
    not_again: bool


def endings(session: Session, reader_id: int, *, search: str, page: int) -> PageOf[PairEnding]:
    """How pairs ended, newest first, of those in whose names all these words are. Three queries.

    Whoever sat in a pair doesn’t read why it ended.
    """
    rep, support = aliased(Person), aliased(Person)
    ids = (
        select(PairChange.id)
        .join(Pair, Pair.id == PairChange.pair_id)
        .join(rep, rep.id == Pair.rep_id)
        .join(support, support.id == Pair.support_id)
        .where(PairChange.state == PairState.ENDED, Pair.state == PairState.ENDED)
        .where(Pair.rep_id != reader_id, Pair.support_id != reader_id)
        .where(are_called(search, rep, support))
        .order_by(PairChange.id.desc())
    )
    found = page_of_ids(session, ids, wanted=page)
    query = select(PairChange).where(PairChange.id.in_(found.rows))
    changes = session.scalars(query.options(joinedload(PairChange.by), *pair_of_change()))
    return found.with_rows(map(ending, by_ids(changes, found.rows)))


def pair_of_change() -> tuple[ExecutableOption, ...]:
    """Load the pair, the two and the team with a change."""
    pair = joinedload(PairChange.pair)
    return pair.joinedload(Pair.rep), pair.joinedload(Pair.support), pair.joinedload(Pair.team)


def ending(row: PairChange) -> PairEnding:
    """A change as administrators read it."""
    return PairEnding(
        pair=shown(row.pair),
        at=row.at,
        by_name=row.by.name if row.by else "–",
        reason=row.reason,
        not_again=row.not_again,
    )
