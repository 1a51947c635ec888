"""Which fault of the database is over in a moment?"""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, TimeoutError

from tandem.models.passing import is_disk_full, is_passing
from tandem.models.write_queue import LockNotFreeError, is_busy


class ServerError(Exception):
    """What the driver of PostgreSQL raises, which is in a package of that name."""

    __module__ = "psycopg.errors"

    def __init__(self, state: str | None) -> None:
        self.sqlstate = state


def sqlite_says(code: int) -> sqlite3.OperationalError:
    """What SQLite raises."""
    error = sqlite3.OperationalError("said")
    error.sqlite_errorcode = code
    return error


def raised(original: BaseException, kind: type[DBAPIError] = OperationalError) -> DBAPIError:
    """The same as SQLAlchemy hands it on."""
    return kind("SELECT 1", {}, original)


@pytest.mark.parametrize(
    ("state", "passing"),
    [
        *((state, True) for state in ("57P01", "57P02", "57P03", "53300", "55P03", "40P01")),
        *((state, True) for state in ("40001", "08000", "08006")),
        *((state, False) for state in ("23505", "42P01", "53100", "57P04", "22008")),
    ],
)
def test_a_server_that_comes_goes_or_is_locked_is_asked_again(state: str, passing: bool) -> None:
    assert is_passing(raised(ServerError(state))) is passing


def test_no_word_of_the_server_is_a_lost_connection_where_the_statement_could_not_run() -> None:
    assert is_passing(raised(ServerError(None)))
    assert not is_passing(raised(ServerError(None), IntegrityError))
    assert not is_passing(raised(Exception("of another driver")))


def test_a_connection_that_was_given_up_is_made_anew() -> None:
    error = DBAPIError("SELECT 1", {}, ServerError("42P01"), connection_invalidated=True)

    assert is_passing(error)


@pytest.mark.parametrize(
    ("code", "busy"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_LOCKED, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
    ],
)
def test_of_sqlite_only_a_lock_passes(code: int, busy: bool) -> None:
    assert is_busy(sqlite_says(code)) is busy
    assert is_passing(raised(sqlite_says(code))) is busy


def test_a_lock_or_a_connection_that_was_not_free_in_time_passes() -> None:
    assert is_passing(LockNotFreeError())
    assert is_passing(TimeoutError())


@pytest.mark.parametrize("error", [None, ValueError("a fault of the code"), Exception()])
def test_what_does_not_come_from_the_database_does_not_pass(error: BaseException | None) -> None:
    assert not is_passing(error)
    assert not is_disk_full(error)
    assert not is_busy(error)


def test_a_full_disk_is_told_by_either_database() -> None:
    said = [sqlite_says(sqlite3.SQLITE_FULL), ServerError("53100")]
    others = [sqlite_says(sqlite3.SQLITE_BUSY), ServerError("53300"), ServerError(None)]

    assert [is_disk_full(raised(error)) for error in said] == [True, True]
    assert [is_disk_full(raised(error)) for error in others] == [False, False, False]
