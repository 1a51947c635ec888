"""An administrator sees how the site is set up, without its secrets, and tries its mail."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Letter
from tandem.web.settings import SETTINGS
from tests.cast import Cast
from tests.conftest import Browser, wait_for_letters
from tests.lessons import form_id_in
from tests.postbox import Postbox

PAGE = "/admin/settings"


def test_every_setting_is_there_and_no_secret(app: Flask, browser_of: Browser, cast: Cast) -> None:
    app.config["SMTP_URL"] = "smtp://mailer:pa55word@mail.example.com"
    try:
        page = browser_of(cast.ada).get(PAGE).text
    finally:
        app.config["SMTP_URL"] = ""

    for name in SETTINGS:
        assert f"<code>TANDEM_{name}</code>" in page
    assert "set, and shown to nobody" in page
    assert "pa55word" not in page
    assert app.config["SECRET_KEY"] not in page


def test_a_test_letter_arrives_once(
    mailing: Flask, session: Session, browser_of: Browser, cast: Cast, postbox: Postbox
) -> None:
    ada = browser_of(cast.ada)
    form = {"form_id": form_id_in(ada.get(PAGE))}

    first, _again = (
        ada.post(f"{PAGE}/letter", data=form, follow_redirects=True) for _press in range(2)
    )
    wait_for_letters()

    assert "A test letter to you is on its way" in first.text
    assert session.scalar(select(func.count(Letter.id))) == 1
    assert [str(letter["Subject"]) for letter in postbox.to(cast.ada.email)] == [
        "A test letter from Tandem"
    ]


def test_without_a_mail_server_nothing_is_sent(
    session: Session, browser_of: Browser, cast: Cast
) -> None:
    ada = browser_of(cast.ada)

    assert "No mail server is set up" in ada.get(PAGE).text
    assert ada.post(f"{PAGE}/letter", data={"form_id": "any"}).status_code == 303
    assert session.scalar(select(func.count(Letter.id))) == 0
