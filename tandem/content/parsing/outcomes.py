"""Two choices: what may each seat choose, and what does the table say happens then?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.rules_block.table import escapedSplit

from tandem.content.lesson import ChoiceOutcome, Item, SeatPart
from tandem.content.messages import Message, say
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.seat_parts import (
    faults_of_parts,
    first_of,
    folded,
    parts,
    seat_part,
)
from tandem.terms import SEATS, Role

FEWEST, MOST = 2, 5
Found = Iterator[tuple[int, Message]]
Place = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """A line of the table with its cells, each without the spaces around it."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ReadChoices:
    """What was read below the heading of two choices."""

    body: str
    seats: tuple[SeatPart, ...]
    outcomes: tuple[ChoiceOutcome, ...]
    title: str
    explanation: str
    faults: tuple[tuple[int, Message], ...]


def read_choices(lines: list[Line], *, line: int) -> ReadChoices:
    """The seats with their options, and the table. `line` is that of the step."""
    table = table_in(lines)
    apart = {each.number for each in table}
    pieces = parts([each for each in lines if each.number not in apart])
    seats = tuple(
        seat_part(part, role) for role in SEATS if (part := first_of(pieces, role)) is not None
    )
    rows = rows_of(table)
    options = {part.role: part.items for part in seats}
    rep, support = options.get(Role.REP, ()), options.get(Role.SUPPORT, ())
    faults = [*faults_of_parts(pieces), *faults_of_seats(seats, line=line)]
    if not faults:
        faults = [*faults_of_table(rows, table, lines, line=line)]
    if not faults:
        faults = [*faults_of_head(rows[0], rep, support), *faults_of_rows(rows, rep)]
    own = [(part.heading, part.lines) for part in pieces if part.heading and part.role is None]
    behind = [each for part in pieces if part.role for each in part.behind]
    behind += [each for _, inside in own for each in inside]
    return ReadChoices(
        body=joined(list(pieces[0].lines)),
        seats=seats,
        outcomes=outcomes_in(rows, rep, support),
        title=next((heading.title for heading, _ in own), ""),
        explanation=joined(behind),
        faults=tuple(faults),
    )


def table_in(lines: Sequence[Line]) -> list[Line]:
    """The lines of tables below the first seat. A table above belongs to the text."""
    below = [line for part in parts(lines)[1:] for line in part.lines]
    return [line for line in below if line.kind is BlockKind.TABLE]


def rows_of(table: Sequence[Line]) -> list[Row]:
    """The rows of a table, the head first, without the line of hyphens."""
    rows = [Row(line.number, cells_of(line.text)) for line in table]
    return [row for place, row in enumerate(rows) if place != 1]


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a line, as GitHub reads them."""
    cells = escapedSplit(text.strip())
    if not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return tuple(cell.strip() for cell in cells)


def named(cell: str, options: Sequence[Item]) -> Item | None:
    """The option that a cell names; its first words are enough where they tell it apart."""
    name = folded(cell)
    exact = [option for option in options if folded(option.text) == name]
    begun = [option for option in options if f"{folded(option.text)} ".startswith(f"{name} ")]
    matching = exact or begun
    return matching[0] if len(matching) == 1 else None


def outcomes_in(
    rows: Sequence[Row], rep: Sequence[Item], support: Sequence[Item]
) -> tuple[ChoiceOutcome, ...]:
    """What each cell says, in the order of the options."""
    columns = [named(cell, support) for cell in rows[0].cells[1:]] if rows else []
    told: dict[Place, str] = {}
    for row in rows[1:]:
        option = named(row.cells[0], rep) if row.cells else None
        for column, cell in zip(columns, row.cells[1:], strict=False):
            if option and column:
                told[option.key, column.key] = cell
    return tuple(
        ChoiceOutcome(option.key, column.key, told[option.key, column.key])
        for option in rep
        for column in support
        if (option.key, column.key) in told
    )


def faults_of_seats(seats: Sequence[SeatPart], *, line: int) -> Found:
    """Seats that are missing, and options that nobody could choose between."""
    present = {part.role for part in seats}
    for role in SEATS:
        if role not in present:
            title = role.value.capitalize()
            yield (
                line,
                say(
                    "{choice} needs what %(role)s may do: a heading %(title)s one level below this"
                    " one, and a list",
                    role=role.value,
                    title=title,
                ),
            )
    for part in seats:
        if not FEWEST <= len(part.items) <= MOST:
            yield (
                part.line,
                say(
                    "%(role)s chooses between two and five options. Write a list: - ...",
                    role=part.role.value,
                ),
            )
        seen: set[str] = set()
        for item in part.items:
            if folded(item.text) in seen:
                yield item.line, say("this option is here twice")
            seen.add(folded(item.text))


def faults_of_table(
    rows: Sequence[Row], table: Sequence[Line], lines: Sequence[Line], *, line: int
) -> Found:
    """No table, or a second one."""
    blocks = list(dict.fromkeys(id(each.block) for each in table))
    if len(blocks) > 1:
        extra = next(each for each in table if id(each.block) == blocks[1])
        yield extra.number, say("{choice} has one table. Put the rows of both into one")
    if rows:
        return
    near = next((each for each in lines if each.text.lstrip().startswith("|")), None)
    if near is not None and not near.code:
        yield (
            near.number,
            say(
                "this is no table yet. It needs an empty line above it, and below its head a line"
                " with as many cells: | --- | --- |"
            ),
        )
        return
    yield (
        line,
        say(
            "{choice} needs a table: a row for each option of the rep, a column for each of"
            " support, and in each cell what happens to the customer"
        ),
    )


def faults_of_head(head: Row, rep: Sequence[Item], support: Sequence[Item]) -> Found:
    """Columns that are missing, that stand twice, or that are no option of support."""
    cells = head.cells[1:]
    if cells and all(named(cell, rep) and not named(cell, support) for cell in cells):
        yield (
            head.line,
            say("this table is on its side: rows are the rep’s options, columns are support’s"),
        )
        return
    yield from unknown(head.line, cells, support, Role.SUPPORT)
    columns = [named(cell, support) for cell in cells]
    for option in support:
        if columns.count(option) > 1:
            yield head.line, say("“%(option)s” has two columns", option=option.text)
        if option not in columns:
            yield (
                option.line,
                say(
                    "the option “%(option)s” has no column in the table. Add it to the head",
                    option=option.text,
                ),
            )


def unknown(
    line: int, cells: Sequence[str], options: Sequence[Item], role: Role
) -> Iterator[tuple[int, Message]]:
    """Names in the table that are no option."""
    for cell in cells:
        if named(cell, options) is None:
            yield (
                line,
                say(
                    "“%(cell)s” is no option of %(role)s. Write it as in the list, or its first"
                    " words",
                    cell=cell,
                    role=role.value,
                ),
            )


def faults_of_rows(rows: Sequence[Row], rep: Sequence[Item]) -> Found:
    """Rows that are missing or stand twice, cells without a text, and cells too many."""
    head = rows[0]
    taken: dict[str, int] = {}
    for row in rows[1:]:
        label = row.cells[0] if row.cells else ""
        option = named(label, rep)
        if option is None:
            yield from unknown(row.line, [label], rep, Role.REP)
            continue
        if option.key in taken:
            fault = say(
                "“%(option)s” has a row in line %(line)s already",
                option=option.text,
                line=taken[option.key],
            )
            yield row.line, fault
        taken.setdefault(option.key, row.line)
        yield from faults_of_cells(row, head, option)
    for option in rep:
        if option.key not in taken:
            yield (
                option.line,
                say("the option “%(option)s” has no row in the table. Add one", option=option.text),
            )


def faults_of_cells(row: Row, head: Row, option: Item) -> Found:
    """Cells of a row that say nothing, or stand in no column."""
    if len(row.cells) > len(head.cells):
        yield (
            row.line,
            say("this row has more cells than the head. A | inside a cell is written as \\|"),
        )
    cells = [*row.cells, *[""] * len(head.cells)]
    for column, cell in zip(head.cells[1:], cells[1:], strict=False):
        if not cell:
            yield (
                row.line,
                say(
                    "a cell is missing: what happens to the customer after “%(rep)s” and"
                    " “%(support)s”?",
                    rep=option.text,
                    support=column,
                ),
            )
