"""Does a long file leave row by row, as everything stood at one moment, and end with its reader?"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.leading.board import roads, rows
from tandem.models import AuditEntry, Course, Person
from tandem.models.write_queue import LockNotFreeError
from tandem.terms import AuditAct
from tandem.web import acts, spreadsheets, streaming
from tests.cast import Cast
from tests.conftest import Browser
from tests.leading.board.board_helpers import serve_thirty_pairs

FILES = ("/lead/report.csv", "/lead/print")


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam has a course with thirty partners."""
    return serve_thirty_pairs(session, cast, due_on=date(2099, 3, 20))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each look into the records asked for. Pieces are as short as can be."""
    sizes: list[int] = []

    def spy(read: Any) -> Any:
        def look(session: Session, sight: Any, keys: Any, *more: Any) -> Any:
            sizes.append(len(keys))
            return read(session, sight, keys, *more)

        return look

    monkeypatch.setattr(rows, "rows_for", spy(rows.rows_for))
    monkeypatch.setattr(roads, "rows_of", spy(roads.rows_of))
    for name in ("FIRST_CHUNK", "IN_A_CHUNK"):
        monkeypatch.setattr(rows, name, 3)
    for name in ("FIRST_PIECE", "PIECE"):
        monkeypatch.setattr(streaming, name, 1)
    return sizes


def begun(browser_of: Browser, cast: Cast, address: str) -> tuple[TestResponse, Any]:
    """An answer of which nobody has taken more than the head, and its pieces."""
    answer = browser_of(cast.lee).get(address, buffered=False)
    assert answer.status_code == 200
    return answer, answer.iter_encoded()


@pytest.mark.parametrize("address", FILES)
def test_the_first_piece_leaves_before_the_rows_are_read(
    cast: Cast, course: Course, browser_of: Browser, asked: list[int], address: str
) -> None:
    answer, pieces = begun(browser_of, cast, address)

    next(pieces)
    at_first = sum(asked)
    rest = b"".join(pieces)
    answer.close()

    assert at_first <= 3
    assert sum(asked) == 30
    assert b"Quist28" in rest


@pytest.mark.parametrize("address", FILES)
def test_what_changes_meanwhile_is_not_in_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, asked: list[int],
    address: str,
) -> None:  # fmt: skip
    answer, pieces = begun(browser_of, cast, address)
    before = b""
    while b"Quist" not in before:
        before += next(pieces)

    for person in session.scalars(select(Person).where(Person.surname.startswith("Quist"))):
        person.surname = "Meanwhile"
    session.commit()
    text = (before + b"".join(pieces)).decode()
    answer.close()

    assert "Quist28" in text
    assert "Meanwhile" not in text
    assert "Meanwhile" in browser_of(cast.lee).get(address).text


@pytest.mark.parametrize("address", FILES)
def test_a_reader_who_goes_away_leaves_no_connection_behind(
    engine: Engine, cast: Cast, course: Course, browser_of: Browser, asked: list[int], address: str
) -> None:
    taken = engine.pool.checkedout()  # type: ignore[attr-defined]  # a pool that counts
    answer, pieces = begun(browser_of, cast, address)
    next(pieces)

    answer.close()

    assert engine.pool.checkedout() == taken  # type: ignore[attr-defined]


def test_it_stands_in_the_log_before_the_first_row_is_read(
    session: Session, cast: Cast, course: Course, browser_of: Browser, asked: list[int]
) -> None:
    answer, _pieces = begun(browser_of, cast, "/lead/report.csv")

    logged = session.scalars(select(AuditEntry.act).where(AuditEntry.act == AuditAct.EXPORTED))
    assert logged.all() == [AuditAct.EXPORTED]
    assert sum(asked) <= 3
    answer.close()


def test_a_file_that_cannot_be_recorded_is_not_handed_out(
    app: Flask, engine: Engine, cast: Cast, course: Course, browser_of: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def locked(team_id: object) -> None:
        raise LockNotFreeError("somebody writes")

    monkeypatch.setattr(acts, "note_export", locked)
    taken = engine.pool.checkedout()  # type: ignore[attr-defined]

    answer = browser_of(cast.lee).get("/lead/report.csv")

    assert answer.status_code == 503
    assert "Quist" not in answer.text
    assert engine.pool.checkedout() == taken  # type: ignore[attr-defined]


def test_a_csv_of_no_pair_has_its_head(cast: Cast, course: Course, browser_of: Browser) -> None:
    text = browser_of(cast.lee).get("/lead/report.csv?search=nobody").text

    (head,) = csv.reader(io.StringIO(text.removeprefix(spreadsheets.MARK)))
    assert head[:3] == ["Team", "Rep", "Support"]


def test_two_that_are_under_way_at_once_do_not_get_into_each_others_way(
    cast: Cast, course: Course, browser_of: Browser, asked: list[int]
) -> None:
    first, pieces = begun(browser_of, cast, "/lead/report.csv")
    next(pieces)
    second, others = begun(browser_of, cast, "/lead/print")
    next(others)

    file = b"".join(pieces)
    first.close()
    page = b"".join(others)
    second.close()

    assert b"Quist28" in file
    assert b"Quist28" in page
