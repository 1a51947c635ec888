"""Does a file say what the screen says, as what it is, and does a long one take little memory?"""

from __future__ import annotations

import csv
import gc
import io
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from tempfile import TemporaryFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.demo import people
from tandem.leading.board import rows
from tandem.leading.status.queries import Filters, StatusScope
from tandem.models import Course, Person
from tandem.web.spreadsheets import Cell, Writer, write_csv, write_workbook
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.leading.board.board_helpers import cells, says_the_same, serve_thirty_pairs
from tests.lessons import finish, lesson, question, serve
from tests.moments import SetClock
from tests.status import drain

ADDRESSES = ("/lead/", "/lead/teams/{}/")


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam has a course with thirty partners, so that the screen has two pages."""
    served = serve_thirty_pairs(session, cast, due_on=date(2026, 3, 20))
    for who in (cast.sam, cast.sue):
        finish(session, who)
    return served


def workbook_lines(content: bytes) -> list[dict[str, object]]:
    """The lines of a workbook."""
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("filters", ["", "?state=nobody_yet", "?order=due", "?search=quist1"])
@pytest.mark.parametrize("page", ADDRESSES)
def test_all_pages_csv_and_workbook_say_the_same_cell_by_cell(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page: str, filters: str
) -> None:
    browser, base = browser_of(cast.lee), page.format(cast.north.id)
    more = "&" if filters else "?"

    pages = [browser.get(f"{base}{filters}{more}page={number}").text for number in (1, 2)]
    text = browser.get(f"{base}report.csv{filters}").text[1:]
    book = workbook_lines(browser.get(f"{base}report.xlsx{filters}").data)

    screen = cells(pages[0])
    screen += cells(pages[1]) if "Page 2 of 2" in pages[1] else []
    lines = list(csv.DictReader(io.StringIO(text)))
    assert says_the_same(screen, lines)
    assert says_the_same(screen, book)
    assert [list(line.values()) for line in lines] == [
        [as_csv(cell) for cell in line.values()] for line in book
    ]


def as_csv(cell: object) -> str:
    """How a cell of a workbook stands in a CSV."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def test_numbers_and_days_are_numbers_and_days(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.xlsx?search=sue")

    first, second = workbook_lines(answer.data)
    assert first["Due on"] == datetime(2026, 3, 20)  # noqa: DTZ001 (a workbook knows no zone)
    assert first["Rep done on"] == datetime(2026, 3, 2)  # noqa: DTZ001
    assert [first["Module number"], second["Module number"]] == [1, 2]


def test_a_workbook_says_when_it_was_written_by_the_clock_of_the_site(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    answer = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.xlsx?search=sue")

    said = load_workbook(io.BytesIO(answer.data)).properties.created

    assert said == clock.now.replace(tzinfo=None), "a workbook knows no zone: it is UTC"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_cell_that_begins_like_a_formula_stays_a_text(
    session: Session, cast: Cast, course: Course, browser_of: Browser, start: str
) -> None:
    session.get_one(Person, cast.sue.id).given_name = f"{start}1+1"
    session.commit()

    answer = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.xlsx?search=zhang")

    sheet = load_workbook(io.BytesIO(answer.data)).active
    cell = next(c for c in sheet[2] if str(c.value).endswith("Zhang"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("write", [write_csv, write_workbook])
def test_ten_times_the_rows_take_the_same_memory(write: Writer) -> None:
    peaks = [peak_of(write, rows) for rows in (1_000, 10_000)]

    assert peaks[1] < 1.5 * peaks[0] + 200_000


def peak_of(write: Writer, number: int) -> int:
    """The most memory that is held while so many rows are written to a file."""

    def rows() -> Iterator[list[Cell]]:
        for row in range(number):
            yield [f"A name {row}", row, date(2026, 3, 2), "=1+1", None]

    tracemalloc.start()
    with TemporaryFile() as file:
        write(file, ["a", "b", "c", "d", "e"], rows(), NOW)
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_ten_times_the_pairs_hold_the_same_memory_from_the_query_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "IN_A_CHUNK", 10)
    serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    people.fill(session, pairs=405, now=NOW)
    drain(session)
    leader = session.scalars(select(Person).where(Person.email == people.LEADER)).one()
    sight = StatusScope(leader_id=leader.id, team_id=None, now=NOW)
    held = {}
    # What is kept for good, such as compiled SQL, is there before anything is measured.
    assert len(list(rows.every_row(session, sight, Filters()))) == 405

    tracemalloc.start()
    for number, _ in enumerate(rows.every_row(session, sight, Filters()), start=1):
        if number in {40, 400}:
            gc.collect()
            held[number] = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    tracemalloc.start()
    hundred = list(islice(rows.every_row(session, sight, Filters()), 100))
    whole = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    kept = 360 * whole / len(hundred)
    assert len(hundred) == 100
    # A table of the libraries may grow once on the way. Rows that were kept would take all of it.
    assert held[400] - held[40] < kept / 4
