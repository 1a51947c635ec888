"""Does a reader learn in their own language that something of ours broke?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tandem.together.my_page import queries
from tandem.web import db
from tests.cast import Cast
from tests.conftest import Browser

ENGLISH, GERMAN = "What a page told you was saved is saved.", "ist gespeichert"


def falls_over(*_: object, **__: object) -> None:
    """What a broken disk says."""
    raise OperationalError("SELECT 1", {}, OSError())


def broken(browser: FlaskClient, address: str = "/", **headers: str) -> str:
    """The page that is shown when something breaks."""
    browser.application.config["PROPAGATE_EXCEPTIONS"] = False
    answer = browser.get(address, headers=headers)
    assert answer.status_code == 500
    return answer.text


@pytest.mark.parametrize(("language", "said"), [("en", ENGLISH), ("de", GERMAN)])
def test_a_reader_is_told_in_their_language_that_something_broke(
    session: Session, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch,
    language: str, said: str,
) -> None:  # fmt: skip
    cast.sam.language = language
    session.commit()
    sam = browser_of(cast.sam)
    monkeypatch.setattr(queries, "my_page", falls_over)

    page = broken(sam)

    assert f'<html lang="{language}"' in page
    assert said in page


def test_a_reader_whom_we_cannot_look_up_is_told_in_the_language_of_the_browser(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = browser_of(cast.sam)
    monkeypatch.setattr(db, "session", falls_over)

    assert GERMAN in broken(sam, **{"Accept-Language": "de"})


@pytest.mark.parametrize(("typed", "leads_to"), [
    ("/author/new", "/author/"), ("/learn/teaming/engine/read", "/learn/teaming/engine/"),
    ("/learn/a%0Ab/engine/read", "/learn/a%0Ab/engine/"),
])  # fmt: skip
def test_an_address_that_is_only_sent_to_leads_to_the_page_above_it(
    cast: Cast, browser_of: Browser, typed: str, leads_to: str
) -> None:
    answer = browser_of(cast.tess).get(typed)

    assert (answer.status_code, answer.location) in {(302, leads_to), (302, leads_to.rstrip("/"))}
