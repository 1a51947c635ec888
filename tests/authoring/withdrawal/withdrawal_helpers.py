"""How do the tests of withdrawing confirm, and what is served then?"""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.library.served import library
from tests.authoring.editor.editor_helpers import FILE
from tests.lessons import form_id_in
from tests.site.serving import hidden

PAGE = f"{FILE}/withdraw"


def shown(browser: FlaskClient, at: str = PAGE) -> dict[str, str]:
    """What the page sends when it is confirmed, without the tick."""
    page = browser.get(at)
    return {"form_id": form_id_in(page), "version": hidden(page.text, "version")}


def confirm(browser: FlaskClient, at: str = PAGE, **fields: str) -> TestResponse:
    """Press the button on the page as it is now."""
    return browser.post(at, data={**shown(browser, at), **fields}, follow_redirects=True)


def served(session: Session) -> list[str]:
    """The modules as they are served."""
    session.rollback()
    return [module.slug for module in library(session).course("teaming").modules]
