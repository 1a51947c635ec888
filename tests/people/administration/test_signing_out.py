"""Can an administrator end somebody's sign-ins, and is the person told?"""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, SignIn
from tandem.terms import AuditAct
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in


def signed_out(cast: Cast, browser_of: Browser, who: int) -> TestResponse:
    """Ada reads the question and presses its button."""
    ada, page = browser_of(cast.ada), f"/admin/people/{who}/sign-out"
    return ada.post(page, data={"form_id": form_id_in(ada.get(page))}, follow_redirects=True)


def test_sams_browser_opens_nothing_any_more_and_he_reads_who_did_it(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    assert sam.get("/").status_code == 200

    signed_out(cast, browser_of, cast.sam.id)

    assert sam.get("/").status_code == 302
    row = session.scalars(select(AuditEntry)).one()
    ended = (AuditAct.SIGN_INS_ENDED, cast.ada.id, cast.sam.id)
    assert (row.act, row.actor_id, row.subject_id) == ended
    said = " ".join(browser_of(cast.sam).get("/").text.split())
    assert "Ada Lind: signed out every browser of the account" in said


def test_it_asks_first_and_says_what_stops_and_what_stays(cast: Cast, browser_of: Browser) -> None:
    browser_of(cast.sam)

    page = browser_of(cast.ada).get(f"/admin/people/{cast.sam.id}/sign-out").text

    assert "Signed in now in 1 browser." in page
    assert "What was saved stays." in page
    assert browser_of(cast.sam).get("/").status_code == 200


def test_an_administrator_who_does_it_to_herself_stays_in_this_browser(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    answer = signed_out(cast, browser_of, cast.ada.id)

    assert answer.status_code == 200
    hers = select(SignIn.person_id).where(SignIn.person_id == cast.ada.id)
    assert session.scalars(hers).all() == [cast.ada.id]


def test_nobody_else_may(cast: Cast, browser_of: Browser) -> None:
    for who in (cast.lee, cast.tess, cast.sue):
        page = f"/admin/people/{cast.sam.id}/sign-out"
        assert browser_of(who).post(page).status_code == 403


def test_where_no_mail_leaves_the_page_says_that_the_address_is_proven_by_nobody(
    app: Flask, cast: Cast, browser_of: Browser
) -> None:
    page, said = f"/admin/people/{cast.sam.id}", "nobody has proven that this address is theirs"

    assert said in browser_of(cast.ada).get(page).text
    app.config.update(SMTP_URL="smtp://127.0.0.1:1", BASE_URL="https://tandem.example.com")
    assert said not in browser_of(cast.ada).get(page).text
