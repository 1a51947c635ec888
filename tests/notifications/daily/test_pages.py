"""What mail does somebody want, and what became of every letter?"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.mail import sending
from tandem.models import Course, Letter, MailChoice
from tandem.notifications.daily import letter as daily_letter
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.notifications.conftest import mail_today
from tests.postbox import Postbox
from tests.two_pairs import two_pairs


def off_link(postbox: Postbox) -> str:
    """The address with which Sam's mail is switched off."""
    header = postbox.to("sam@example.com")[0]["List-Unsubscribe"]
    return re.sub(r"^<https://[^/]+|>$", "", header)


def wants_mail(session: Session, cast: Cast) -> bool:
    """Does Sam get reminders?"""
    session.rollback()
    choice = session.get(MailChoice, cast.sam.id)
    return choice is None or choice.reminders


def test_a_mail_program_switches_the_mail_off_with_one_post_and_no_session(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    browser_of: Browser,
) -> None:  # fmt: skip
    mail_today(mailing)
    program = browser_of(None)
    program.sends_token = False

    answer = program.post(off_link(postbox), data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not wants_mail(session, cast)


def test_looking_at_the_link_switches_nothing_off(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    browser_of: Browser,
) -> None:  # fmt: skip
    mail_today(mailing)

    page = browser_of(None).get(off_link(postbox))

    assert "Switch the mail off?" in page.text
    assert wants_mail(session, cast)


def test_a_link_cannot_be_guessed(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    browser_of: Browser,
) -> None:  # fmt: skip
    mail_today(mailing)
    link = off_link(postbox)

    assert browser_of(None).post(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
    assert browser_of(None).post(f"/mail/off/{cast.sam.id}").status_code == 404
    assert wants_mail(session, cast)


def test_sam_chooses_and_can_switch_it_on_again(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    for ticked in ({}, {"reminders": "y"}):
        form_id = form_id_in(browser.get("/account/mail"))
        browser.post("/account/mail", data={"form_id": form_id, **ticked})

        assert wants_mail(session, cast) is bool(ticked)


@two_pairs
def test_ada_sees_the_last_run_and_what_could_not_be_delivered_but_no_letter(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox, browser_of: Browser
) -> None:
    postbox.refused["sam@example.com"] = "550 no such mailbox"
    mail_today(mailing)

    page = browser_of(cast.ada).get("/admin/mail?show=trouble")

    assert "3 letters written" in page.text
    assert "550 no such mailbox" in page.text
    assert "sue@example.com" not in page.text
    assert "Sue Zhang" not in page.text


def test_ada_sends_an_invitation_again_that_was_refused(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, browser_of: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sending, "send_soon", lambda: None)
    postbox.refused["sam@example.com"] = "550 no such mailbox"
    cast.sam.joined_at = None
    session.commit()
    address, ada = f"/admin/people/{cast.sam.id}", browser_of(cast.ada)
    ada.post(f"{address}/link", data={"form_id": form_id_in(ada.get(address))})
    letter = session.scalars(select(Letter)).one()
    daily_letter.send(mailing)
    postbox.refused.clear()

    ada.post(f"/admin/mail/{letter.id}/again")
    daily_letter.send(mailing)

    assert "/invite/" in str(postbox.to("sam@example.com")[-1])


def test_a_daily_letter_whose_day_is_over_is_not_sent_again(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox,
    browser_of: Browser,
) -> None:  # fmt: skip
    postbox.refused["sam@example.com"] = "550 no such mailbox"
    mail_today(mailing)
    letter = session.scalars(select(Letter).where(Letter.person_id == cast.sam.id)).one()

    page = browser_of(cast.ada).post(f"/admin/mail/{letter.id}/again", follow_redirects=True)

    assert "This letter isn’t sent again" in page.text
