"""What becomes of a module whose file is gone, and of whoever was writing it?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module
from tests.authoring.editor.editor_helpers import EDIT, FILE, opened, text_on
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish


@pytest.fixture
def text(session: Session, path: Path) -> str:
    """The text of a module that was published and whose file is gone since."""
    text = path.read_text("utf-8")
    path.unlink()
    publish(session, path.parent.parent)
    return text


def test_a_file_taken_away_while_writing_leaves_the_whole_text_as_a_draft(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    before = tess.get(EDIT)
    text = text_on(before).replace("drive", "DRIVE")
    path.unlink()

    tess.post(EDIT, data={**opened(before), "source": text})
    page = tess.get(EDIT)

    assert "Somebody took this file away while you were writing" in page.text
    assert text_on(page) == text
    assert not path.exists()


def test_that_draft_saved_again_lays_the_file_anew(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    before = tess.get(EDIT)
    text = text_on(before).replace("drive", "DRIVE")
    path.unlink()
    tess.post(EDIT, data={**opened(before), "source": text})

    tess.post(EDIT, data={**opened(tess.get(EDIT)), "source": text})

    assert path.read_text("utf-8") == text


def test_a_withdrawn_module_opens_with_the_text_that_was_published_last(
    cast: Cast, text: str, browser_of: Browser
) -> None:
    page = browser_of(cast.tess).get(EDIT)

    assert text_on(page) == text
    assert "The file of this module is gone" in page.text
    assert "everybody goes on where they were" in page.text


def test_a_withdrawn_module_that_is_saved_comes_back(
    session: Session, cast: Cast, path: Path, text: str, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = tess.get(EDIT)

    tess.post(EDIT, data={**opened(page), "source": text_on(page)})

    session.rollback()
    assert session.scalars(select(Module.withdrawn_at)).one() is None
    assert path.read_text("utf-8") == text


def test_the_last_revision_of_a_withdrawn_module_can_be_published_again(
    cast: Cast, text: str, browser_of: Browser
) -> None:
    page = browser_of(cast.tess).get(f"{FILE}/history")

    assert "Publish this one again" in page.text
    assert "live now" not in page.text
