"""How is one page of a long list read? The rows are counted, and a hundred of them are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.figures.paging import ON_A_PAGE, PageOf, page_within, rows_before
from tandem.models.people import Person

Entity = TypeVar("Entity", bound=Any)


def page_of_ids(session: Session, ids: Select[int], *, wanted: int) -> PageOf[int]:
    """The wanted page of these ids, which come in an order. Two queries."""
    counted = select(func.count()).select_from(ids.order_by(None).subquery())
    number = session.scalars(counted).one()
    page = page_within(wanted, number)
    rows = session.scalars(ids.limit(ON_A_PAGE).offset(rows_before(page)))
    return PageOf(tuple(rows), number, page)


def by_ids(rows: Iterable[Entity], ids: Iterable[int]) -> list[Entity]:
    """These rows in the order of their ids; whoever is gone meanwhile is left out."""
    kept = {row.id: row for row in rows}
    return [kept[row_id] for row_id in ids if row_id in kept]


def is_called(search: str, person: type[Person] = Person) -> ColumnElement[bool]:
    """Does a name have all these words, however they are typed? Of nothing every name has all."""
    words = folded(search).split()
    return and_(true(), *(person.folded_name.contains(word, autoescape=True) for word in words))
