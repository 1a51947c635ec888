"""Does a German reader see German on every page? A walk over every address with every role."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tandem.models import Person
from tests.cast import Cast
from tests.conftest import Browser
from tests.spoken_names import unlike_in
from tests.test_doors import addresses, places
from tests.web.test_languages import ROOT, catalogue, texts

PEOPLE = ["visitor", "sam", "sue", "lee", "tess", "ada"]
SPOKEN = ("aria-label", "title", "placeholder", "alt")
EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "use", "wbr", "source"})
# What stands on a page as somebody wrote it.
QUOTED = frozenset({"script", "style", "pre", "code", "textarea"})
# Words that no German sentence has.
ENGLISH = re.compile(r"\b(?:the|and|your|you|is|are|of|this|with|for|that|nobody)\b", re.IGNORECASE)
# What the lessons and people of the tests say themselves.
WRITTEN = re.compile(
    r"Gasoline and engine|Everybody reads this.|You are the drive.|What is hard\?|^You$"
)
__all__ = ["places"]


class Texts(HTMLParser):
    """The texts of a page that are said to be in German, and are not what somebody wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens; some of its attributes are read aloud."""
        given = dict(attrs)
        if tag not in EMPTY:
            self.open.append((tag, given.get("lang")))
        spoken = (given.get(name) for name in given if name in SPOKEN or name.startswith("data-w"))
        self.take(*spoken, given.get("value") if given.get("type") == "submit" else None)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, with all that was left open in it."""
        places = [at for at, (name, _) in enumerate(self.open) if name == tag]
        del self.open[places[-1] if places else len(self.open) :]

    def handle_data(self, data: str) -> None:
        """A text between two tags."""
        if not any(name in QUOTED for name, _ in self.open):
            self.take(data)

    def take(self, *texts: str | None) -> None:
        """Keep what is said in German."""
        language = next((lang for _, lang in reversed(self.open) if lang), "")
        if language.startswith("de"):
            self.found |= {" ".join(text.split()) for text in texts if text and text.strip()}


def texts_on(page: str) -> set[str]:
    """The German texts of a page."""
    reader = Texts()
    reader.feed(page)
    return reader.found


@cache
def english_texts() -> frozenset[str]:
    """The texts of the code whose German differs, as they stand on an English page."""
    pairs: list[tuple[str, str]] = []
    for one in catalogue(ROOT / "translations" / "de" / "LC_MESSAGES" / "messages.po"):
        ids = [one.id] if isinstance(one.id, str) else list(one.id)
        pairs += zip(ids, texts(one), strict=False)
    same = {german for _, german in pairs}  # "Module" is English, and the German plural
    return frozenset(text.replace("%%", "%") for text, _ in pairs if text and text not in same)


def is_english(text: str) -> bool:
    """Is this a text of ours, or does it hold a word that no German sentence has?"""
    own = WRITTEN.sub("", text)
    return own in english_texts() or bool(ENGLISH.search(own))


@pytest.mark.parametrize("who", PEOPLE)
def test_a_german_reader_sees_no_english_on_any_page(
    app: Flask,
    session: Session,
    cast: Cast,
    places: dict[str, object],
    browser_of: Browser,
    who: str,
) -> None:
    session.execute(update(Person).values(language="de"))
    session.commit()
    browser = browser_of(getattr(cast, who, None))
    found: dict[str, str] = {}
    unlike: dict[str, set[tuple[str, str]]] = {}

    for _, method, address in addresses(app, places):
        if method == "GET":
            answer = browser.get(address, headers={"Accept-Language": "de"})
            is_page = answer.mimetype == "text/html"
            for text in texts_on(answer.text) if is_page else ():
                found[text] = address
            if is_page and (others := unlike_in(answer.text)):
                unlike[address] = others

    assert len(found) > 20
    assert {text: at for text, at in found.items() if is_english(text)} == {}
    assert unlike == {}
