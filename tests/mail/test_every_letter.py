"""Is every letter short in its head, with one button, and as good in plain text as in HTML?"""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import said
from tests.cast import NOW, Cast
from tests.lessons import assign, lesson, question, serve
from tests.mail.every_letter import LINK, MODULE, NAME, SCENE, Kind, letters_in, without_style
from tests.moments import SetClock
from tests.written import AsBefore

# So much of a subject is shown on a phone; a name or a title may be as long as it is.
LONGEST = 60
LETTERS = Path(__file__).parent / "letters"
LINKS_TOGETHER = re.compile(r"</a>\s*<a\b")
BUTTON = re.compile(r'<a class="button"[^>]*href="([^"]+)"')
LABEL = re.compile(r'<a class="button"[^>]*>([^<]+)</a>')
# These only tell, or ask for one tap among several.
WITHOUT = {"plan", "ended"}
ADDRESS = re.compile(r"https?://[^\s\"<]+")
BLOCK = re.compile(r"</?(?:p|h\d|li|ul|div|td|tr|table|br)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
# What HTML says beside an address that nobody can press.
COPY = {"Or copy this address into your browser", "Oder kopiere diese Adresse in deinen Browser"}
RAW = re.compile(r"\[\w[\w ]*\]|%\(|\b(Rep|Support)s?\b people|^\s*$")


@pytest.fixture(params=["en", "de"])
def kinds(
    app: Flask, session: Session, cast: Cast, clock: SetClock, request: pytest.FixtureRequest
) -> list[Kind]:
    """A letter of every kind; Sam and Sue have a course to be done within a week."""
    app.config["BASE_URL"] = "https://tandem.example.com"
    clock.set_to(NOW)
    asked = lesson(question("q1"), title=MODULE, minutes=6)
    assign(session, cast.pair, serve(session, asked), due_on=date(2026, 3, 9))
    return letters_in(app, session, cast, request.param)


@pytest.mark.written_down
def test_every_letter_says_what_it_said(kinds: list[Kind], request: pytest.FixtureRequest) -> None:
    """What it said lies in `tests/mail/letters/`; `make pages` writes it anew."""
    says = {kind.name: [kind.letter.subject, *kind.letter.text.splitlines()] for kind in kinds}
    file = LETTERS / f"{request.node.callspec.params['kinds']}.txt"
    if request.config.getoption("--record-pages"):
        said.write(file, says)

    assert said.read(file) == says


def test_every_letter_shows_in_html_what_it_showed(
    kinds: list[Kind], page_as_before: AsBefore
) -> None:
    page_as_before("".join(f"{kind.name}:{without_style(kind.letter.html)}" for kind in kinds))


def test_a_subject_is_short_but_for_its_names_and_names_what_it_is_about(kinds: list[Kind]) -> None:
    subjects = {kind.name: kind.letter.subject for kind in kinds}

    assert {name: said for name, said in subjects.items() if RAW.search(said)} == {}
    assert {
        name: said for name, said in subjects.items() if len(without_names(said)) > LONGEST
    } == {}
    assert {said for said in subjects.values() if "\n" in said or said != said.strip()} == set()
    for name, about in {
        "nudge": NAME,
        "plan": MODULE,
        "refresher": MODULE,
        "daily: Sam": MODULE,
    }.items():
        assert about in subjects[name]
    assert len(subjects) > 20


def without_names(said: str) -> str:
    """A subject without what may be as long as it is."""
    return said.replace(NAME, "").replace(MODULE, "").replace(SCENE, "")


def test_a_letter_has_one_button(kinds: list[Kind]) -> None:
    buttons = {kind.name: len(BUTTON.findall(kind.letter.html)) for kind in kinds}

    assert {
        name: number for name, number in buttons.items() if number != (name not in WITHOUT)
    } == {}


def test_a_sign_or_words_stand_between_two_links(kinds: list[Kind]) -> None:
    """A letter's own style sheet parts nothing, and whoever shows none of it reads one word."""
    assert [kind.name for kind in kinds if LINKS_TOGETHER.search(kind.letter.html)] == []


def test_what_is_left_is_said_in_minutes(kinds: list[Kind]) -> None:
    (mine,) = [kind.letter for kind in kinds if kind.name == "daily: Sam"]

    for part in (mine.subject, mine.text, mine.html):
        assert re.search(r"\b(About|Etwa) \d+ (minutes|Minuten)", part), part


def test_plain_text_says_all_that_html_says_and_leads_everywhere(kinds: list[Kind]) -> None:
    for kind in kinds:
        text = " ".join(kind.letter.text.split())
        said = lines_of(kind.letter.html) - COPY - button_of_short(kind)
        links = {unescape(address) for address in ADDRESS.findall(kind.letter.html)}

        assert {line for line in said if line not in text} == set(), kind.name
        assert {address for address in links if address not in kind.letter.text} == set(), kind.name
        assert (LINK in kind.letter.text) == (LINK in kind.letter.html)
        assert TAG.search(kind.letter.text) is None


def button_of_short(kind: Kind) -> set[str]:
    """What the button says of a letter whose text has the address alone, below its sentence."""
    return set() if kind.letter.off else set(LABEL.findall(kind.letter.html))


def lines_of(html: str) -> set[str]:
    """What stands in the letter, block by block and link by link, without the name of the site."""
    body = html.partition('<p class="brand"')[2].partition("</p>")[2]
    parts = re.split(r"</?a\b[^>]*>", BLOCK.sub("\n", body).replace(" · ", "\n"))
    lines = (" ".join(unescape(TAG.sub("", line)).split()) for line in "\n".join(parts).split("\n"))
    return {line.rstrip(".: ") for line in lines if len(line) > 2} - {""}
