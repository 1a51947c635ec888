"""Does a site with its own name and words say ours anywhere?

Every address that opens to somebody of each role is looked at: pages, tables, workbooks, calendars,
with what is read aloud or shown in a field. Ours may stand in what others wrote (the texts of a
lesson), in addresses, and in the names that a file of a lesson or of a program uses.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import SiteIdentity
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.people.site_look.words import WORDS, ours_in
from tests.visits import pages_for, sent
from tests.writings import Written

SHOWN = {"alt", "aria-label", "aria-description", "placeholder", "title", "summary"}
SILENT = {"script", "style", "textarea", "pre", "code"}
# Pages that show the file of a lesson, or say of it where it is wrong, in the names of that file;
# and the form that says what stands where somebody chooses nothing.
OF_FILES = re.compile(r"^/author/|/preview|^/styleguide|^/admin/look$")


class Shown(HTMLParser):
    """What of a page is seen or read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.texts += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.fixture
def renamed(session: Session) -> None:
    """The site is called Forge, and its roles engineer and designer."""
    session.add(SiteIdentity(made_at=NOW, turn=1, name="Forge", words=json.dumps(WORDS)))
    session.commit()


def texts_of(answer: TestResponse) -> list[str]:
    """What an answer says to readers; of everything about somebody, what programs read aside."""
    if answer.mimetype == "text/html":
        return Shown(answer.text).texts
    if answer.mimetype != "application/zip":
        return [sent(answer).words]
    with ZipFile(BytesIO(answer.data)) as packed:
        pages = [packed.read(name).decode() for name in packed.namelist() if ".html" in name]
    return [text for page in pages for text in Shown(page).texts]


@pytest.mark.walk
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("who", ["sam", "sue", "lee", "tess", "ada"])
def test_no_page_table_or_calendar_says_our_words(
    app: Flask, session: Session, cast: House, written: Written, renamed: None,
    browser_of: Browser, who: str, language: str,
) -> None:  # fmt: skip
    person = session.merge(getattr(cast, who))
    person.language = language
    session.commit()
    browser = browser_of(person)

    looked_at, found = set(), {}
    for address in pages_for(person.roles, app, session, cast):
        answer = browser.get(address)
        if answer.status_code != 200 or OF_FILES.search(address):
            continue
        looked_at.add(address)
        texts = texts_of(answer)
        wrong = [place for text in texts for place in ours_in(text)]
        if wrong:
            found[address] = wrong[:3]

    assert len(looked_at) > 10
    assert found == {}
