"""Which fault of the database is over in a moment, so that the same request will work then?"""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from tandem.models.write_queue import LockNotFreeError, is_busy

# PostgreSQL: the server goes, comes or is full; a lock was not free; two waited for each other.
PASSING_STATES = {
    *("57P01", "57P02", "57P03", "53300"),
    *("55P03", "40P01", "40001"),
}
# PostgreSQL: the connection itself.
CONNECTION = "08"


# SQLite and PostgreSQL: the disk has no room left.
FULL_SQLITE, FULL_POSTGRESQL = sqlite3.SQLITE_FULL, "53100"


def is_disk_full(error: BaseException | None) -> bool:
    """Has the disk no room left? Then somebody has to make some first."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code == FULL_SQLITE or getattr(error.orig, "sqlstate", None) == FULL_POSTGRESQL


def is_passing(error: BaseException | None) -> bool:
    """Is somebody else just writing, or is the database away for a moment?"""
    if isinstance(error, LockNotFreeError | TimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return is_busy(error.orig)
    return error.connection_invalidated or is_passing_postgresql(error)


def is_passing_postgresql(error: DBAPIError) -> bool:
    """The same for what the server of PostgreSQL says, or for no word of it at all."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        is_ours = type(error.orig).__module__.partition(".")[0] == "psycopg"
        return is_ours and isinstance(error, OperationalError)
    return state in PASSING_STATES or state.startswith(CONNECTION)
