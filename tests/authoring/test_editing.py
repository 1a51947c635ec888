"""How does a trainer write a lesson in the browser?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Revision
from tandem.publishing.queries import library
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import form_id_in
from tests.site.serving import hidden

EDIT = "/author/teaming/engine/edit"


@pytest.fixture
def path(session: Session, tmp_path: Path) -> Path:
    """The file of a published module."""
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    return folder / "01-engine.md"


def send(browser: FlaskClient, source: str, **fields: Any) -> TestResponse:
    """Send the text that was written on the page as it is now."""
    page = browser.get(EDIT)
    sent = {"form_id": form_id_in(page), "version": hidden(page.text, "version")}
    return browser.post(EDIT, data={**sent, "source": source, **fields})


def revisions(session: Session) -> int:
    """How many revisions there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(Revision)) or 0


def test_saving_writes_the_file_and_publishes_it(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = path.read_text("utf-8").replace("The drive.", "The DRIVE.")

    answer = send(browser_of(cast.tess), text.replace("\n", "\r\n"), save="1")

    assert answer.status_code == 303
    assert path.read_text("utf-8") == text
    assert revisions(session) == 2
    served = library(session).course("teaming").module("engine")
    assert session.get_one(Revision, served.revision_id).published_by_id == cast.tess.id


def test_checking_shows_messages_and_preview_and_records_nothing(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    before = path.read_bytes()
    text = path.read_text("utf-8").replace("{for=rep}", "{fro=rep}") + "\n\nNEW WORDS\n"

    page = send(browser_of(cast.tess), text, check="1", reader="support")

    assert "courses/teaming/01-engine.md:10: error: " in page.text
    assert "The frame." in page.text
    assert "FEEDBACK-right" not in page.text.partition("Preview as")[2]
    assert (path.read_bytes(), revisions(session)) == (before, 1)


def test_two_trainers_do_not_overwrite_each_other(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, text = browser_of(cast.tess), path.read_text("utf-8")
    page = tess.get(EDIT)
    opened = {"form_id": form_id_in(page), "version": hidden(page.text, "version"), "save": "1"}
    path.write_text(text.replace("The frame.", "The frame of the other."), "utf-8")

    refused = tess.post(EDIT, data={**opened, "source": text.replace("drive", "DRIVE")})

    assert refused.status_code == 409
    assert "<del>The frame of the other.</del>" in refused.text
    assert "<ins>The DRIVE.</ins>" in refused.text
    assert "the other" in path.read_text("utf-8")
    again = {"version": hidden(refused.text, "version"), "form_id": form_id_in(refused)}
    tess.post(EDIT, data={**opened, **again, "source": "---\ntitle: Merged\n---\n\nBoth.\n"})
    assert "Merged" in path.read_text("utf-8")


def test_a_broken_text_is_saved_and_the_one_before_stays_served(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = path.read_text("utf-8").replace("{for=rep}", "{fro=rep}")

    tess = browser_of(cast.tess)
    page = tess.get(send(tess, text, save="1").location)

    assert "What was published before stays served" in page.text
    assert "{fro=rep}" in path.read_text("utf-8")
    assert revisions(session) == 1


def test_a_folder_that_cannot_be_written_keeps_the_text_on_the_page(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = tess.get(EDIT)
    sent = {"form_id": form_id_in(page), "version": "", "source": "What Tess wrote", "save": "1"}
    path.parent.rename(path.parent.with_name("elsewhere"))

    answer = tess.post(EDIT, data=sent)

    assert answer.status_code == 409
    assert "What Tess wrote" in answer.text
    assert "cannot be written" in answer.text


def test_tess_begins_a_module_and_lands_on_its_text(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    sent = {"form_id": form_id_in(tess.get("/author/")), "title": "Late Order"}

    first, second = (tess.post("/author/teaming/new", data=sent) for _ in range(2))

    assert first.location == second.location == "/author/teaming/late-order/edit"
    assert (path.parent / "02-late-order.md").is_file()
    assert "title: &#34;Late Order&#34;" in tess.get(first.location).text


@pytest.mark.parametrize("title", ["", "…", "Engine"])
def test_a_module_without_a_name_of_its_own_is_not_begun(
    cast: Cast, path: Path, browser_of: Browser, title: str
) -> None:
    tess = browser_of(cast.tess)
    sent = {"form_id": form_id_in(tess.get("/author/")), "title": title}

    tess.post("/author/teaming/new", data=sent)

    assert [file.name for file in path.parent.glob("*.md")].count("01-engine.md") == 1
    assert len(list(path.parent.glob("0*.md"))) == 1
