"""Is somebody who is erased named in the language of whoever reads, wherever their name stood?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Remark
from tandem.models.audit import record_act
from tandem.models.erased_name import ERASED
from tandem.models.rows import name_of
from tandem.terms import AuditAct
from tests.cast import NOW, House, read_german
from tests.conftest import Browser
from tests.trust.privacy.test_erasure import erase
from tests.visits import visit
from tests.writings import Written

ENGLISH, GERMAN = "Former colleague", "Früher im Team"


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def test_each_reads_it_in_their_own_language(
    written: Written, cast: House, session: Session, browser_of: Browser
) -> None:
    read_german(session, cast.lee)
    erase(session, cast.eve)

    address = f"/pairs/{cast.ended_pair.id}/"
    told = [browser_of(who).get(address).text for who in (cast.sam, cast.lee)]
    assert [(ENGLISH in page, GERMAN in page) for page in told] == [(True, False), (False, True)]


def test_where_nobody_reads_it_is_said_in_english(app: Flask) -> None:
    said = name_of("", ERASED)
    with app.app_context():
        assert (said, name_of("", ERASED)) == (ENGLISH, ENGLISH)


@pytest.mark.walk
@pytest.mark.parametrize("who", ["sam", "abe", "lee", "tess", "ada"])
def test_no_page_and_no_file_says_it_in_another_language_or_shows_what_is_kept(
    app: Flask, session: Session, cast: House, written: Written, browser_of: Browser, who: str
) -> None:
    person, roles = getattr(cast, who), getattr(cast, who).roles
    for remark in session.query(Remark):
        remark.answer, remark.answered_at, remark.answered_by_id = "Thanks", NOW, cast.rex.id
    record_act(session, AuditAct.JOINED, by_id=cast.eve.id, subject_id=cast.rex.id, now=NOW)
    read_german(session, person)
    for erased in (cast.sue, cast.eve, cast.lia, cast.rex):
        erase(session, erased)

    seen = visit(app, session, cast, browser_of(person), roles)

    assert any(GERMAN in page.words for page in seen.values())
    assert [at for at, page in seen.items() if ENGLISH in page.words] == []
    assert [at for at, page in seen.items() if ERASED in page.words] == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("ada", "/admin/?search={words}"),
        ("ada", "/admin/log?person={words}"),
        ("lee", "/lead/?ended=1&search={words}"),
        ("lee", "/lead/teams/{team_id}/pairs?search={words}"),
        ("lee", "/search?q={words}"),
    ],
)
def test_they_are_found_by_the_words_that_stand_there_for_whoever_reads(
    cast: House, session: Session, written: Written, browser_of: Browser, who: str, address: str
) -> None:
    person = getattr(cast, who)
    read_german(session, person)
    erase(session, cast.eve)
    reader = browser_of(person)

    pages = [
        reader.get(address.format(words=words, team_id=cast.north.id)).text
        for words in ("team früher", "former colleague")
    ]

    assert [GERMAN in page for page in pages] == [True, False]
