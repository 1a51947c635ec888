"""Does the undo after a withdrawal lay the files back as they were?"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.authoring.withdrawal.withdrawal_helpers import confirm, served
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import forms_in


def undo(browser: FlaskClient, page: TestResponse) -> str:
    """Press what the notice offers; what the next page says."""
    form = next(form for form in forms_in(page.text, "/author/") if form.value("done"))
    sent = {name: form.value(name) for name in ("form_id", "csrf_token", "done")}
    return str(browser.post(form.action, data=sent, follow_redirects=True).text)


def test_the_undo_of_a_withdrawal_brings_the_very_file_back(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    path.write_bytes(path.read_bytes() + b"\nNever published.\r\n")
    content = path.read_bytes()

    said = undo(tess, confirm(tess))

    assert "Undone: the module is there as before." in said
    assert path.read_bytes() == content
    assert served(session) == ["engine", "volcano"]


def test_the_undo_takes_no_file_away_that_is_there_again(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    page = confirm(tess)
    path.write_text("Somebody else's text.", "utf-8")

    said = undo(tess, page)

    assert "has changed since" in said
    assert path.read_text("utf-8") == "Somebody else's text."


def test_another_trainer_cannot_undo_it(
    session: Session, path: Path, tess: FlaskClient, cast: Cast, browser_of: Browser
) -> None:
    page = confirm(tess)

    undo(browser_of(cast.ada), page)

    assert served(session) == ["volcano"]


def test_nothing_is_laid_back_into_a_folder_that_is_left_alone_by_now(
    session: Session, path: Path, tess: FlaskClient, app: Flask
) -> None:
    page = confirm(tess)
    app.config["COURSES_READ_ONLY"] = True

    said = undo(tess, page)

    assert "Undone" not in said
    assert not path.exists()
