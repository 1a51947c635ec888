"""Everything about somebody as files: one for programs, one to read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from tandem.content.messages import Message
from tandem.models import Person
from tandem.trust.privacy.columns import COLUMNS, TECHNICAL
from tandem.trust.privacy.kept import KeptSubject
from tandem.trust.privacy.names import Names
from tandem.trust.privacy.queries import Row, SubjectRows, opened
from tandem.trust.privacy.values import value_said
from tandem.web import clock

Fact = tuple[Message, str]


@dataclass(frozen=True)
class ReadableSubject:
    """A subject with its rows in words: for each row what its columns are called and hold."""

    subject: KeptSubject
    rows: tuple[tuple[Fact, ...], ...]


def files(
    person: Person, everything: tuple[SubjectRows, ...], names: Names, *, now: datetime
) -> Iterator[tuple[str, bytes]]:
    """The files of the copy, each with its name."""
    yield "everything.json", as_json(everything).encode()
    page = render_template(
        "trust/privacy/copy.html",
        person=person,
        subjects=[readable(part, names) for part in everything],
        now=now,
    )
    yield "everything.html", page.encode()


def as_json(everything: Iterable[SubjectRows]) -> str:
    """All rows under the names of their tables and columns. Moments are in UTC."""
    tables = {name: rows for part in everything for name, rows in part.tables.items()}
    return json.dumps(tables, ensure_ascii=False, indent=1, default=plain)


def plain(value: Any) -> Any:
    """A value that JSON does not know."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def readable(part: SubjectRows, names: Names) -> ReadableSubject:
    """A subject's rows, as a person reads them."""
    rows = (opened(table, row) for table, rows in part.tables.items() for row in rows)
    facts = (tuple(facts_of(row, names)) for row in rows)
    return ReadableSubject(part.subject, tuple(each for each in facts if each))


def facts_of(row: Row, names: Names) -> Iterator[Fact]:
    """What a row says, but what binds it to others or is empty."""
    for column in row:
        if column in TECHNICAL:
            continue
        said = in_words(column, names.called(column, row))
        if said:
            yield COLUMNS[column], said


def in_words(column: str, value: Any) -> str:
    """A value as this reader writes it; nothing where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if isinstance(value, datetime):
        return clock.moment(value)
    if isinstance(value, date):
        return clock.day(value)
    if isinstance(value, str):
        return value_said(column, value)
    if isinstance(value, (Mapping, list)):
        return "\n".join(lines_of(value))
    return str(plain(value))


def lines_of(value: Any) -> Iterator[str]:
    """What stands in a list or a table, a line each."""
    match value:
        case Mapping():
            for name, inside in value.items():
                yield from (f"{name}: {line}" if line else name for line in lines_of(inside))
        case list():
            for inside in value:
                yield from lines_of(inside)
        case _:
            yield "" if value is None else str(value)
