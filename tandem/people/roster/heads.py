"""Which row of a sheet names the columns, and what does each column hold?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tandem.content.spelling import name_of
from tandem.people.roster import titles
from tandem.people.roster.sheets import RosterSheet, SheetRow
from tandem.people.roster.titles import Column

LOOKED_AT = 30
# Of so many rows each column is looked at to find addresses and roles under titles nobody knows.
JUDGED_BY = 50
NAMES = (Column.GIVEN_NAME, Column.SURNAME)


@dataclass(frozen=True)
class Head:
    """The row that names the columns. `columns` says for each place what it is taken for.

    `rows` are the numbers of the rows it stands in, mostly one; `above` those of titles above it.
    `guessed` are the places of which the title alone does not say it in our own words; nothing is
    where somebody has chosen, for this file or for one with the same titles.
    """

    rows: tuple[int, ...]
    above: tuple[int, ...]
    titles: tuple[str, ...]
    columns: Mapping[int, Column]
    guessed: frozenset[int]
    is_chosen: bool = False

    @property
    def places(self) -> dict[Column, int]:
        """Where each column stands."""
        return {column: place for place, column in sorted(self.columns.items(), reverse=True)}

    @property
    def missing(self) -> tuple[Column, ...]:
        """What is needed and not there. A whole name stands for both of its parts."""
        there = set(self.columns.values())
        needed = (Column.EMAIL, Column.ROLE)
        names = () if Column.FULL_NAME in there else NAMES
        return tuple(c for c in Column if c in {*needed, *names} and c not in there)

    @property
    def unused(self) -> tuple[str, ...]:
        """The titles of the columns that are not taken."""
        return tuple(
            title for place, title in enumerate(self.titles) if title and place not in self.columns
        )

    @property
    def is_certain(self) -> bool:
        """Do all the titles say in our own words what they are, or has somebody said so?"""
        is_clear = self.is_chosen or (not self.guessed and not self.unused)
        return is_clear and not self.missing

    @property
    def key(self) -> str:
        """What is the same for every file with the same heads, and tells nothing of them."""
        parts = [titles.plain(title) for title in self.titles]
        while parts and not parts[-1]:
            parts.pop()
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def head_of(sheet: RosterSheet, *, columns: Mapping[int, Column] | None = None) -> Head:
    """The row that names the most columns we know, and what they hold.

    `columns` is what somebody has chosen instead of what is guessed.
    """
    start = max(range(min(len(sheet.rows), LOOKED_AT)), key=lambda at: score(sheet.rows, at))
    names = [name_of(cell) for cell in sheet.rows[start].cells]
    rows: tuple[int, ...] = (sheet.rows[start].number,)
    second = second_row(sheet.rows, start)
    if second is not None:
        rows += (second.number,)
        names = joined(names, [name_of(cell) for cell in second.cells])
    body = sheet.rows[start + len(rows) :]
    taken = guess(names, body) if columns is None else columns
    # What was chosen for a file with more empty columns behind the last title may lie beyond these.
    taken = {place: column for place, column in taken.items() if place < len(names)}
    certain = {p for p, c in taken.items() if titles.own_titles().get(titles.plain(names[p])) is c}
    return Head(
        rows=rows,
        above=tuple(row.number for row in sheet.rows[:start]),
        titles=tuple(names),
        columns=taken,
        guessed=frozenset() if columns is not None else frozenset(taken) - certain,
        is_chosen=columns is not None,
    )


def score(rows: Sequence[SheetRow], at: int) -> tuple[int, int]:
    """How many different columns a row names; among equals the one with more cells."""
    row = rows[at]
    if any("@" in cell for cell in row.cells):
        return (0, 0)
    second = second_row(rows, at)
    cells = list(row.cells) if second is None else joined(row.cells, second.cells)
    known = {column for cell in cells if (column := titles.column_titled(cell))}
    return (len(known), sum(bool(cell.strip()) for cell in cells) if known else 0)


def second_row(rows: Sequence[SheetRow], at: int) -> SheetRow | None:
    """The row below the heads, where it is a part of them: under a merged head stand its parts."""
    if at + 1 >= len(rows) or rows[at + 1].number != rows[at].number + 1:
        return None
    first, below = rows[at], rows[at + 1]
    if any("@" in cell for cell in below.cells):
        return None
    below_cells = [cell for cell in below.cells if cell.strip()]
    parts = {titles.column_titled(cell) for cell in below_cells}
    above = {titles.column_titled(cell) for cell in first.cells} - {None}
    is_part = None not in parts and above - parts and parts - above
    return below if is_part else None


def joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The heads of two rows: what stands below says it more exactly."""
    return [under.strip() or over for over, under in zip_longest(first, second, fillvalue="")]


def guess(names: Sequence[str], body: Sequence[SheetRow]) -> dict[int, Column]:
    """What each column is taken for: by our own titles, by those of others, by what stands in it.

    Each is taken once, the surest first; a column `Name` beside a given name is the surname.
    """
    own = {
        p: c for p, name in enumerate(names) if (c := titles.own_titles().get(titles.plain(name)))
    }
    others = {p: c for p, name in enumerate(names) if (c := titles.column_like(name))}
    by_content = {p: c for p in range(len(names)) if (c := column_by_content(body, p))}
    columns: dict[int, Column] = {}
    for source in (own, others, by_content):
        for place, column in sorted(source.items()):
            if place not in columns and column not in columns.values():
                columns[place] = column
    return with_names(columns)


def with_names(columns: dict[int, Column]) -> dict[int, Column]:
    """The same, with a column of names as what it is beside the others."""
    there = set(columns.values())
    whole = next((p for p, column in columns.items() if column is Column.FULL_NAME), None)
    if whole is None:
        return columns
    if Column.GIVEN_NAME in there and Column.SURNAME not in there:
        return columns | {whole: Column.SURNAME}
    if there.issuperset(NAMES):
        return {place: column for place, column in columns.items() if place != whole}
    return columns


def column_by_content(body: Sequence[SheetRow], place: int) -> Column | None:
    """What stands in a column whose title nobody knows: addresses or roles, in most rows."""
    cells = [row.cells[place].strip() for row in body[:JUDGED_BY] if place < len(row.cells)]
    cells = [cell for cell in cells if cell]
    if sum("@" in cell for cell in cells) > 0.8 * len(cells):
        return Column.EMAIL
    if sum(titles.role_called(cell) is not None for cell in cells) > 0.8 * len(cells):
        return Column.ROLE
    return None
