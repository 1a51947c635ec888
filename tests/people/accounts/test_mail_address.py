"""Whose yes does a new mail address need?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, MailChange
from tandem.people.accounts import actions, mail_change
from tandem.terms import AuditAct
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock
from tests.postbox import Postbox, text_of

PAGE = "/account/mail-address"
NEW = "samuel@example.org"


def ask(browser: BrowserClient, email: str = NEW) -> None:
    """Ask for another address."""
    browser.post(PAGE, data={"email": email})
    wait_for_letters()


def link_to(postbox: Postbox, email: str) -> str:
    """The link of the newest letter to an address."""
    found = re.search(
        r"https://tandem.example.com(/mail-address/\S+)", text_of(postbox.to(email)[-1], "plain")
    )
    assert found
    return found[1]


def address_of(session: Session, cast: Cast) -> str:
    """Sam's address now."""
    session.refresh(cast.sam)
    return cast.sam.email


def test_the_address_is_new_when_both_have_said_yes(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session, postbox: Postbox
) -> None:
    ask(browser_of(cast.sam))

    for email, expected in ((NEW, "sam@example.com"), ("sam@example.com", NEW)):
        visitor, link = browser_of(None), link_to(postbox, email)
        assert visitor.get(link).status_code == 200
        session.rollback()
        visitor.post(link)
        wait_for_letters()
        assert address_of(session, cast) == expected

    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert list(acts) == [AuditAct.MAIL_ASKED, AuditAct.MAIL_CHANGED]


def test_looking_at_a_link_is_no_yes(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session, postbox: Postbox
) -> None:
    ask(browser_of(cast.sam))
    for email in (NEW, "sam@example.com"):
        browser_of(None).get(link_to(postbox, email))

    assert address_of(session, cast) == "sam@example.com"


def test_the_yes_of_one_address_said_twice_is_not_the_yes_of_two(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session, postbox: Postbox
) -> None:
    ask(browser_of(cast.sam))
    for _ in range(2):
        browser_of(None).post(link_to(postbox, NEW))

    assert address_of(session, cast) == "sam@example.com"


def test_an_address_that_somebody_has_gets_no_letter_and_is_not_given_away(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    sam = browser_of(cast.sam)

    ask(sam, "sue@example.com")

    assert postbox.to("sue@example.com") == []
    assert "sue@example.com waits for a yes" in " ".join(sam.get(PAGE).text.split())


def test_an_address_that_was_taken_meanwhile_stays_with_its_owner(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session, postbox: Postbox
) -> None:
    ask(browser_of(cast.sam))
    cast.sue.email = NEW
    session.commit()

    for email in (NEW, "sam@example.com"):
        browser_of(None).post(link_to(postbox, email))

    assert address_of(session, cast) == "sam@example.com"


def test_links_end_after_two_days_and_with_a_new_password(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session, postbox: Postbox,
    clock: SetClock,
) -> None:  # fmt: skip
    ask(browser_of(cast.sam))
    link, begun = link_to(postbox, NEW), clock.now
    clock.set_to(begun + timedelta(days=2))
    assert browser_of(None).get(link).status_code == 404
    clock.set_to(begun)
    assert browser_of(None).get(link).status_code == 200

    actions.set_password(session, cast.sam, "another hash", now=NOW)
    session.commit()

    assert browser_of(None).get(link).status_code == 404
    assert session.scalars(select(MailChange)).all() == []


def test_sam_keeps_the_address_after_all(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    sam = browser_of(cast.sam)
    ask(sam)
    link = link_to(postbox, NEW)
    assert browser_of(None).get(link).status_code == 200

    sam.post(f"{PAGE}/withdraw")

    assert browser_of(None).get(link).status_code == 404


def test_where_no_mail_works_an_administrator_changes_it(
    cast: Cast, browser_of: Browser, session: Session
) -> None:
    assert (
        "An administrator gives your account another address" in browser_of(cast.sam).get(PAGE).text
    )

    page = f"/admin/people/{cast.sam.id}/mail-address"
    taken = browser_of(cast.ada).post(page, data={"email": "sue@example.com"})
    browser_of(cast.ada).post(page, data={"email": NEW})

    assert "This address can’t be used" in taken.text
    assert address_of(session, cast) == NEW
    assert "changed the mail address" in browser_of(cast.sam).get("/").text


def test_both_addresses_are_told_what_an_administrator_did(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    browser_of(cast.ada).post(f"/admin/people/{cast.sam.id}/mail-address", data={"email": NEW})
    wait_for_letters()

    for email in (NEW, "sam@example.com"):
        (letter,) = postbox.to(email)
        assert "Ada Lind" in text_of(letter, "plain")


@pytest.mark.parametrize(
    ("joined_at", "said"),
    [
        (NOW, "It changes at once, and both addresses are told."),
        (None, "Sam Adeyemi hasn’t joined yet."),
    ],
)
def test_an_administrator_reads_what_a_new_address_does(
    cast: Cast, browser_of: Browser, session: Session, joined_at: datetime | None, said: str
) -> None:
    session.merge(cast.sam).joined_at = joined_at
    session.commit()

    assert said in browser_of(cast.ada).get(f"/admin/people/{cast.sam.id}/mail-address").text


def test_a_link_is_about_the_address_it_was_made_for(session: Session, cast: Cast) -> None:
    of_sam, of_sue = (
        mail_change.ask(session, who.id, f"new.{who.email}", now=NOW)
        for who in (cast.sam, cast.sue)
    )

    def owner(token: str) -> int | None:
        change = mail_change.change_by_token(session, token, now=NOW)
        return change and change.person_id

    assert [owner(of_sam.old), owner(of_sam.new)] == [cast.sam.id] * 2
    assert [owner(of_sue.old), owner(of_sue.new)] == [cast.sue.id] * 2
    assert owner("another") is None
