"""What the tests of the history stand on: a module that was published twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.courses import publish, write_course


@pytest.fixture
def path(session: Session, tmp_path: Path) -> Path:
    """The file of a module that was published with "drive", then with "DRIVE"."""
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("The drive.", "The DRIVE."), "utf-8")
    publish(session, folder.parent)
    return path
