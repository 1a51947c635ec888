"""Whom do people read that they can turn to?"""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Section, SectionKind
from tandem.models import AuditEntry
from tandem.people.contact import actions
from tandem.people.contact.queries import ShownContact, contact_in
from tandem.people.contact.words import general_words
from tandem.terms import AuditAct
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, form_id_in, lesson, serve

LESSON = "/learn/teaming/engine/"
PAGE = "/admin/contact/en"
IN_GENERAL = "the people your company names for this"


@pytest.fixture
def course(session: Session, cast: Cast) -> None:
    """Sam and Sue have a lesson that says whom they can turn to."""
    found = lesson()
    place = Section(SectionKind.READING, "Where it stops", 2, text="<p>Stop.</p>\n<p>{contact}</p>")
    served = serve(session, type(found)(**{**vars(found), "sections": (place, *found.sections)}))
    assign(session, cast.pair, served)


def test_without_a_contact_a_lesson_names_who_is_there_everywhere(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    text = browser_of(cast.sam).get(LESSON).text

    assert IN_GENERAL in text
    assert "{contact}" not in text


def test_what_an_administrator_sets_is_read_at_once(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    ada, sue = browser_of(cast.ada), browser_of(cast.sue)
    sue.get(LESSON)
    sent = {"form_id": form_id_in(ada.get(PAGE)), "text": "Ines\r\n<b>+49 30 1234</b>"}

    assert ada.post(PAGE, data=sent).status_code == 303

    for page in (LESSON, f"/pairs/{cast.pair.id}/"):
        text = sue.get(page).text
        assert "Ines\n&lt;b&gt;+49 30 1234&lt;/b&gt;" in text
        assert IN_GENERAL not in text


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", ShownContact("AUF DEUTSCH", "de")), ("fr", ShownContact("IN ENGLISH", "en"))],
)
def test_each_language_has_its_own_and_english_stands_in(
    session: Session, cast: Cast, language: str, shown: ShownContact
) -> None:
    for code, text in (("de", "AUF DEUTSCH"), ("en", "IN ENGLISH")):
        actions.set_contact(session, code, text, by_id=cast.ada.id, now=NOW)

    assert contact_in(session, language) == shown


def test_a_contact_in_another_language_only_is_shown_as_what_it_is(
    session: Session, cast: Cast
) -> None:
    actions.set_contact(session, "de", "AUF DEUTSCH", by_id=cast.ada.id, now=NOW)

    assert contact_in(session, "en") == ShownContact("AUF DEUTSCH", "de")


def test_an_empty_text_takes_it_away(session: Session, cast: Cast) -> None:
    found = []
    for text in ("INES", ""):
        actions.set_contact(session, "en", text, by_id=cast.ada.id, now=NOW)
        session.flush()
        found.append(contact_in(session, "en"))

    assert found == [ShownContact("INES", "en"), None]


def test_the_log_says_who_set_it_and_only_when_it_changed(session: Session, cast: Cast) -> None:
    for text in ("INES", "INES", "IVO"):
        actions.set_contact(session, "en", text, by_id=cast.ada.id, now=NOW)
        session.flush()

    entries = session.scalars(select(AuditEntry)).all()
    assert [(entry.act, entry.actor_id, entry.detail) for entry in entries] == [
        (AuditAct.CONTACT_SET, cast.ada.id, "")
    ] * 2


@pytest.mark.parametrize("who", ["sam", "lee", "tess"])
def test_nobody_else_sets_it(cast: Cast, browser_of: Browser, who: str) -> None:
    assert browser_of(getattr(cast, who)).get(PAGE).status_code == 403


def test_a_language_without_pages_has_none(cast: Cast, browser_of: Browser) -> None:
    assert browser_of(cast.ada).get("/admin/contact/xx").status_code == 404


def test_what_is_too_long_stays_in_its_field(cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    sent = {"form_id": form_id_in(ada.get(PAGE)), "text": "x" * 601}

    answer = ada.post(PAGE, data=sent)

    assert answer.status_code == 400
    assert "x" * 601 in answer.text


def test_a_leader_outside_the_pair_reads_none_on_its_page(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    pages = [browser_of(who).get(f"/pairs/{cast.pair.id}/").text for who in (cast.lee, cast.sam)]

    assert ["Sam Adeyemi and Sue Zhang" in page for page in pages] == [True, True]
    assert [IN_GENERAL in page for page in pages] == [False, True]


def test_a_lesson_without_its_place_asks_nobody(
    session: Session, engine: Engine, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson()))
    sam = browser_of(cast.sam)
    sam.get(LESSON)

    with counted_queries(engine) as sent:
        assert sam.get(LESSON).status_code == 200

    assert sent
    assert not any("site_contact" in statement for statement in sent)


@pytest.mark.parametrize(("language", "word"), [("en", "HR"), ("de", "Personalabteilung")])
def test_a_preview_says_in_its_language_who_is_there_everywhere(
    app: Flask, language: str, word: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert word in general_words()
