"""What is everybody sent at every address, when all pairs of the cast have written?

A visit costs seconds, so a test process makes it once for each person, and its tests share it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from zipfile import ZipFile

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tandem.models import (
    Assignment,
    GoalReading,
    Invitation,
    Letter,
    RefresherAnswer,
    Remark,
    Revision,
    WrittenText,
)
from tandem.web.access import EVERYBODY, SIGNED_IN
from tests.browser import BrowserClient
from tests.cast import House
from tests.outline import said_around

PEOPLE = ("sam", "sue", "abe", "lia", "rex", "eve", "lee", "otto", "ona", "olga", "tess", "ada")
PAIRS = ("pair", "second_pair", "leaders_pair", "ended_pair", "paused_pair", "other_pair")
# What belongs to nobody, or is not there.
OF_NOBODY = {
    "kind": "csv",
    "code": "no-such-code",
    "token": "no-such-token",
    "topic": "how-it-works",
    "sha": "no-such-picture",
    "digest": "x",
    "name": "x.css",
    "provider": "nobody",
    "token_id": 1,
    "path": "Users",
    "language": "de",
    "look_id": 1,
}


@dataclass(frozen=True)
class Sent:
    """An answer: everything in it, and alone its page or the lines of its file."""

    words: str
    page: str
    file: tuple[str, ...] = ()


def visit(
    app: Flask, session: Session, cast: House, browser: BrowserClient, roles: frozenset[str]
) -> dict[str, Sent]:
    """All that opens to whoever has these roles, by address."""
    answers = {page: browser.get(page) for page in pages_for(roles, app, session, cast)}
    return {page: sent(answer) for page, answer in answers.items() if answer.status_code == 200}


def pages_for(roles: frozenset[str], app: Flask, session: Session, cast: House) -> list[str]:
    """The address of each page behind a door of theirs, once for each row it can be about."""
    places: dict[str, list[object]] = {
        **{name: [value] for name, value in OF_NOBODY.items()},
        "kind": ["csv", "xlsx"],
        "team_id": [cast.north.id, cast.south.id],
        "person_id": [getattr(cast, name).id for name in PEOPLE],
        "other_id": [cast.ona.id],
        "pair_id": [getattr(cast, name).id for name in PAIRS],
        "course": ["teaming"],
        "module": ["engine"],
        "number": [1],
        "assignment_id": [1],
        "question": ["q1", "tell"],
        "step": ["played"],
        "file_id": [1],
    }
    for name, table in {
        "revision_id": Revision, "remark_id": Remark, "reading_id": GoalReading,
        "assignment_id": Assignment, "invitation_id": Invitation, "letter_id": Letter,
        "text_id": WrittenText, "answer_id": RefresherAnswer,
    }.items():  # fmt: skip
        places[name] = [row.id for row in session.query(table)]
    adapter = app.url_map.bind("localhost")
    return [
        adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and is_open(app, rule, roles)
        for names in [sorted(rule.arguments)]
        for values in product(*(places[name] for name in names))
    ]


def is_open(app: Flask, rule: Rule, roles: frozenset[str]) -> bool:
    """Is a page open to whoever has these roles? `tests/test_doors.py` tries the others."""
    doors = getattr(app.view_functions[rule.endpoint], "open_to", frozenset())
    return bool(doors & {*roles, EVERYBODY, SIGNED_IN})


def sent(answer: TestResponse) -> Sent:
    """What an answer says, in its head too; an Excel file is unpacked first."""
    head = str(answer.headers)
    if not answer.data.startswith(b"PK"):
        page = answer.text if answer.mimetype == "text/html" else ""
        return Sent(head + answer.text, page, lines_of(answer))
    with ZipFile(BytesIO(answer.data)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    file: list[str] = []
    if answer.mimetype == "application/zip":
        for name, data in members.items():
            file += [f"<file {name}>", *rows_of(name, data.decode())]
    return Sent(head + "".join(map(bytes.decode, members.values())), "", tuple(file))


def rows_of(name: str, text: str) -> list[str]:
    """A file of an archive, line by line: one of tables row by row, a page as it is read."""
    if name.endswith(".html"):
        return said_around(text)
    if not name.endswith(".json"):
        return text.splitlines()
    tables: dict[str, list[object]] = json.loads(text)
    return [f"{table}: {json.dumps(row)}" for table, rows in tables.items() for row in rows]


def lines_of(answer: TestResponse) -> tuple[str, ...]:
    """Those of a file that is kept, such as a CSV file."""
    return tuple(answer.text.splitlines()) if "Content-Disposition" in answer.headers else ()
