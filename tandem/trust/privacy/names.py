"""What are the people, pairs, teams and lessons called that somebody's rows point to?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tandem.models import Course, Module, Pair, Person, Team
from tandem.models.base import Base
from tandem.trust.privacy.queries import Row, SubjectRows

PEOPLE = frozenset(
    {
        *("actor_id", "answered_by_id", "by_id", "from_id", "published_by_id", "rep_id"),
        *("support_id", "to_id", "subject_id", "other_id"),
    }
)
PLACES: dict[str, type[Base]] = {"team_id": Team, "course_id": Course, "module_id": Module}


@dataclass(frozen=True)
class Names:
    """Names by id. A pair is called after the partner, a module after its short name."""

    people: Mapping[int, str]
    pairs: Mapping[int, str]
    places: Mapping[str, Mapping[int, str]]

    def called(self, column: str, value: Any) -> Any:
        """What the row is called to which a column points; any other value as it is."""
        if column in PEOPLE:
            return self.people.get(value, "")
        if column == "pair_id":
            return self.pairs.get(value, "")
        return self.places[column].get(value, "") if column in self.places else value


def names_in(session: Session, everything: Iterable[SubjectRows], person_id: int) -> Names:
    """The names in somebody's rows. Five queries, whatever their number."""
    rows = [row for part in everything for rows in part.tables.values() for row in rows]
    people = select(Person).where(Person.id.in_(ids_in(rows, PEOPLE))).order_by(Person.id)
    return Names(
        people={person.id: person.name for person in session.scalars(people)},
        pairs=partners_by_pair(session, person_id),
        places={
            column: names_of(session, kind, ids_in(rows, {column}))
            for column, kind in PLACES.items()
        },
    )


def ids_in(rows: Iterable[Row], columns: Iterable[str]) -> set[int]:
    """All ids that stand in these columns."""
    return {row[column] for row in rows for column in columns if row.get(column) is not None}


def partners_by_pair(session: Session, person_id: int) -> dict[int, str]:
    """The partner's name in each pair of a person. One query."""
    rep, support = aliased(Person), aliased(Person)
    query = (
        select(Pair.id, rep, support)
        .join(rep, rep.id == Pair.rep_id)
        .join(support, support.id == Pair.support_id)
        .where((Pair.rep_id == person_id) | (Pair.support_id == person_id))
        .order_by(Pair.id)
    )
    return {
        pair_id: first.name if second.id == person_id else second.name
        for pair_id, first, second in session.execute(query)
    }


def names_of(session: Session, kind: type[Base], ids: set[int]) -> dict[int, str]:
    """The names of these rows, by id. One query."""
    table = kind.__table__
    name = next(table.c[column] for column in ("name", "title", "slug") if column in table.c)
    query = select(table.c.id, name).where(table.c.id.in_(ids)).order_by(table.c.id)
    return {row[0]: row[1] for row in session.execute(query)}
