"""Who stands in this table? The bytes of a CSV file, as a spreadsheet saves them, become rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

from tandem.content.spelling import address_of, name_of
from tandem.terms import Role

LONGEST = 20_000
LONGEST_NAME = 100
# The columns under the names that people give them, in English and German.
COLUMNS = {
    "email": {"email", "mail", "mailaddress", "emailadresse", "emailaddress"},
    "given_name": {"givenname", "firstname", "vorname"},
    "surname": {"surname", "lastname", "familyname", "nachname", "name"},
    "role": {"role", "roles", "rolle", "rollen"},
    "team": {"team", "teams", "gruppe"},
    "partner": {"partner", "partneremail", "pair", "tandem"},
    "leaves": {"leaves", "left", "leaver", "verlässt", "ausgeschieden"},
}
NEEDED = ("email", "given_name", "surname", "role")
ROLES = {
    **{role.value: role for role in Role},
    "sales": Role.REP,
    "vertrieb": Role.REP,
    "verkauf": Role.REP,
    "innendienst": Role.SUPPORT,
    "leitung": Role.LEADER,
    "administrator": Role.ADMIN,
}
NONE_OWN: Mapping[str, Role] = {}
YES = frozenset({"yes", "y", "x", "true", "1", "ja", "j"})


class RosterFault(StrEnum):
    """What is wrong with a table or a row of it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_TABLE = "not_a_table"
    NO_COLUMN = "no_column"
    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    NO_ROLE = "no_role"
    UNKNOWN_ROLE = "unknown_role"
    ROLE_NOT_HERE = "role_not_here"
    OTHER_NAME = "other_name"
    OTHER_TEAM = "other_team"
    UNCLEAR_TEAM = "unclear_team"
    NO_LEADER = "no_leader"
    NO_TEAM = "no_team"
    CLOSED = "closed"
    UNKNOWN_PARTNER = "unknown_partner"
    SAME_PERSON = "same_person"
    NO_PAIR = "no_pair"
    PARTNER_LEAVES = "partner_leaves"
    MAY_NOT_CLOSE = "may_not_close"


@dataclass(frozen=True, order=True)
class TableFault:
    """A fault with the row it is in, as the spreadsheet numbers it; `value` is what stood there."""

    row: int
    kind: RosterFault
    value: str = ""


@dataclass(frozen=True)
class RosterRow:
    """One line of the table. `team` and `partner` may be empty."""

    number: int
    email: str
    given_name: str
    surname: str
    roles: frozenset[Role]
    team: str = ""
    partner: str = ""
    leaves: bool = False


@dataclass(frozen=True)
class Roster:
    """What could be read, and what could not."""

    rows: tuple[RosterRow, ...]
    faults: tuple[TableFault, ...]


def read_roster(content: bytes, own: Mapping[str, Role] = NONE_OWN) -> Roster:
    """Read a table: UTF-8 or what an older Excel writes; commas, semicolons or tabs.

    `own` are the role words of the site, in small letters; ours are known anyway.
    """
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        return Roster((), (TableFault(1, RosterFault.NOT_A_TABLE),))
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter_of(text), strict=True))
    except csv.Error:
        return Roster((), (TableFault(1, RosterFault.NOT_A_TABLE),))
    filled = [(number, line) for number, line in enumerate(lines, 1) if any(map(str.strip, line))]
    if not filled:
        return Roster((), (TableFault(1, RosterFault.EMPTY),))
    if len(filled) > LONGEST:
        return Roster((), (TableFault(LONGEST, RosterFault.TOO_LONG, str(LONGEST)),))
    head, *body = filled
    places = columns_of(head[1])
    missing = [name for name in NEEDED if name not in places]
    if missing:
        faults = [
            TableFault(head[0], RosterFault.NO_COLUMN, name.replace("_", " ")) for name in missing
        ]
        return Roster((), tuple(faults))
    known = {**ROLES, **own}
    read = [row_of(number, line, places, known) for number, line in body]
    return Roster(
        rows=tuple(row for row in read if isinstance(row, RosterRow)),
        faults=tuple(fault for fault in read if isinstance(fault, TableFault)),
    )


def decoded(content: bytes) -> str:
    """The text. What is not UTF-8 was written by a Western Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """The sign between the columns: the one that stands most often in the first line."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(",;\t", key=first.count)


def columns_of(head: list[str]) -> dict[str, int]:
    """Where each known column stands. What is not known is passed over."""
    places: dict[str, int] = {}
    for place, title in enumerate(head):
        plain = re.sub(r"[\s_\-.]", "", name_of(title)).casefold()
        for name, titles in COLUMNS.items():
            if plain in titles:
                places.setdefault(name, place)
    return places


def row_of(
    number: int, line: list[str], places: Mapping[str, int], known: Mapping[str, Role]
) -> RosterRow | TableFault:
    """A row, or the first fault in it."""
    cell = {
        name: name_of(line[place]) if place < len(line) else "" for name, place in places.items()
    }
    email = address_of(cell["email"])
    roles = [word.strip().casefold() for word in re.split(r"[,;/+&]", cell["role"]) if word.strip()]
    leaves = cell.get("leaves", "").casefold() in YES
    unknown = [word for word in roles if word not in known]
    fault = fault_in(email, cell, roles, unknown, leaves=leaves)
    if fault:
        return TableFault(number, *fault)
    return RosterRow(
        number=number,
        email=email,
        given_name=cell["given_name"],
        surname=cell["surname"],
        roles=frozenset(known[word] for word in roles),
        team=cell.get("team", ""),
        partner=address_of(cell.get("partner", "")),
        leaves=leaves,
    )


def fault_in(
    email: str, cell: Mapping[str, str], roles: list[str], unknown: list[str], *, leaves: bool
) -> tuple[RosterFault, str] | None:
    """The first fault of a row by itself. Of somebody who leaves only the address is needed."""
    if not email:
        return RosterFault.NO_EMAIL, ""
    if not is_address(email):
        return RosterFault.BAD_EMAIL, email
    if unknown:
        return RosterFault.UNKNOWN_ROLE, unknown[0]
    if any(len(cell[name]) > LONGEST_NAME for name in ("given_name", "surname")):
        return RosterFault.LONG_NAME, email
    if leaves:
        return None
    if not cell["given_name"] or not cell["surname"]:
        return RosterFault.NO_NAME, email
    return None if roles else (RosterFault.NO_ROLE, email)


def is_address(email: str) -> bool:
    """Does it look like a mail address? Nobody is asked whether it exists."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return len(email) <= 254
