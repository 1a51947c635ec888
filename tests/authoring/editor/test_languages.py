"""How does a trainer write a lesson in another language?"""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.library.served import library
from tests.authoring.editor.editor_helpers import EDIT, FILE, opened, text_on
from tests.cast import Cast
from tests.conftest import Browser

GERMAN = "/author/teaming/engine.de/edit"


def write(browser: FlaskClient, source: str, at: str, to: str = "") -> TestResponse:
    """Send a text from the page at that address."""
    return browser.post(to or at, data={**opened(browser.get(at)), "source": source})


def in_german(path: Path) -> str:
    """The text of the module in German."""
    return path.read_text("utf-8").replace("Everybody reads this.", "Das lesen alle.")


def test_a_translation_begins_with_the_original(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    there = tess.get(f"{FILE}/language?language=de")
    page = tess.get(there.location)

    assert there.location == GERMAN
    assert text_on(page) == path.read_text("utf-8")
    assert "This is the lesson in German" in page.text


def test_saving_a_translation_writes_its_file_and_serves_it(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    write(tess, in_german(path), GERMAN)

    assert "Das lesen alle." in (path.parent / "01-engine.de.md").read_text("utf-8")
    session.info["language"] = "de"
    served = library(session).course("teaming").module("engine").lesson
    assert (served.language, served.sections[0].text[:22]) == ("de", "<p>Das lesen alle.</p>")
    assert ">Deutsch</a>" in tess.get(EDIT).text


def test_what_differs_from_the_original_is_said_while_writing(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    text = in_german(path).replace("{#helps}", "{#hilft}")

    page = write(tess, text, GERMAN, GERMAN.replace("edit", "look"))

    assert "#helps of the original is missing here" in page.text


def test_the_cover_has_a_translation_too(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    there = tess.get("/author/teaming/course.md/language?language=de").location

    write(tess, "---\ntitle: Respektvoll\n---\n\nHallo.\n", there)

    session.info["language"] = "de"
    assert there == "/author/teaming/course.de.md/edit"
    assert library(session).course("teaming").title == "Respektvoll"


def test_a_language_nobody_knows_leads_back(cast: Cast, path: Path, browser_of: Browser) -> None:
    answer = browser_of(cast.tess).get(f"{FILE}/language?language=../x")

    assert answer.location == EDIT
