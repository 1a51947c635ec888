"""How is one page of a long list read? The rows are counted, and a hundred of them are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.figures.paging import ON_A_PAGE, PageOf, page_within, rows_before
from tandem.models.erased_name import ERASED, ERASED_NAME
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
    return and_(true(), *(is_in_names(person.folded_name, word) for word in words))


def is_in_names(names: Any, word: str) -> ColumnElement[bool]:
    """Is a folded word in a column of names as they are compared? One of those that are said of
    whoever is erased is in theirs."""
    column: ColumnElement[str] = names
    if word in folded(ERASED_NAME.said()):
        return or_(column.contains(word, autoescape=True), column.contains(ERASED))
    return column.contains(word, autoescape=True)
