"""Who stands in this table? The bytes of a file, as a spreadsheet saves it, become rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

from tandem.content.spelling import address_of, name_of
from tandem.people.roster import titles
from tandem.people.roster.choices import NOTHING_CHOSEN, ListChoices
from tandem.people.roster.days import is_day_first, last_day_in
from tandem.people.roster.heads import Head, head_of
from tandem.people.roster.lost_letters import has_odd_signs, is_garbled, mended
from tandem.people.roster.names import parts_of_name
from tandem.people.roster.sheets import RosterSheet, SheetRow, UnreadableError, read_sheet
from tandem.people.roster.titles import Column
from tandem.terms import Role

LONGEST_NAME = 100
NAMED = (Column.GIVEN_NAME, Column.SURNAME, Column.FULL_NAME, Column.TEAM)
RULED = re.compile(r"[\s\-_=*.|+]*")


class RosterFault(StrEnum):
    """What is wrong with a table or a row of it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_TABLE = "not_a_table"
    TOO_WIDE = "too_wide"
    TOO_LARGE = "too_large"
    OLD_WORKBOOK = "old_workbook"
    NOT_A_WORKBOOK = "not_a_workbook"
    WEB_PAGE = "web_page"
    NO_SHEET = "no_sheet"
    CODE_PAGE = "code_page"
    NOT_IN_CODE_PAGE = "not_in_code_page"
    GARBLED = "garbled"
    NO_COLUMN = "no_column"
    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    NO_NAME = "no_name"
    NO_GIVEN_NAME = "no_given_name"
    NO_SURNAME = "no_surname"
    LONG_NAME = "long_name"
    NO_ROLE = "no_role"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_LEAVES = "unknown_leaves"
    UNCLEAR_DATE = "unclear_date"
    ROLE_NOT_HERE = "role_not_here"
    OTHER_NAME = "other_name"
    OTHER_DAY = "other_day"
    ONESELF = "oneself"
    EMERGENCY = "emergency"
    OTHER_TEAM = "other_team"
    UNCLEAR_TEAM = "unclear_team"
    TEAM_SPELLED = "team_spelled"
    LAST_ADMINISTRATOR = "last_administrator"
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
    """A fault with the row it is in, as the spreadsheet numbers it; `value` is what stood there,
    `near` the known word that is most like it."""

    row: int
    kind: RosterFault
    value: str = ""
    near: str = ""


# After these it is still known whom the row is about, and where they belong.
SAYS_ENOUGH = {
    RosterFault.NO_NAME,
    RosterFault.NO_GIVEN_NAME,
    RosterFault.NO_SURNAME,
    RosterFault.NO_ROLE,
    RosterFault.UNKNOWN_ROLE,
    RosterFault.UNKNOWN_LEAVES,
    RosterFault.UNCLEAR_DATE,
}
UNREAD_LEAVES = {RosterFault.UNKNOWN_LEAVES, RosterFault.UNCLEAR_DATE}


class PassedOverAs(StrEnum):
    """Why a row that is not empty is about nobody."""

    TITLE = "title"
    HEAD = "head"
    HEAD_AGAIN = "head_again"
    TOTAL = "total"
    LINE = "line"
    NOTE = "note"


@dataclass(frozen=True)
class PassedOver:
    """A row that is not taken for a person, and what it is taken for."""

    row: int
    kind: PassedOverAs
    text: str


@dataclass(frozen=True)
class RosterRow:
    """One line of the table. `team` and `partner` may be empty.

    `leaves` is a plain yes; `leaves_on` the last day, which may lie ahead;
    `stays` a plain no.
    """

    number: int
    email: str
    given_name: str
    surname: str
    roles: frozenset[Role]
    team: str = ""
    partner: str = ""
    leaves: bool = False
    leaves_on: date | None = None
    stays: bool = False


@dataclass(frozen=True)
class Roster:
    """What could be read, what could not, and what is taken for no person.

    Each row of the file that is not empty is in `rows`, or in `passed_over`, or has faults.
    `half_read` are those with faults that say enough to look for more of them.
    """

    rows: tuple[RosterRow, ...]
    faults: tuple[TableFault, ...]
    passed_over: tuple[PassedOver, ...] = ()
    half_read: tuple[RosterRow, ...] = ()
    sheet: RosterSheet | None = None
    head: Head | None = None
    is_whole: bool = False

    @property
    def number_of_rows(self) -> int:
        """How many rows of the file are not empty."""
        return len(self.sheet.rows) if self.sheet else 0

    @property
    def all_read(self) -> tuple[RosterRow, ...]:
        """The rows of people, with those that are half read, as they stand in the file."""
        return tuple(sorted((*self.rows, *self.half_read), key=lambda row: row.number))

    @property
    def asks_for_code_page(self) -> bool:
        """Could its bytes mean different letters?"""
        return bool(self.sheet and self.sheet.decoded and self.sheet.decoded.readings)


NONE_OWN: Mapping[str, Role] = {}


def read_roster(
    content: bytes, choices: ListChoices = NOTHING_CHOSEN, own: Mapping[str, Role] = NONE_OWN
) -> Roster:
    """Read a table: a CSV in any usual code page, or a workbook.

    `own` are the role words of the site, in small letters; ours are known anyway.
    """
    try:
        sheet = read_sheet(content, code_page=choices.code_page, sheet=choices.sheet)
    except UnreadableError as error:
        return Roster((), (TableFault(1, RosterFault(error.kind), error.value),))
    head = head_of(sheet, columns=choices.columns)
    faults = [*faults_of_text(sheet, choices), *faults_of_head(head)]
    if faults:
        return Roster((), tuple(faults), sheet=sheet, head=head)
    places = head.places
    day_first = is_day_first(cell_at(row, places.get(Column.LEAVES)) for row in sheet.rows)
    rows_of_people = (row.number for row in sheet.rows if "@" in "".join(row.cells))
    last = max(rows_of_people, default=sheet.rows[-1].number)
    read = [
        passed_over(row, head, last=last) or row_of(row, places, own, day_first=day_first)
        for row in sheet.rows
    ]
    people = [row for row in read if isinstance(row, RowAsRead)]
    return Roster(
        rows=tuple(one.row for one in people if one.row and not one.faults),
        faults=tuple(fault for one in people for fault in one.faults),
        half_read=tuple(one.row for one in people if one.row and one.faults),
        passed_over=tuple(row for row in read if isinstance(row, PassedOver)),
        sheet=sheet,
        head=head,
        is_whole=choices.is_whole,
    )


def faults_of_text(sheet: RosterSheet, choices: ListChoices) -> Iterator[TableFault]:
    """Is the code page unclear, or is it not the one that was chosen?"""
    if sheet.decoded is None:
        return
    if sheet.decoded.readings:
        words = sheet.decoded.readings[0].words
        row = next((r.number for r in sheet.rows if any(not c.isascii() for c in r.cells)), 1)
        yield TableFault(row, RosterFault.CODE_PAGE, ", ".join(words[:3]))
    if choices.code_page:
        for odd in sheet.rows:
            if any("\ufffd" in cell for cell in odd.cells):
                yield TableFault(odd.number, RosterFault.NOT_IN_CODE_PAGE, choices.code_page)


def faults_of_head(head: Head) -> list[TableFault]:
    """The columns that are needed and not found, and what is nearest."""
    return [
        TableFault(
            head.rows[0],
            RosterFault.NO_COLUMN,
            column.value,
            ", ".join(head.unused[:10]),
        )
        for column in head.missing
    ]


def passed_over(row: SheetRow, head: Head, *, last: int) -> PassedOver | None:
    """Is a row about nobody: a title, the heads, the heads once more, a sum, a line of dashes, or a
    single note below the last row with an address?"""
    cells = [name_of(cell) for cell in row.cells]
    text = " ".join(cell for cell in cells if cell)[:LONGEST_NAME]
    if row.number in head.above:
        return PassedOver(row.number, PassedOverAs.TITLE, text)
    if row.number in head.rows:
        return PassedOver(row.number, PassedOverAs.HEAD, text)
    if "@" in text:
        return None
    if RULED.fullmatch(text):
        return PassedOver(row.number, PassedOverAs.LINE, text)
    if [titles.plain(cell) for cell in cells] == [titles.plain(title) for title in head.titles]:
        return PassedOver(row.number, PassedOverAs.HEAD_AGAIN, text)
    first = re.split(r"[\s:=(]", text)[0].casefold()
    if first in titles.TOTALS and sum(map(bool, cells)) <= 3:
        return PassedOver(row.number, PassedOverAs.TOTAL, text)
    if row.number > last and sum(map(bool, cells)) == 1:
        return PassedOver(row.number, PassedOverAs.NOTE, text)
    return None


def cell_at(row: SheetRow, place: int | None) -> str:
    """What stands at a place of a row; nothing where the row is shorter."""
    return name_of(row.cells[place]) if place is not None and place < len(row.cells) else ""


@dataclass(frozen=True)
class RowAsRead:
    """What a row says, and all that is wrong with it. `row` is None where too little is known."""

    row: RosterRow | None
    faults: tuple[TableFault, ...]


def row_of(
    row: SheetRow, places: Mapping[Column, int], own: Mapping[str, Role], *, day_first: bool | None
) -> RowAsRead:
    """A row, with every fault in it."""
    cell = cells_of(row, places)
    words = [word.strip() for word in re.split(r"[,;/+&]", cell[Column.ROLE]) if word.strip()]
    answer = cell[Column.LEAVES].casefold()
    last_day = last_day_in(cell[Column.LEAVES], day_first=day_first)
    leaves = answer in titles.YES
    email = address_of(cell[Column.EMAIL])
    found = [*faults_in_text(email, cell)]
    if found and "@" not in email:  # it may be about nobody
        return RowAsRead(None, (TableFault(row.number, *found[0]),))
    found += [*faults_in_letters(row, places), *faults_in_roles(words, own)]
    if not leaves and not last_day.is_meant:
        found += faults_in_leaves(cell[Column.LEAVES], last_day.is_unclear)
    if not leaves and not last_day.day:
        found += faults_by_need(email, cell, words, known={fault[0] for fault in found})
    faults = tuple(TableFault(row.number, *fault) for fault in found)
    if any(fault.kind not in SAYS_ENOUGH for fault in faults):
        return RowAsRead(None, faults)
    read = RosterRow(
        number=row.number,
        email=email,
        given_name=cell[Column.GIVEN_NAME],
        surname=cell[Column.SURNAME],
        roles=frozenset(role for word in words if (role := role_called(word, own))),
        team=cell[Column.TEAM],
        partner=address_of(cell[Column.PARTNER]),
        leaves=leaves,
        leaves_on=last_day.day,
        stays=answer in titles.NO or (last_day.is_meant and last_day.day is None),
    )
    return RowAsRead(read, faults)


def cells_of(row: SheetRow, places: Mapping[Column, int]) -> dict[Column, str]:
    """What a row says in each column."""
    cell = {column: cell_at(row, places.get(column)) for column in Column}
    if cell[Column.EMAIL].startswith("'"):  # how some programs mark a cell that is no formula
        cell = {column: text.removeprefix("'") for column, text in cell.items()}
    if Column.FULL_NAME in places:
        cell[Column.GIVEN_NAME], cell[Column.SURNAME] = parts_of_name(cell[Column.FULL_NAME])
    return cell


RowFault = tuple[RosterFault, str] | tuple[RosterFault, str, str]


def faults_in_text(email: str, cell: Mapping[Column, str]) -> Iterator[RowFault]:
    """Is the address none, or a name longer than it may be?"""
    if not email:
        yield RosterFault.NO_EMAIL, ""
    elif not is_address(email):
        yield RosterFault.BAD_EMAIL, email
    names = [cell[Column.GIVEN_NAME], cell[Column.SURNAME]]
    if any(len(name) > LONGEST_NAME for name in (*names, cell[Column.TEAM])):
        yield RosterFault.LONG_NAME, email


def faults_in_letters(row: SheetRow, places: Mapping[Column, int]) -> Iterator[RowFault]:
    """Has a name lost its letters on the way? Looked for before unseen signs are taken away."""
    for column in NAMED:
        place = places.get(column, len(row.cells))
        text = row.cells[place] if place < len(row.cells) else ""
        if is_garbled(text) or (column is not Column.TEAM and has_odd_signs(text)):
            yield RosterFault.GARBLED, name_of(text), name_of(mended(text))


def role_called(word: str, own: Mapping[str, Role]) -> Role | None:
    """The role that a word means: one of the site's own words, or one of ours."""
    return own.get(word.casefold()) or titles.role_called(word)


def faults_in_roles(words: list[str], own: Mapping[str, Role]) -> Iterator[RowFault]:
    """The words that mean no role, each with the role whose word is nearest."""
    for word in words:
        if role_called(word, own) is None:
            yield RosterFault.UNKNOWN_ROLE, word, titles.nearest_role(word)


def faults_in_leaves(answer: str, is_unclear: bool) -> Iterator[RowFault]:
    """Is it neither yes nor no, nor a day that can be only one?"""
    if not answer or answer.casefold() in titles.NO:
        return
    if is_unclear:
        yield RosterFault.UNCLEAR_DATE, answer
    else:
        yield RosterFault.UNKNOWN_LEAVES, answer, titles.nearest_answer(answer)


def faults_by_need(
    email: str, cell: Mapping[Column, str], words: list[str], *, known: Set[RosterFault]
) -> Iterator[RowFault]:
    """What is needed of everybody but of those who leave: of them the address is enough."""
    if known & UNREAD_LEAVES:
        return
    fault = fault_in_names(cell[Column.GIVEN_NAME], cell[Column.SURNAME])
    if fault:
        yield fault, email
    if not words:
        yield RosterFault.NO_ROLE, email


def fault_in_names(given_name: str, surname: str) -> RosterFault | None:
    """Which part of a name is missing?"""
    if given_name and surname:
        return None
    if given_name:
        return RosterFault.NO_SURNAME
    return RosterFault.NO_GIVEN_NAME if surname else RosterFault.NO_NAME


def is_address(email: str) -> bool:
    """Does it look like a mail address? Nobody is asked whether it exists."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
