"""How do the tests of writing send what is on the page?"""

from __future__ import annotations

import html
import io
import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Revision
from tests.site.serving import hidden

FILE = "/author/teaming/engine"
EDIT = f"{FILE}/edit"
SCRIPT = {"Accept": "application/json"}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def opened(page: TestResponse) -> dict[str, str]:
    """The hidden fields of a page to write on."""
    names = ("form_id", "base", "version", "kept")
    return {name: html.unescape(hidden(page.text, name)) for name in names}


def text_on(page: TestResponse) -> str:
    """The text that stands in the text area."""
    found = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", page.text, re.DOTALL)
    assert found
    return html.unescape(found[1])


def send(browser: FlaskClient, source: str, to: str = EDIT, **fields: Any) -> TestResponse:
    """Send the text that was written on the page as it is now."""
    return browser.post(to, data={**opened(browser.get(EDIT)), "source": source, **fields})


def upload(
    browser: FlaskClient, content: bytes, name: str = "Late order.png", **options: object
) -> TestResponse:
    """Hand an image in, with the text that is under way."""
    fields = {**opened(browser.get(EDIT)), "source": "Half a thought"}
    fields["picture"] = (io.BytesIO(content), name)  # type: ignore[assignment]
    return browser.post(f"{FILE}/picture", data=fields, **options)  # type: ignore[arg-type]


def revisions(session: Session) -> int:
    """How many revisions there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(Revision)) or 0
