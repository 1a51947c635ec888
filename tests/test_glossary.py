"""Does the glossary say what the code means, what the pages say, and what is said in German?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask

from tandem import terms
from tandem.content.kinds import QUESTIONS
from tandem.content.lesson import QuestionKind
from tandem.content.own_words import OURS
from tandem.leading.board.words import HINTS
from tandem.people.matching.forms import StyleForm
from tandem.terms import Channel, Liking, Planning, Promise, Rhythm
from tandem.web.words import WORDS, promise_words

ROOT = Path(__file__).parent.parent
MEMBER = re.compile(r"`([A-Z]\w+)\.([A-Z_]+)`")
ENUM = re.compile(r"`([A-Z]\w+)`")
NOT_SHOWN = "–"
NAMES = ("word", "what it means", "on the screen", "in the code")
# What a learner chooses from: the field of `StyleForm` in which each of these stands.
CHOICES = {"likes": Liking, "rhythm": Rhythm, "channel": Channel, "planning": Planning}


@dataclass(frozen=True)
class GlossaryRow:
    """A row of the glossary."""

    word: str
    meaning: str
    screen: str
    code: str

    @property
    def said(self) -> list[str]:
        """The texts that stand on a page."""
        return [] if self.screen == NOT_SHOWN else self.screen.split(" · ")


def rows() -> Iterator[GlossaryRow]:
    """Every row of every table in `docs/glossary.md`. Raises TypeError for one of another width."""
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if line.startswith("|") and cells != NAMES and not line.startswith("| ---"):
            yield GlossaryRow(*cells)


ROWS = tuple(rows())
OF_MEMBER = {found.groups(): row for row in ROWS for found in MEMBER.finditer(row.code)}


def known_enums() -> set[type[StrEnum]]:
    """Every enum of `terms.py`, and those whose members are said on a page."""
    ours = {
        one for one in vars(terms).values() if isinstance(one, type) and issubclass(one, StrEnum)
    }
    return (ours - {StrEnum}) | {type(member) for member in WORDS} | {QuestionKind}


def fixed_words() -> dict[tuple[str, str], str]:
    """What the pages say for a member, in English, by the names of enum and member.

    Needs a request. By names, because members of two enums are equal where their values are.
    """
    chosen = [
        (CHOICES[name](choice.value), choice.label)
        for name in CHOICES
        for choice in getattr(StyleForm, name).kwargs["choices"]
    ]
    promised = [(one, promise_words(one, partner="%(name)s")) for one in Promise]
    said = [*WORDS.items(), *HINTS.items(), *QUESTIONS.items(), *chosen, *promised]
    return {(type(member).__name__, member.name): str(text) for member, text in said}


def test_every_enum_and_every_member_has_its_row() -> None:
    members = {(one.__name__, member.name) for one in known_enums() for member in one}
    named = {name for row in ROWS for name in ENUM.findall(row.code)}

    assert set(OF_MEMBER) == members
    assert {one.__name__ for one in known_enums()} <= named


def test_a_word_stands_once_and_says_what_it_means() -> None:
    words = [row.word for row in ROWS]

    assert [word for word in words if words.count(word) > 1] == []
    assert [row.word for row in ROWS if not (row.meaning and row.screen and row.code)] == []


def test_a_member_is_said_as_the_pages_say_it(app: Flask) -> None:
    with app.test_request_context():
        fixed = fixed_words()
    other = {name: text for name, text in fixed.items() if text not in OF_MEMBER[name].said}

    assert other == {}
    assert len(fixed) > 60


CATALOGUE = ROOT / "translations" / "de" / "LC_MESSAGES" / "messages.po"


@pytest.fixture(scope="module")
def german() -> Catalog:
    """The German texts."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="de")


def test_every_word_on_the_screen_has_a_german_one(german: Catalog) -> None:
    ids = (one.id if isinstance(one.id, str) else one.id[0] for one in german)
    known = {OURS.filled(text, "en"): text for text in ids if text}
    found = {text: german.get(known.get(text, text)) for row in ROWS for text in row.said}

    assert [text for text, message in found.items() if not (message and message.string)] == []
    assert len(found) > 100
