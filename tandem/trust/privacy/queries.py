"""Everything that the site keeps of one person, table by table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, false, or_, select
from sqlalchemy.orm import Session

from tandem.models import Pair
from tandem.models.base import Base, JsonText
from tandem.trust.privacy.kept import SECRET, SUBJECTS, KeptSubject, KeptTable, table_named

Row = dict[str, Any]


@dataclass(frozen=True)
class SubjectRows:
    """What is kept of somebody about one thing: the rows of each table, by the table's name."""

    subject: KeptSubject
    tables: dict[str, list[Row]]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.tables.values()))


def everything_about(session: Session, person_id: int) -> tuple[SubjectRows, ...]:
    """All that is kept of a person. One query for each table, whatever their number of rows."""
    return tuple(
        SubjectRows(
            subject,
            {table.name: rows_about(session, table, person_id) for table in subject.tables},
        )
        for subject in SUBJECTS
    )


def rows_about(session: Session, kept: KeptTable, person_id: int) -> list[Row]:
    """The rows of one table that are a person's, oldest first, without what is not theirs."""
    table = table_of(kept)
    columns = [column for column in table.c if is_given_out(kept, column)]
    query = select(*columns).where(belongs_to(kept, person_id)).order_by(*table.primary_key)
    return [dict(row._mapping) for row in session.execute(query)]


def is_given_out(kept: KeptTable, column: Column[Any]) -> bool:
    """May the person have this column?"""
    return column.name not in SECRET | kept.left_out


def opened(table: str, row: Row) -> Row:
    """A row with what its columns of JSON hold. Which those are the model says: what somebody wrote
    may look like JSON, and stays the text that it is."""
    columns = Base.metadata.tables[table].c
    return {
        name: json.loads(value) if value and isinstance(columns[name].type, JsonText) else value
        for name, value in row.items()
    }


def belongs_to(kept: KeptTable, person_id: int) -> ColumnElement[bool]:
    """Which rows of a table are a person's?"""
    table = table_of(kept)
    if kept.of_pair:
        pairs = select(Pair.id).where(or_(Pair.rep_id == person_id, Pair.support_id == person_id))
        return table.c[kept.of_pair].in_(pairs)
    theirs = or_(false(), *(table.c[column] == person_id for column in kept.whose))
    if kept.through is None:
        return theirs
    column, parent = kept.through
    above = table_named(parent)
    rows = select(table_of(above).c.id).where(belongs_to(above, person_id))
    return or_(theirs, table.c[column].in_(rows))


def table_of(kept: KeptTable) -> Table:
    """The table itself."""
    return Base.metadata.tables[kept.name]
