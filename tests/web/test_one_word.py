"""Is one state called the same wherever it stands: on pages, in files, in letters, in the help?"""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Done:
    """How much of a module a pair has done, and what that is called."""

    state: StrEnum
    is_read: bool = False
    by_rep: bool = False
    by_support: bool = False


ROAD = (
    Done(Together.NOBODY_YET),
    Done(Stage.BEGUN, is_read=True),
    Done(Together.WAITING_FOR_SUPPORT, by_rep=True),
    Done(Together.WAITING_FOR_REP, by_support=True),
    Done(Together.BOTH_DONE, by_rep=True, by_support=True),
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


@dataclass(frozen=True)
class Readers:
    """What a leader and one of the two read, in a language, of a pair that is somewhere."""

    board: str
    file: str
    paper: str
    course: str


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("done", ROAD, ids=lambda done: str(done.state))
def test_a_state_is_called_the_same_on_pages_and_in_files(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, language: str, done: Done
) -> None:
    walk(session, cast, done, language)
    word = said_in(app, language, done.state)

    read = what_is_read(cast, browser_of)

    for text in (read.board, read.file, read.paper):
        assert word.casefold() in text.casefold()
    assert named_in(word, done.state, cast, language).casefold() in read.course.casefold()


def walk(session: Session, cast: Cast, done: Done, language: str) -> None:
    """Give the pair a course, and let it do so much of it."""
    for person in (cast.sam, cast.sue, cast.lee):
        person.language = language
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    if done.is_read:
        do(session, cast.sam, Step.READ)
    for person in [cast.sam] * done.by_rep + [cast.sue] * done.by_support:
        finish(session, person)
    drain(session)


def what_is_read(cast: Cast, browser_of: Browser) -> Readers:
    """The pages and files on which the state stands."""
    lee, team = browser_of(cast.lee), f"/lead/teams/{cast.north.id}"
    return Readers(
        board=plain(lee.get(f"{team}/").text),
        file=lee.get(f"{team}/report.csv").text,
        paper=plain(lee.get(f"{team}/print").text),
        course=plain(browser_of(cast.sam).get("/learn/teaming/").text),
    )


def named_in(word: str, state: StrEnum, cast: Cast, language: str) -> str:
    """The same where there is one pair: the partner's name instead of the role."""
    if state is Together.WAITING_FOR_SUPPORT:
        return f"{waiting_for(word)} {cast.sue.name}"
    if state is Together.WAITING_FOR_REP:
        return {"en": "waits for you", "de": "wartet auf dich"}[language]
    return word
