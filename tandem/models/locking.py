"""How does one request wait for another? By holding rows until it commits."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Table, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from tandem.models.writing import forbid_reading


def hold(
    session: Session, rows: ColumnElement[bool], *, references_pass: bool = False
) -> list[int]:
    """Lock the rows of one table that meet a condition, until the commit; gives their ids.

    Whoever holds the same rows waits here, and then reads what the first has written. Several rows
    are locked in the order of their ids, so that two requests never wait for each other.

    A whole lock (`FOR UPDATE`) also stops new rows elsewhere that point to these: each of them
    takes a weak lock on what it points to. `references_pass` lets them by (`FOR NO KEY UPDATE`). It
    is needed where whoever writes such a row holds what this request will wait for, because the two
    would wait for each other for ever: an answer in a step holds its pair and points to a person,
    while a quiz holds its person and then waits for the pairs.

    Only inside `with db.writing()`: it begins there, and whatever decides is read after it. One
    query. SQLite has no such locks and needs none: whoever writes has the one lock of the file.
    """
    forbid_reading(session)
    (key,) = table_of(rows).primary_key
    query = select(key).where(rows).order_by(key).with_for_update(key_share=references_pass)
    return list(session.scalars(query))


def table_of(rows: ColumnElement[bool]) -> Table:
    """The table that a condition is about: that of its first column.

    To ask a query for what it selects from would take as long as to send it.
    """
    columns = (part for part in iterate(rows) if isinstance(part, Column))
    return next(columns).table
