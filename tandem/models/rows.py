"""How are bare rows read, where no object of a table is needed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Select
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.models.erased_name import ERASED, ERASED_NAME

AT_A_TIME = 500
T = TypeVar("T")


def full_name(row: Any) -> str:
    """The name of a row that has `given_name` and `surname`."""
    return name_of(row.given_name, row.surname)


def name_of(given_name: str, surname: str) -> str:
    """Given name and surname, as it is said; in the reader's language where both were erased."""
    if surname == ERASED:
        return ERASED_NAME.said()
    return f"{given_name} {surname}".strip()


def sort_name_of(given_name: str, surname: str, person_id: int) -> tuple[str, str, int]:
    """By surname: the order in which names stand beside each other. Öztürk stands among the O."""
    return sorted_as(surname), sorted_as(given_name), person_id


def sorted_as(name: str) -> str:
    """A name as it is put in order. Most have no letters to fold, and cost next to nothing."""
    return name.casefold() if name.isascii() else folded(name)


def rows(
    session: Session, statement: Executable, values: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """The rows of a statement that names columns, in two thirds of the time that
    `session.execute` takes: no object is made, and none is looked for. What the session has not
    written yet is written first, as there.
    """
    return answer_to(session, statement, values).all()


def each_row(
    session: Session, statement: Executable, values: Mapping[str, Any] | None = None
) -> Iterator[Any]:
    """The same rows one after the other, of which few are kept at a time."""
    for part in answer_to(session, statement, values).partitions(AT_A_TIME):
        yield from part


def first_of(session: Session, query: Select[T]) -> T | None:
    """What comes first, of a query that is in order; None where there is nothing. No more is
    read."""
    return session.scalars(query.limit(1)).one_or_none()


def is_any(session: Session, query: Select[Any]) -> bool:
    """Is there anything? No more than one is read."""
    return session.execute(query.limit(1)).one_or_none() is not None


def answer_to(
    session: Session, statement: Executable, values: Mapping[str, Any] | None
) -> CursorResult[Any]:
    """What the database answers, after it has heard what the session holds."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, dict(values or {}))
