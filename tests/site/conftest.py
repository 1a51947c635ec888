"""What the tests of the whole site stand on: a site that runs, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import text

from tandem.web import db
from tests.conftest import DATABASE, process_name
from tests.site.serving import ROOT, Site

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if DATABASE.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'site.db'}"
        return
    admin = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    name = f"tandem_site_{process_name()}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield admin.url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def site(tmp_path: Path, database: str) -> Iterator[Site]:
    """The site with our own courses, ready and served."""
    shutil.copytree(ROOT / "courses", tmp_path / "courses")
    made = Site(instance=tmp_path, database=database, courses=tmp_path / "courses")
    yield made
    made.kill()


@pytest.fixture
def sample(site: Site) -> Site:
    """The site with its sample, served."""
    site.flask("prepare")
    site.flask("sample", "load")
    site.start()
    return site


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """A browser. Without one the test is skipped, but never where everything is to be tested."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium")
        pytest.skip("there is no Chromium")
    with sync_playwright() as play:
        options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
        browser = play.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()
