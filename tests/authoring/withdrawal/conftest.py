"""What the tests of withdrawing stand on: two published modules in files."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course


@pytest.fixture
def path(session: Session, tmp_path: Path) -> Path:
    """The file of the first of two published modules."""
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    publish(session, folder.parent)
    return folder / "01-engine.md"


@pytest.fixture
def tess(cast: Cast, path: Path, browser_of: Browser) -> FlaskClient:
    """The browser of the trainer."""
    return browser_of(cast.tess)
