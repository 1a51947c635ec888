"""What the tests of the whole site stand on: a site that runs, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tandem.models import Person
from tandem.web import db
from tests.cast import let_in
from tests.conftest import DATABASE, process_name
from tests.site import walking
from tests.site.serving import ROOT, Answer, Site

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)


@contextmanager
def database_in(folder: Path, name: str, *, like: str = "") -> Iterator[str]:
    """The address of a database without tables, or of a copy of the one at `like`."""
    if DATABASE.startswith("sqlite"):
        if like:
            shutil.copy(like.removeprefix("sqlite:///"), folder / f"{name}.db")
        yield f"sqlite:///{folder / name}.db"
        return
    admin = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    own = f"tandem_{name}_{process_name()}"
    template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {own}{template}"))
    yield admin.url.set(database=own).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {own} WITH (FORCE)"))
    admin.dispose()


def site_in(folder: Path, database: str, *, like: str = "") -> Site:
    """A site of our own courses with a folder and a database of its own, empty or like another."""
    shutil.copytree(ROOT / "courses", folder / "courses")
    return Site(instance=folder, database=database, courses=folder / "courses", like=like)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The site with our own courses, before its first start."""
    with database_in(tmp_path, "site") as database:
        made = site_in(tmp_path, database)
        yield made
        made.kill()


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with the sample, made once in a test process and only copied."""
    folder = tmp_path_factory.mktemp("filled")
    with database_in(folder, "filled") as database:
        made = site_in(folder, database)
        made.flask("prepare")
        made.flask("sample", "load")
        let_sample_in(database)
        yield database


def let_sample_in(database: str) -> None:
    """Everybody of the sample is signed in, in a browser that needs no password (`browsing.py`)."""
    engine = db.engine_for(database)
    with Session(engine.execution_options(writes=True)) as session:
        let_in(session, *session.scalars(select(Person).order_by(Person.id)))
        session.commit()
    engine.dispose()


@pytest.fixture
def sample(tmp_path: Path, filled_database: str) -> Iterator[Site]:
    """The site with the sample, served."""
    with database_in(tmp_path, "site", like=filled_database) as database:
        made = site_in(tmp_path, database, like=filled_database)
        made.start()
        yield made
        made.kill()


@pytest.fixture
def hurried(tmp_path: Path, filled_database: str) -> Iterator[Site]:
    """The same, where a request may take two seconds to arrive."""
    with database_in(tmp_path, "site", like=filled_database) as database:
        made = site_in(tmp_path, database, like=filled_database)
        made.settings = {"TANDEM_REQUEST_SECONDS": "2"}
        made.start()
        yield made
        made.kill()


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory, filled_database: str) -> Iterator[Site]:
    """The site with the sample, served once in a test process to tests that only look."""
    folder = tmp_path_factory.mktemp("looked-at")
    with database_in(folder, "looked", like=filled_database) as database:
        made = site_in(folder, database, like=filled_database)
        made.start()
        yield made
        made.kill()


@pytest.fixture(scope="session")
def started_chromium() -> Iterator[Browser]:
    """A browser, started once in a test process. Without one its tests are skipped, but never
    where everything is to be tested."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium")
        pytest.skip("there is no Chromium")
    with sync_playwright() as play:
        options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
        browser = play.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


@pytest.fixture
def chromium(started_chromium: Browser) -> Iterator[Browser]:
    """The browser, without a window, a cookie or a cache of another test."""
    yield started_chromium
    for context in started_chromium.contexts:
        context.close()


@pytest.fixture(scope="session")
def visits(looked_at: Site, shared_app: Flask) -> Callable[[str], dict[str, Answer]]:
    """What a role, or a visitor, is given at every address; each is asked for once in a run."""
    return cache(lambda role: walking.visit(role, looked_at, shared_app))


@pytest.fixture(scope="session")
def builds() -> set[str]:
    """How the parts of pages are built that axe-core has looked at in this run."""
    return set()
