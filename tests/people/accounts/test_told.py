"""Is somebody told what another did to their account, by mail and on their page?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Letter, Person
from tandem.models.audit import record_act
from tandem.models.timing import moment_of
from tandem.people.accounts import actions
from tandem.people.accounts.telling import tell
from tandem.terms import AuditAct, LetterKind
from tandem.web import db
from tests.cast import NOW, Cast, let_in
from tests.conftest import Browser
from tests.forms import agree
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.accounts.test_links import JOIN, link


def post(cast: Cast, browser_of: Browser, address: str, **fields: object) -> TestResponse:
    """Ada sends a form of Sam's page in the administration."""
    ada, page = browser_of(cast.ada), f"/admin/people/{cast.sam.id}"
    sent = {"form_id": form_id_in(ada.get(page)), **fields}
    answer = agree(ada, ada.post(address, data=sent))
    return ada.get(answer.location) if answer.location else answer


def acts(session: Session) -> list[tuple[AuditAct, int | None, int | None, str]]:
    """What stands in the log, in its order."""
    session.rollback()
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.act, row.actor_id, row.subject_id, row.detail) for row in rows]


def letters_to(session: Session, who: Person) -> list[Letter]:
    """The letters to somebody."""
    session.rollback()
    return list(session.scalars(select(Letter).where(Letter.recipient == who.email)))


def tell_of(app: Flask, act: AuditAct, *, by: Person, subject: Person) -> None:
    """The site tells somebody what another did."""
    with app.test_request_context(method="POST"), db.writing() as own:
        tell([record_act(own, act, by_id=by.id, subject_id=subject.id, now=NOW)])


def test_who_made_a_link_into_an_account_is_named_on_its_owners_page(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    post(cast, browser_of, f"/admin/people/{cast.sam.id}/link")

    for page in ("/", "/account"):
        text = " ".join(browser_of(cast.sam).get(page).text.split())
        assert "Ada Lind: made a link for a new password" in text
    assert "Ada Lind" not in browser_of(cast.sue).get("/").text
    made = (AuditAct.LINK_FOR_PASSWORD, cast.ada.id, cast.sam.id, "")
    assert acts(session) == [made]


@pytest.mark.parametrize("links", [1, 2])
def test_the_link_that_somebody_first_came_in_by_is_no_news_but_those_before_are(
    session: Session, cast: Cast, browser_of: Browser, links: int
) -> None:
    address = [link(session, cast.sam, "invite") for _ in range(links)][-1]
    browser = browser_of(None)

    browser.post(address, data=JOIN)

    assert browser.get("/").text.count("made a link to join") == links - 1
    assert browser.get("/account").text.count("made a link to join") >= links


def test_who_came_in_by_a_provider_reads_of_a_link_into_the_account(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link(session, cast.sam, "invite")
    actions.come_in(session, cast.sam, now=moment_of(session))
    let_in(session, cast.sam)
    session.commit()

    assert "made a link to join" in browser_of(cast.sam).get("/").text


def test_a_notice_that_was_read_goes_and_stays_in_the_account(
    cast: Cast, browser_of: Browser
) -> None:
    post(cast, browser_of, f"/admin/people/{cast.sam.id}/link")
    sam = browser_of(cast.sam)
    up_to = re.search(r'name="up_to" value="(\d+)"', sam.get("/").text)
    assert up_to

    sam.post("/account/notices", data={"up_to": up_to[1]})

    assert "Ada Lind" not in sam.get("/").text
    assert "Ada Lind" in sam.get("/account").text


def test_nobody_reads_a_notice_before_it_is_there(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    post(cast, browser_of, f"/admin/people/{cast.sam.id}/link")
    browser_of(cast.sam).post("/account/notices", data={"up_to": 10**9})

    post(cast, browser_of, f"/admin/people/{cast.sam.id}/link")

    assert "Ada Lind" in browser_of(cast.sam).get("/").text


def test_where_mail_works_a_link_goes_by_mail_and_is_shown_to_nobody(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    page = post(cast, browser_of, f"/admin/people/{cast.sam.id}/link")

    (letter,) = letters_to(session, cast.sam)
    assert "/password/" not in page.text
    assert "on its way to sam@example.com" in page.text
    assert "https://tandem.example.com/password/" in letter.text
    assert "Ada Lind, an administrator, made a link" in letter.text


def test_roles_that_are_given_and_taken_are_told(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    post(cast, browser_of, f"/admin/people/{cast.sam.id}", roles=["trainer"], is_active="y")

    (letter,) = letters_to(session, cast.sam)
    assert letter.kind is LetterKind.NOTICE
    assert "Ada Lind: gave roles · Trainer" in letter.text
    assert "Ada Lind: removed roles · Rep" in letter.text
    given = (AuditAct.ROLES_GIVEN, cast.ada.id, cast.sam.id, "trainer")
    seats = [act for act in acts(session) if act[0] is AuditAct.SEAT_WITHOUT_ROLE]
    taken = (AuditAct.ROLES_TAKEN, cast.ada.id, cast.sam.id, "rep")
    assert acts(session) == [*seats, given, taken]


def test_an_account_that_is_closed_and_opened_again_tells_so(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    post(cast, browser_of, f"/admin/people/{cast.sam.id}", roles=["rep"])
    post(cast, browser_of, f"/admin/people/{cast.sam.id}", roles=["rep"], is_active="y")

    of_account = [act for act, *_ in acts(session) if act is not AuditAct.PAIR_ENDED]
    assert of_account == [AuditAct.CLOSED, AuditAct.OPENED]
    assert "opened the account" in browser_of(cast.sam).get("/").text


def test_a_closed_account_gets_no_link(session: Session, cast: Cast, browser_of: Browser) -> None:
    cast.sam.is_active = False
    session.commit()

    page = post(cast, browser_of, f"/admin/people/{cast.sam.id}/link")

    assert "This account is closed" in page.text
    assert acts(session) == []


def test_who_is_taken_out_of_a_team_is_told(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    for _ in range(2):
        browser_of(cast.lee).post(f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/leave")

    text = " ".join(browser_of(cast.sam).get("/").text.split())
    assert "Lee Moreau: removed from a team · North" in text
    assert len(acts(session)) == 1


def test_nobody_is_told_of_what_they_did_themselves(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada, page = browser_of(cast.ada), f"/admin/people/{cast.ada.id}"
    sent = {"form_id": form_id_in(ada.get(page)), "roles": ["admin", "rep"], "is_active": "y"}
    ada.post(page, data=sent)

    assert letters_to(session, cast.ada) == []
    assert "What others did" not in ada.get("/").text
    assert "gave roles" in ada.get("/account").text


def test_a_new_account_is_not_told_what_was_done_to_one_that_had_its_number(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    record_act(session, AuditAct.CLOSED, by_id=None, subject_id=cast.sam.id, now=NOW)
    session.commit()
    assert "closed the account" in browser_of(cast.sam).get("/account").text
    cast.sam.created_at = clock.now
    session.commit()

    assert "closed the account" not in browser_of(cast.sam).get("/account").text


def test_a_new_password_ends_every_other_link(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    pages = [link(session, cast.sam, purpose) for purpose in ("invite", "password")]
    assert [browser_of(None).get(page).status_code for page in pages] == [200, 200]
    new_hash = actions.hash_password("a new long password")
    actions.set_password(session, cast.sam, new_hash, now=clock.now)
    session.commit()

    assert [browser_of(None).get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize(
    ("state", "letters"),
    [({}, 1), ({"is_active": False}, 0), ({"joined_at": None}, 0), ({"is_sample": True}, 0)],
)
def test_only_who_is_here_and_no_part_of_the_sample_gets_a_notice(
    mailing: Flask, session: Session, cast: Cast, state: dict[str, Any], letters: int
) -> None:
    for name, value in state.items():
        setattr(cast.sam, name, value)
    session.commit()

    tell_of(mailing, AuditAct.ROLES_GIVEN, by=cast.ada, subject=cast.sam)

    assert len(letters_to(session, cast.sam)) == letters


@pytest.mark.parametrize(
    ("act", "letters"),
    [(AuditAct.NAME_MENDED, 1), (AuditAct.PAIR_FORMED, 0), (AuditAct.SIGNED_IN, 0)],
)
def test_no_letter_tells_of_what_is_shown_elsewhere(
    mailing: Flask, session: Session, cast: Cast, act: AuditAct, letters: int
) -> None:
    tell_of(mailing, act, by=cast.lee, subject=cast.sam)

    assert len(letters_to(session, cast.sam)) == letters
