"""What was published, and how does an earlier text come back?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course

HISTORY = "/author/teaming/engine/history"


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """A course whose module was published with "drive", then with "DRIVE"."""
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("The drive.", "The DRIVE."), "utf-8")
    publish(session, folder.parent)
    return folder


def test_tess_sees_what_a_revision_changed(cast: Cast, folder: Path, browser_of: Browser) -> None:
    text = browser_of(cast.tess).get(HISTORY).text

    assert '<del>The <mark class="changes__word">drive</mark>.</del>' in text
    assert '<ins>The <mark class="changes__word">DRIVE</mark>.</ins>' in text
    assert "The frame." not in text


@pytest.mark.parametrize("address", ["/author/teaming/nothing/history", f"{HISTORY}?revision=99"])
def test_a_module_that_is_not_there_has_no_history_and_a_revision_shows_the_newest(
    cast: Cast, folder: Path, browser_of: Browser, address: str
) -> None:
    answer = browser_of(cast.tess).get(address)

    assert answer.status_code == (404 if "nothing" in address else 200)
