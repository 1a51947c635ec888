"""What was published, and how does an earlier text come back?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, Revision
from tandem.publishing.queries import library
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import form_id_in

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


def test_an_earlier_text_is_published_again_as_the_newest_revision(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    sent = {"form_id": form_id_in(browser.get(HISTORY))}

    for _ in range(2):
        browser.post(f"{HISTORY}/1", data=sent)

    session.rollback()
    assert session.scalars(select(Revision.number).order_by(Revision.number)).all() == [1, 2, 3]
    assert "The drive." in (folder / "01-engine.md").read_text("utf-8")
    served = library(session).course("teaming").module("engine")
    newest = session.scalars(select(Revision).where(Revision.number == 3)).one()
    assert (served.revision_id, newest.published_by_id) == (newest.id, cast.tess.id)


def test_a_folder_that_cannot_be_written_changes_nothing(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    sent = {"form_id": form_id_in(browser.get(HISTORY))}
    folder.rename(folder.with_name("elsewhere"))

    answer = browser.post(f"{HISTORY}/1", data=sent, follow_redirects=True)

    assert "cannot be written" in answer.text
    assert session.scalars(select(Module.withdrawn_at)).all() == [None]


@pytest.mark.parametrize("address", ["/author/teaming/nothing/history", f"{HISTORY}?revision=99"])
def test_a_module_that_is_not_there_has_no_history_and_a_revision_shows_the_newest(
    cast: Cast, folder: Path, browser_of: Browser, address: str
) -> None:
    answer = browser_of(cast.tess).get(address)

    assert answer.status_code == (404 if "nothing" in address else 200)
