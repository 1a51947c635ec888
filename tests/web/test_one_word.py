"""Is one state called the same wherever it stands: on pages, in files, in letters, in the help?"""

from __future__ import annotations

import re
from enum import StrEnum
from html import unescape

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from tandem.guide.help.topics import text_of
from tandem.people.site_look.samples import samples_in
from tandem.terms import Stage, Step, Together
from tandem.web.words import WORDS, words
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, do, finish, lesson, question, serve
from tests.status import drain

SAID: tuple[StrEnum, ...] = (Together.NOBODY_YET, Stage.BEGUN, *list(Together)[1:])
LANGUAGES = ("en", "de")
TAGS = re.compile(r"<[^>]+>")
# What of a pair's road is done, and what that is called.
ROAD: tuple[tuple[StrEnum, bool, bool, bool], ...] = (
    (Together.NOBODY_YET, False, False, False),
    (Stage.BEGUN, True, False, False),
    (Together.WAITING_FOR_SUPPORT, True, True, False),
    (Together.WAITING_FOR_REP, False, False, True),
    (Together.BOTH_DONE, True, True, True),
)


def said_in(app: Flask, language: str, state: StrEnum) -> str:
    """What a state is called in a language."""
    with app.test_request_context(), force_locale(language):
        return words(state)


def plain(html: str) -> str:
    """A page's text."""
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def waiting_for(word: str) -> str:
    """The same without the one who is waited for."""
    return " ".join(word.split()[:2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_every_state_as_the_pages_do(app: Flask, language: str) -> None:
    help_page = plain(text_of("how-it-works", language))

    for state in SAID:
        word = said_in(app, language, state)
        assert (f"{waiting_for(word)} …" if "WAITING" in state.name else word) in help_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_names_every_state_as_the_pages_do(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, language: str
) -> None:
    cast.sam.language = language
    session.commit()

    key = plain(browser_of(cast.sam).get("/help/key").text)

    assert [state for state in SAID if said_in(app, language, state) + ":" not in key] == []


def test_a_site_tries_its_words_for_the_roles_out_on_the_states_that_hold_them(app: Flask) -> None:
    with app.test_request_context():
        waiting = {str(WORDS[Together.WAITING_FOR_REP]), str(WORDS[Together.WAITING_FOR_SUPPORT])}
        assert waiting <= set(samples_in("en").texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("state", "read", "finished", "theirs"), ROAD, ids=str)
def test_a_state_is_called_the_same_on_pages_and_in_files(
    app: Flask,
    session: Session,
    cast: Cast,
    browser_of: Browser,
    language: str,
    state: StrEnum,
    read: bool,
    finished: bool,
    theirs: bool,
) -> None:
    for person in (cast.sam, cast.sue, cast.lee):
        person.language = language
    course = serve(session, lesson(question("q1")))
    assign(session, cast.pair, course)
    if read:
        do(session, cast.sam, Step.READ)
    for person in [cast.sam] * finished + [cast.sue] * theirs:
        finish(session, person)
    drain(session)
    word = said_in(app, language, state)
    lee, sam = browser_of(cast.lee), browser_of(cast.sam)

    seen = {
        "board": plain(lee.get(f"/lead/teams/{cast.north.id}/").text),
        "file": lee.get(f"/lead/teams/{cast.north.id}/report.csv").text,
        "paper": plain(lee.get(f"/lead/teams/{cast.north.id}/print").text),
        "course": plain(sam.get("/learn/teaming/").text),
    }

    named = {"course": named_in(word, state, cast, language)}
    missing = {
        place
        for place, text in seen.items()
        if named.get(place, word).casefold() not in text.casefold()
    }
    assert missing == set()


def named_in(word: str, state: StrEnum, cast: Cast, language: str) -> str:
    """The same where there is one pair: the partner's name instead of the role."""
    if state is Together.WAITING_FOR_SUPPORT:
        return f"{waiting_for(word)} {cast.sue.name}"
    if state is Together.WAITING_FOR_REP:
        return {"en": "waits for you", "de": "wartet auf dich"}[language]
    return word
