"""How does a request reach the database?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import (
    Flask,
    before_render_template,
    current_app,
    g,
    has_request_context,
    request,
)
from jinja2 import Template
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, TimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tandem.models import timing
from tandem.models.timing import Clock
from tandem.models.write_queue import QueuedConnection, WriteQueue
from tandem.models.writing import RequestSession
from tandem.web.clock import real, stopwatch
from tandem.web.counters import LOCK_SECONDS
from tandem.web.private_files import keep_file_private

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# What the database raises, and what waits for a connection to it (`web/try_again.py`).
FAULTS = (DBAPIError, TimeoutError)
# What it raises where somebody else has just made what may be there once.
CLASH = IntegrityError
# By this a statement of PostgreSQL holds rows, and waits for whoever holds them.
HOLDING = re.compile(r"\sFOR (?:NO KEY )?UPDATE\b")
# How many seconds a request waits for the lock for writing before it says "try again"
# (`web/try_again.py`), and how many anybody else does, whom nobody is waiting for.
PATIENCE = 5.0
LONG_PATIENCE = 15.0
# What a long answer reads, it reads as it stood at one moment. A transaction of SQLite does so by
# itself, from its first look on.
SNAPSHOT = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    "sqlite": {},
}
# An error is logged with its statement. What somebody wrote is no part of it.
QUIET = {"hide_parameters": True}


def init_app(app: Flask) -> None:
    """Make the engine from `DATABASE_URL` and close each request's session."""
    clock = app.extensions["clock"]
    app.extensions["engine"] = engine_for(app.config["DATABASE_URL"], clock=clock)
    app.teardown_appcontext(close_session)
    if app.testing:
        before_render_template.connect(forbid_page, app)


def engine_for(address: str, *, clock: Clock = real) -> Engine:
    """An engine for SQLite (WAL, foreign keys, full sync) or PostgreSQL.

    What follows from its commits goes by `clock`.
    """
    options: dict[str, Any] = {"execution_options": {timing.OPTION: clock}, **QUIET}
    if not address.startswith("sqlite"):
        engine = create_engine(with_driver(address), pool_pre_ping=True, **options)
        event.listen(engine, "begin", begin_postgresql)
        event.listen(engine, "before_cursor_execute", note_begin_of_wait)
        event.listen(engine, "after_cursor_execute", note_end_of_wait)
        return engine
    options["connect_args"] = {
        "check_same_thread": False,
        "timeout": LONG_PATIENCE,
        "factory": QueuedConnection,
    }
    if address in {"sqlite://", "sqlite:///:memory:"}:
        options["poolclass"] = StaticPool
    engine, queue = create_engine(address, **options), WriteQueue()
    if engine.url.database not in {None, "", ":memory:"}:
        keep_file_private(Path(str(engine.url.database)))

    @event.listens_for(engine, "connect")
    def prepare(connection: QueuedConnection, record: Any) -> None:
        prepare_sqlite(connection, queue)

    event.listen(engine, "begin", begin_sqlite)
    return engine


def with_driver(address: str) -> str:
    """The address with the driver that comes with Tandem."""
    scheme, _, rest = address.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else address


def prepare_sqlite(connection: QueuedConnection, queue: WriteQueue) -> None:
    """Set what SQLite keeps per connection. `isolation_level` None hands BEGIN to us."""
    connection.queue = queue
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: a reader that turns writer would fail."""
    options, begun = connection.get_execution_options(), stopwatch()
    if not options.get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    own: QueuedConnection = connection.connection.driver_connection  # type: ignore[assignment]
    try:
        own.begin_writing(options.get("patience", LONG_PATIENCE))
    except sqlite3.Error as error:
        # It was said to the file itself, so nobody else has given the fault its usual kind.
        raise OperationalError("BEGIN IMMEDIATE", None, error) from error
    finally:
        LOCK_SECONDS.observe(stopwatch() - begun)


def begin_postgresql(connection: Connection) -> None:
    """Wait for rows that others hold, but not for ever where somebody waits for the answer."""
    patience = connection.get_execution_options().get("patience")
    if patience is not None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(patience * 1000)}")


def note_begin_of_wait(connection: Connection, *call: Any) -> None:
    """Remember when a statement set out that may wait for rows of somebody else."""
    if HOLDING.search(call[1]):
        connection.info["waits_since"] = stopwatch()


def note_end_of_wait(connection: Connection, *call: Any) -> None:
    """Count how long it took."""
    if HOLDING.search(call[1]):
        LOCK_SECONDS.observe(stopwatch() - connection.info.pop("waits_since"))


def engine() -> Engine:
    """The engine of the current app."""
    app_engine: Engine = current_app.extensions["engine"]
    return app_engine


def session() -> Session:
    """The session of the current request, which only reads; that of a command may write."""
    if "session" not in g:
        g.session = (
            RequestSession(engine(), expire_on_commit=False)
            if has_request_context()
            else Session(engine().execution_options(writes=True), expire_on_commit=False)
        )
    open_session: Session = g.session
    return open_session


def read_in(language: str | None) -> None:
    """Let this request read lessons in a language from here on, to the last row of its answer."""
    g.read_in = session().info["language"] = language


@contextmanager
def writing() -> Iterator[Session]:
    """What a request writes: one transaction, which the end of the block commits.

        with db.writing() as session:
            hold(session, Pair.id == pair_id)
            actions.give(session, ...)
        flash(_("Saved."))

    Here alone a request holds the lock for writing, so everybody else who writes waits for the
    block. Check forms, hash passwords, read files and make pages outside. What decides is read
    inside, for somebody may have changed it since; rows that were read before are read again.
    Whoever leaves the block by an exception has written nothing. Inside another block, and in a
    command, it belongs to what is under way there. Raises LockNotFreeError: a 503 (`try_again.py`).
    """
    own = session()
    if not isinstance(own, RequestSession) or own.is_writing:
        yield own
        return
    with locked():
        yield own
        own.commit()


@contextmanager
def locked() -> Iterator[RequestSession]:
    """The same for who commits by himself (`submit_once.py`): what is left over is undone."""
    own = session()
    if not isinstance(own, RequestSession) or request.method in READING:
        raise RuntimeError("only a request that sends something writes")
    own.begin_writing(patience=PATIENCE)
    try:
        yield own
    finally:
        if own.is_writing:
            own.rollback()


@contextmanager
def noting() -> Iterator[Session]:
    """What must stand in the log though a request only reads: a transaction of its own, committed.

    Raises LockNotFreeError as `writing` does.
    """
    with own_session(current_app, patience=PATIENCE) as own:
        yield own
        own.commit()


@contextmanager
def snapshot() -> Iterator[Session]:
    """A session for an answer that leaves row by row: everything as it stood at the first look,
    however long it takes, in the language of whoever the request serves. It only reads; the
    connection of the request is given back meanwhile.

    Open it inside the generator that makes the rows, so that it ends with the answer: also where
    the reader goes away before the last row.
    """
    if "session" in g:
        session().rollback()
    options: dict[str, Any] = SNAPSHOT[engine().dialect.name]
    with RequestSession(engine().execution_options(**options)) as own:
        own.info["language"] = g.get("read_in")
        yield own


def rest() -> None:
    """Give the connection back, for something that takes a while; nothing may be under way."""
    session().rollback()


@contextmanager
def reading(app: Flask) -> Iterator[Session]:
    """A session of its own that only reads, beside the requests: it holds no lock."""
    with RequestSession(app.extensions["engine"], expire_on_commit=False) as own:
        yield own


@contextmanager
def own_session(app: Flask, *, patience: float = LONG_PATIENCE) -> Iterator[Session]:
    """A session of its own, which may write: for threads, start-up, and what a GET must note."""
    options = {"writes": True, "patience": patience}
    own = Session(app.extensions["engine"].execution_options(**options), expire_on_commit=False)
    with own:
        yield own


def close_session(error: BaseException | None = None) -> None:
    """Give the connection back; what was not committed is undone."""
    own: Session | None = g.pop("session", None)
    if own is None:
        return
    try:
        own.close()
    except DBAPIError:
        # The answer is made. A connection that is lost has nothing left to undo.
        own.invalidate()


def forbid_page(app: Flask, *, template: Template, **_: Any) -> None:
    """In tests: raise where a page is made while everybody else who writes waits for it.

    A letter is short, and goes into the outbox in the transaction of what it tells of.
    """
    own, name = g.get("session"), template.name or ""
    if isinstance(own, RequestSession) and own.is_writing and "mail" not in name:
        raise RuntimeError(f"{name} is made inside `with db.writing()`")
