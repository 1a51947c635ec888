"""What every test of a feature stands on: a database, an app, the cast, and somebody's browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app import create_app
from tandem.models import Base, Person
from tandem.web import db, mail, throttle
from tests import postbox as postboxes
from tests.cast import Cast, enter
from tests.moments import USUAL, SetClock, moment_in

Browser = Callable[[Person | None], FlaskClient]
# A busy machine is no fault of the code: what must be fast has a test or a benchmark of its own.
settings.register_profile("tandem", deadline=None)
settings.load_profile("tandem")
DATABASE = os.environ.get("TANDEM_TEST_DATABASE_URL", "sqlite://")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests say when and where it is (tests/moments.py)."""
    now = os.environ.get("TANDEM_TEST_MOMENT", USUAL)
    parser.addoption("--moment", default=now, help=f"what the clock shows, as {USUAL}")
    zone = os.environ.get("TANDEM_TEST_ZONE", "UTC")
    parser.addoption("--zone", default=zone, help="the time zone of everybody in the cast")


def process_name() -> str:
    """A name for this run and process, so that two runs on one server keep apart."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    return f"{run}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def shared_clock(request: pytest.FixtureRequest) -> SetClock:
    """The clock that the site and the database were made with."""
    return SetClock(moment_in(request.config.getoption("--moment")))


@pytest.fixture
def clock(shared_clock: SetClock) -> Iterator[SetClock]:
    """That clock. It shows the same moment when each test begins, and stands until it is moved."""
    moment = shared_clock.now
    yield shared_clock
    shared_clock.set_to(moment)


@pytest.fixture(scope="session")
def shared_engine(
    tmp_path_factory: pytest.TempPathFactory, shared_clock: SetClock
) -> Iterator[Engine]:
    """A database for this test process. Its tests share it, and the SQL it has compiled."""
    if DATABASE.startswith("sqlite"):
        file = tmp_path_factory.mktemp("shared") / "tandem.db"
        engine = db.engine_for(f"sqlite:///{file}", clock=shared_clock)
        Base.metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    name = f"tandem_test_{process_name()}"
    admin = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        # What these tests write need not outlive a power cut.
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    address = admin.url.set(database=name).render_as_string(hide_password=False)
    engine = db.engine_for(address, clock=shared_clock)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def empty_file(shared_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """On SQLite: a copy of the database as long as it is empty."""
    if shared_engine.dialect.name != "sqlite":
        return None
    shared_engine.dispose()
    path = tmp_path_factory.mktemp("empty") / "tandem.db"
    shutil.copy(str(shared_engine.url.database), path)
    return path


@pytest.fixture
def engine(shared_engine: Engine, empty_file: Path | None, clock: SetClock) -> Iterator[Engine]:
    """An empty database with all tables."""
    yield shared_engine
    if empty_file is None:
        empty(shared_engine)
        return
    shared_engine.dispose()
    file = str(shared_engine.url.database)
    for rest in (f"{file}-wal", f"{file}-shm"):
        Path(rest).unlink(missing_ok=True)
    shutil.copy(empty_file, file)


def empty(engine: Engine) -> None:
    """Empty what a test has filled: far quicker than TRUNCATE, which syncs a file per table."""
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    deletions = "; ".join(f'DELETE FROM "{name}"' for name in tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(deletions))


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory: pytest.TempPathFactory, shared_clock: SetClock) -> Flask:
    """The site, made once in a test process: its pages are compiled once."""
    return create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "only for tests",
            "DATABASE_URL": "sqlite://",
            "WTF_CSRF_ENABLED": False,
            "STYLEGUIDE": True,
            "INSTANCE": tmp_path_factory.mktemp("instance"),
        },
        clock=shared_clock,
    )


@pytest.fixture
def app(shared_app: Flask, engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """The site on that database, with an empty folder of courses and nobody counted out."""
    (tmp_path / "courses").mkdir(exist_ok=True)
    settings_before, kept_before = dict(shared_app.config), dict(shared_app.extensions)
    shared_app.config["COURSES"] = tmp_path / "courses"
    shared_app.extensions["engine"] = engine
    throttle.init_app(shared_app)
    yield shared_app
    wait_for_letters()
    shared_app.config.clear()
    shared_app.config.update(settings_before)
    shared_app.extensions.clear()
    shared_app.extensions.update(kept_before)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session of the test's own."""
    with Session(engine, expire_on_commit=False) as own:
        yield own


@pytest.fixture
def cast(session: Session, request: pytest.FixtureRequest) -> Cast:
    """Everybody."""
    return enter(session, zone=request.config.getoption("--zone"))


@pytest.fixture
def browser_of(app: Flask) -> Browser:
    """A browser in which a person is signed in; a visitor's for None."""

    def open_browser(person: Person | None) -> FlaskClient:
        client = app.test_client()
        if person is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"] = f"{person.id}:{person.session_key}"
                cookie["_fresh"] = True
        return client

    return open_browser


@pytest.fixture
def postbox() -> Iterator[postboxes.Postbox]:
    """A mail server."""
    with postboxes.serving() as box:
        yield box


@pytest.fixture
def mailing(app: Flask, postbox: postboxes.Postbox) -> Iterator[Flask]:
    """The site with that mail server, which stays until no letter is under way."""
    app.config.update(SMTP_URL=postbox.url, BASE_URL="https://tandem.example.com")
    yield app
    wait_for_letters()


def wait_for_letters() -> None:
    """Wait until no letter is under way beside the requests."""
    for thread in threading.enumerate():
        if thread.name == mail.LETTERS:
            thread.join(10)
