"""How does a request reach the database?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from tandem.models import timing
from tandem.models.timing import Clock
from tandem.web.clock import real
from tandem.web.private_files import keep_file_private

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# An error is logged with its statement. What somebody wrote is no part of it.
QUIET = {"hide_parameters": True}


def init_app(app: Flask) -> None:
    """Make the engine from `DATABASE_URL` and close each request's session."""
    clock = app.extensions["clock"]
    app.extensions["engine"] = engine_for(app.config["DATABASE_URL"], clock=clock)
    app.teardown_appcontext(close_session)


def engine_for(address: str, *, clock: Clock = real) -> Engine:
    """An engine for SQLite (WAL, foreign keys, full sync) or PostgreSQL.

    What follows from its commits goes by `clock`.
    """
    options: dict[str, Any] = {"execution_options": {timing.OPTION: clock}, **QUIET}
    if not address.startswith("sqlite"):
        return create_engine(with_driver(address), pool_pre_ping=True, **options)
    options["connect_args"] = {"check_same_thread": False, "timeout": 15}
    if address in {"sqlite://", "sqlite:///:memory:"}:
        options["poolclass"] = StaticPool
    engine = create_engine(address, **options)
    if engine.url.database not in {None, "", ":memory:"}:
        keep_file_private(Path(str(engine.url.database)))
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_sqlite)
    return engine


def with_driver(address: str) -> str:
    """The address with the driver that comes with Tandem."""
    scheme, _, rest = address.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else address


def prepare_sqlite(connection: Any, record: Any) -> None:
    """Set what SQLite keeps per connection. `isolation_level` None hands BEGIN to us."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where writing is meant: a reader that turns writer would fail."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def engine() -> Engine:
    """The engine of the current app."""
    app_engine: Engine = current_app.extensions["engine"]
    return app_engine


def session() -> Session:
    """The session of the current request. A command or a POST writes, a GET reads."""
    if "session" not in g:
        writes = not has_request_context() or request.method not in READING
        g.session = Session(engine().execution_options(writes=writes), expire_on_commit=False)
    open_session: Session = g.session
    return open_session


@contextmanager
def own_session(app: Flask) -> Iterator[Session]:
    """A session for work outside any request: threads and start-up."""
    own = Session(app.extensions["engine"].execution_options(writes=True), expire_on_commit=False)
    with own:
        yield own


def close_session(error: BaseException | None = None) -> None:
    """Give the connection back; what was not committed is undone."""
    own: Session | None = g.pop("session", None)
    if own is not None:
        own.close()
