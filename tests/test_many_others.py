"""Does a page of a learner or a leader, or an act of a pair, ask hardly more of the database where
very many others learn, too?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, String, Table, UniqueConstraint, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from tandem.models.base import Base
from tests import copies
from tests.browser import BrowserClient
from tests.cast import House
from tests.conftest import Browser
from tests.copies import TableRows
from tests.forms import filled_in
from tests.test_every_form import forms_of
from tests.visits import Sent
from tests.writings import Written

LEARNERS = ("sam", "sue", "lia", "lee")
# What is looked for in whole tables is asked for once in years: everything about somebody, who
# administers beside them, and which team somebody leaves.
SELDOM = re.compile(r"/account/(everything\.zip|erase)|/lead/teams/.+/gone")
ACTS = (
    "/learn/teaming/engine/read",
    "/learn/teaming/engine/quiz/write/tell",
    "/learn/teaming/engine/together/1/thought",
    "/learn/teaming/engine/together/1/often",
)
HOUSES, APART = 20, 10_000
# Less than one step for each row of the others.
ROOM = 15
# What is taught is the same for everybody.
TAUGHT = {
    mapper.local_table.name
    for mapper in Base.registry.mappers
    if mapper.class_.__module__ == "tandem.models.lessons"
}
BELONGS = {"person", "team"}


def of_people() -> Iterator[Table]:
    """The tables whose rows belong to somebody, directly or by a row of another one."""
    found = set(BELONGS)
    for table in Base.metadata.sorted_tables:
        owners = {key.column.table.name for key in table.foreign_keys}
        if table.name in found or (owners & found and table.name not in TAUGHT):
            found.add(table.name)
            yield table


def moved(table: Table, own: set[str]) -> set[str]:
    """The columns of a table that name a row that belongs to somebody."""
    number = table.autoincrement_column
    ids = {number.name} if number is not None else set()
    return ids | {key.parent.name for key in table.foreign_keys if key.column.table.name in own}


def once_only(table: Table, moved: set[str]) -> set[str]:
    """The words of a table that no two of its rows share."""
    keys = [table.primary_key.columns]
    keys += [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
    keys += [index.columns for index in table.indexes if index.unique]
    return {
        next(column.name for column in key if isinstance(column.type, String))
        for key in keys
        if not moved & {column.name for column in key}
    }


def one_more_house(rows: tuple[TableRows, ...], number: int) -> Iterator[TableRows]:
    """The same people, teams and pairs with all that they have, as others."""
    tables = {table.name: table for table in of_people()}
    for table in rows:
        if table.name not in tables:
            continue
        columns = [column.name for column in tables[table.name].columns]
        ids = moved(tables[table.name], set(tables))
        words = once_only(tables[table.name], ids)
        yield replace(
            table,
            rows=tuple(
                tuple(
                    value + number * APART if name in ids and value is not None
                    else f"{number}-{value}" if name in words
                    else value
                    for name, value in zip(columns, row, strict=True)
                )
                for row in table.rows
            ),
        )  # fmt: skip


def let_in(engine: Engine, rows: tuple[TableRows, ...], houses: int) -> None:
    """So many houses more are there, each with these rows."""
    for number in range(1, houses + 1):
        copies.write(engine, tuple(one_more_house(rows, number)))


@contextmanager
def steps_of(engine: Engine) -> Iterator[list[int]]:
    """How many steps SQLite goes meanwhile."""
    gone = [0]

    def go() -> None:
        gone[0] += 1

    def count(connection: DBAPIConnection, *facts: object) -> None:
        connection.set_progress_handler(go, 1)

    event.listen(engine, "checkout", count)
    try:
        yield gone
    finally:
        event.remove(engine, "checkout", count)
        with engine.connect() as connection:
            connection.connection.driver_connection.set_progress_handler(None, 1)


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def steps_by_page(engine: Engine, browser: BrowserClient, pages: Iterable[str]) -> dict[str, int]:
    """How many steps SQLite goes for each of these pages, when it is opened again."""
    gone: dict[str, int] = {}
    for page in pages:
        browser.get(page)
        with steps_of(engine) as steps:
            browser.get(page)
        gone[page] = steps[0]
    return gone


@pytest.mark.written_down
@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in LEARNERS]
)
def test_a_page_asks_as_much_of_the_database_whoever_else_is_there(
    engine: Engine, written: Written, anew: Callable[[], None], visited: dict[str, Sent],
    cast: House, browser_of: Browser, who: str,
) -> None:  # fmt: skip
    anew()
    browser = browser_of(getattr(cast, who))
    pages = [page for page in visited if not SELDOM.fullmatch(page)]
    alone = steps_by_page(engine, browser, pages)
    # A leader's pages have made by now how far each pair is.
    let_in(engine, copies.rows_in(engine), HOUSES)

    among_many = steps_by_page(engine, browser, pages)

    assert len(alone) > 50
    grown = {page: (alone[page], steps) for page, steps in among_many.items()
             if steps > 1.1 * alone[page] + ROOM}  # fmt: skip
    assert grown == {}


@pytest.mark.written_down
@pytest.mark.parametrize("who", [pytest.param("sam", marks=pytest.mark.xdist_group("visit-sam"))])
@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_a_pair_asks_as_much_whoever_else_is_there(
    engine: Engine, written: Written, anew: Callable[[], None], visited: dict[str, Sent],
    cast: House, browser_of: Browser, who: str, act: str,
) -> None:  # fmt: skip
    (form, *_others) = [form for form in forms_of(visited) if form.action == act]
    browser, gone = browser_of(cast.sam), []
    for others in (0, HOUSES):
        anew()
        let_in(engine, copies.rows_in(engine), others)
        with steps_of(engine) as steps:
            answer = browser.post(form.action, data=filled_in(form))
        assert answer.status_code == 303
        gone += steps

    alone, among_many = gone
    assert among_many <= 1.1 * alone + ROOM
