"""How does an earlier text come back?"""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.library.served import library
from tandem.models import Module, Revision
from tests.authoring.editor.editor_helpers import EDIT, send, text_on
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in

HISTORY = "/author/teaming/engine/history"


def restore(browser: FlaskClient, number: int = 1) -> TestResponse:
    """Press the button of an earlier revision."""
    sent = {"form_id": form_id_in(browser.get(HISTORY))}
    return browser.post(f"{HISTORY}/{number}", data=sent, follow_redirects=True)


def numbers(session: Session) -> list[int]:
    """The revisions there are."""
    session.rollback()
    return list(session.scalars(select(Revision.number).order_by(Revision.number)))


def test_an_earlier_text_is_published_again_as_the_newest_revision(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    sent = {"form_id": form_id_in(browser.get(HISTORY))}

    for _ in range(2):
        browser.post(f"{HISTORY}/1", data=sent)

    assert numbers(session) == [1, 2, 3]
    assert "The drive." in path.read_text("utf-8")
    served = library(session).course("teaming").module("engine")
    newest = session.scalars(select(Revision).where(Revision.number == 3)).one()
    assert (served.revision_id, newest.published_by_id) == (newest.id, cast.tess.id)


def test_a_folder_that_cannot_be_written_changes_nothing(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    sent = {"form_id": form_id_in(browser.get(HISTORY))}
    path.parent.rename(path.parent.with_name("elsewhere"))

    answer = browser.post(f"{HISTORY}/1", data=sent, follow_redirects=True)

    assert "can’t be written" in answer.text
    assert session.scalars(select(Module.withdrawn_at)).all() == [None]


def test_a_revision_that_is_not_there_cannot_come_back(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    assert restore(browser_of(cast.tess), 99).status_code == 404
    assert numbers(session) == [1, 2]


def test_a_broken_text_that_is_replaced_is_kept_as_a_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"))

    page = restore(tess)

    assert "kept as your draft" in page.text
    assert "The drive." in path.read_text("utf-8")
    assert "{fro=rep}" in text_on(tess.get(EDIT))


def test_a_text_that_was_never_published_is_not_replaced_where_a_draft_has_its_place(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    broken = path.read_text("utf-8").replace("{for=rep}", "{fro=rep}")
    send(tess, broken)
    send(tess, "Half a thought", EDIT.replace("edit", "draft"))

    page = restore(tess)

    assert "never published, and you have a draft" in page.text
    assert path.read_text("utf-8") == broken
    assert text_on(tess.get(EDIT)) == "Half a thought\n"
