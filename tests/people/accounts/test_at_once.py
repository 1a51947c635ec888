"""What happens when somebody comes in, or an address is changed, twice at the very same moment?"""

from __future__ import annotations

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Invitation, Letter, MailChange, Person
from tandem.models.locking import hold
from tandem.people.accounts import actions
from tandem.people.accounts.actions import password_fits
from tandem.terms import AuditAct, InvitationAnswer
from tests.at_once import at_once, while_under_way
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.people.accounts import test_mail_address as mail
from tests.people.accounts import test_mail_link as mail_link
from tests.people.accounts.test_links import JOIN, link
from tests.postbox import Postbox


@pytest.mark.parametrize("purpose", ["invite", "password"])
def test_a_link_lets_in_one_of_two_browsers(
    session: Session, cast: Cast, browser_of: Browser, purpose: str
) -> None:
    address = link(session, cast.sam, purpose)
    words = "a long sentence", "another long one"
    browsers = [browser_of(None) for _ in words]

    sent = [{**JOIN, "new_password": word, "repeat_password": word} for word in words]

    answers = at_once(
        partial(browsers[0].post, address, data=sent[0]),
        partial(browsers[1].post, address, data=sent[1]),
    )

    assert sorted(answer.status_code for answer in answers) == [303, 404]
    (word,) = [w for w, answer in zip(words, answers, strict=True) if answer.status_code == 303]
    session.rollback()
    session.refresh(cast.sam)
    assert password_fits(word, cast.sam.password_hash)
    assert sum(each.get("/").status_code == 200 for each in browsers) == 1


def test_a_yes_and_a_no_by_one_link_are_one_answer(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address = link(session, cast.sam, "invite")
    yes, no = browser_of(None), browser_of(None)

    joined, refused = at_once(
        partial(yes.post, address, data=JOIN), partial(no.post, f"{address}/no")
    )

    session.rollback()
    invitation = session.scalars(select(Invitation)).one()
    session.refresh(cast.sam)
    is_yes = invitation.answer is InvitationAnswer.YES
    assert (joined.status_code, refused.status_code) == ((303, 404) if is_yes else (404, 200))
    assert cast.sam.has_joined is is_yes
    assert (yes.get("/").status_code == 200) is is_yes


def test_who_joins_by_two_letters_joins_by_one(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, browser_of: Browser
) -> None:
    browsers, links = (browser_of(None), browser_of(None)), []
    for browser in browsers:
        mail_link.ask(browser)
        links.append(mail_link.newest(postbox)[0])
    cast.sam.joined_at = None
    session.commit()

    answers = at_once(
        *(partial(each.post, link) for each, link in zip(browsers, links, strict=True))
    )

    joined = select(AuditEntry.id).where(AuditEntry.act == AuditAct.JOINED)
    assert len(session.scalars(joined).all()) == 1
    assert sorted(mail_link.is_in(browser) for browser in browsers) == [False, True]
    assert 404 in {answer.status_code for answer in answers}


def test_nobody_comes_in_with_a_password_that_is_replaced_at_the_same_moment(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    browser, hashes = browser_of(None), [actions.hash_password(word) for word in ("old", "new")]
    actions.set_password(session, cast.sam, hashes[0], now=NOW)
    session.commit()
    hold(session, Person.id == cast.sam.id, references_pass=True)
    actions.set_password(session, cast.sam, hashes[1], now=NOW)
    session.flush()

    sent = {"email": "sam@example.com", "password": "old"}
    while_under_way(session, partial(browser.post, "/login", data=sent))

    assert browser.get("/").status_code != 200


def test_of_two_addresses_asked_for_at_once_one_waits_for_its_yes(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    wishes = [{"email": email} for email in (mail.NEW, "samuel@example.net")]

    at_once(*(partial(browser_of(cast.sam).post, mail.PAGE, data=wish) for wish in wishes))

    wait_for_letters()
    assert {"email": session.scalars(select(MailChange.email)).one()} in wishes


def test_the_yes_of_both_at_once_is_the_yes_of_two(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, browser_of: Browser
) -> None:
    mail.ask(browser_of(cast.sam))
    links = [mail.link_to(postbox, email) for email in (mail.NEW, "sam@example.com")]

    at_once(*(partial(browser_of(None).post, link) for link in links))

    wait_for_letters()
    assert mail.address_of(session, cast) == mail.NEW


def test_each_address_that_was_somebodys_is_told_of_the_next(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    page, wishes = f"/admin/people/{cast.sam.id}/mail-address", (mail.NEW, "samuel@example.net")

    at_once(*(partial(browser_of(cast.ada).post, page, data={"email": new}) for new in wishes))

    wait_for_letters()
    told = session.scalars(select(Letter.recipient)).all()
    (last,) = {*wishes} - {address for address in told if told.count(address) == 2}
    assert sorted(told) == sorted(["sam@example.com", *wishes, *({*wishes} - {last})])
    assert mail.address_of(session, cast) == last
