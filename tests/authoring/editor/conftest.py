"""What the tests of writing stand on: a published module in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.courses import publish, write_course


@pytest.fixture
def path(session: Session, tmp_path: Path) -> Path:
    """The file of a published module."""
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    return folder / "01-engine.md"
