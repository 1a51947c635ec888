"""Does anything that somebody held open something once their account is closed?

Each key is tried twice: as long as the account is open it opens, so it is a key indeed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.learning.plans import links
from tandem.learning.plans.links import PlanLink
from tandem.learning.refreshers.off_links import refreshers_off_address
from tandem.mail import sending
from tandem.mail.letters import LetterText, off_address
from tandem.models import (
    CalendarAddress,
    Letter,
    MailChoice,
    PlanAnswer,
    RecordedAnswer,
    RefresherChoice,
    StepDone,
)
from tandem.models.base import Base
from tandem.notifications.calendar import actions as calendars
from tandem.people.leaving import close_account
from tandem.people.second_step.actions import NewPasskey, add_passkey
from tandem.terms import LetterKind, PlanCheck, PlanSaid
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.plans.plan_helpers import PLAN, make_plan
from tests.lessons import assign, form_id_in, serve
from tests.moments import SetClock
from tests.passkeys import SoftKey
from tests.people.accounts import test_mail_address as mail_address
from tests.people.accounts import test_mail_link as mail_link
from tests.people.accounts.test_links import JOIN, PASSWORDS, link
from tests.people.second_step.conftest import STEP, Phone, is_in, phone, sign_in, with_password
from tests.postbox import Postbox
from tests.together.steps.step_helpers import for_two

__all__ = ["phone", "with_password"]
Opens = Callable[[], bool]


@dataclass(frozen=True)
class Holder:
    """Sam, and all with which Sam comes by keys."""

    app: Flask
    session: Session
    cast: Cast
    browser_of: Browser
    postbox: Postbox
    clock: SetClock
    app_with_codes: Callable[[], Phone]

    @property
    def sam(self) -> BrowserClient:
        """Sam's own browser."""
        return self.browser_of(self.cast.sam)

    def rows(self, table: type[Base]) -> int:
        """How many there are."""
        self.session.rollback()
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def holder(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser, postbox: Postbox,
    clock: SetClock, request: pytest.FixtureRequest,
) -> Holder:  # fmt: skip
    """Sam has a course with a plan in it."""
    assign(session, cast.pair, serve(session, for_two(PLAN)))
    codes = lambda: request.getfixturevalue("phone")  # noqa: E731
    return Holder(mailing, session, cast, browser_of, postbox, clock, codes)


def session_of_browser(holder: Holder) -> Opens:
    """A browser in which Sam is signed in."""
    browser = holder.sam
    return lambda: is_in(browser)


def open_form(holder: Holder) -> Opens:
    """A page that was opened before."""
    browser, page = holder.sam, "/learn/teaming/engine/"
    sent = {"form_id": form_id_in(browser.get(page))}

    def opens() -> bool:
        browser.post(f"{page}read", data=sent)
        return bool(holder.rows(StepDone))

    return opens


def password(holder: Holder) -> Opens:
    """Mail address and password."""
    holder.session.refresh(holder.cast.sam)
    browser = holder.browser_of(None)

    def opens() -> bool:
        sign_in(browser)
        return is_in(browser)

    return opens


def link_to_join(holder: Holder) -> Opens:
    """The link of an invitation."""
    address, browser = link(holder.session, holder.cast.sam, "invite"), holder.browser_of(None)

    def opens() -> bool:
        browser.post(address, data=JOIN)
        return is_in(browser)

    return opens


def link_for_password(holder: Holder) -> Opens:
    """The link to a new password."""
    address, browser = link(holder.session, holder.cast.sam, "password"), holder.browser_of(None)

    def opens() -> bool:
        browser.post(address, data=PASSWORDS, follow_redirects=True)
        sent = {"email": "sam@example.com", "password": PASSWORDS["new_password"]}
        browser.post("/login", data=sent)
        return is_in(browser)

    return opens


def letter_instead_of_password(holder: Holder) -> Opens:
    """The link of a letter that signs in."""
    browser = holder.browser_of(None)
    mail_link.ask(browser)
    address, _ = mail_link.newest(holder.postbox)

    def opens() -> bool:
        browser.post(address)
        return is_in(browser)

    return opens


def code_of_letter(holder: Holder) -> Opens:
    """The code of the same letter."""
    browser = holder.browser_of(None)
    mail_link.ask(browser)
    _, code = mail_link.newest(holder.postbox)

    def opens() -> bool:
        browser.post(mail_link.SENT, data={"code": code})
        return is_in(browser)

    return opens


def goes_on(browser: BrowserClient, sent: dict[str, str]) -> bool:
    """Is somebody sent on who shows the second step, instead of back to the first?"""
    return browser.post(STEP, data=sent).location == "/"


def code_of_app(holder: Holder) -> Opens:
    """The second step, once the password was typed."""
    codes, browser = holder.app_with_codes(), holder.browser_of(None)
    sign_in(browser)

    return lambda: goes_on(browser, {"code": codes.code()})


def code_on_paper(holder: Holder) -> Opens:
    """A recovery code, once the password was typed."""
    codes, browser = holder.app_with_codes(), holder.browser_of(None)
    sign_in(browser)

    return lambda: goes_on(browser, {"code": codes.codes[0]})


def passkey(holder: Holder) -> Opens:
    """A passkey, once the password was typed."""
    key = SoftKey("tandem.example.com", "https://tandem.example.com")
    made = NewPasskey(key.id, key.public, sign_count=0, name="my key")
    add_passkey(holder.session, holder.cast.sam, made, now=holder.clock.now)
    holder.session.commit()
    browser = holder.browser_of(None)
    sign_in(browser)
    answer = key.answer(browser.get(STEP).text)

    return lambda: goes_on(browser, {"credential": answer})


def link_to_new_address(holder: Holder) -> Opens:
    """The link that says yes to another mail address."""
    mail_address.ask(holder.sam)
    address, browser = (
        mail_address.link_to(holder.postbox, mail_address.NEW),
        holder.browser_of(None),
    )
    return lambda: browser.get(address).status_code == 200


def calendar(holder: Holder) -> Opens:
    """The address of a calendar."""
    calendars.renew(holder.session, holder.cast.sam.id, now=holder.clock.now)
    holder.session.commit()
    key = holder.session.get_one(CalendarAddress, holder.cast.sam.id).key
    address, browser = f"/calendar/{key}.ics", holder.browser_of(None)
    return lambda: browser.get(address).status_code == 200


def tap_in_letter(holder: Holder) -> Opens:
    """A link of a letter that answers for a plan."""
    make_plan(holder.sam, holder.cast)
    holder.clock.go_on(timedelta(days=5))
    holder.session.rollback()
    plan = holder.session.scalars(select(RecordedAnswer)).one()
    with holder.app.test_request_context():
        tap = PlanLink(plan.id, holder.cast.sam.id, PlanCheck.AFTER_TWO, PlanSaid.DID_IT)
        address = urlsplit(links.address_of(tap)).path
    browser = holder.browser_of(None)

    def opens() -> bool:
        browser.post(address)
        return bool(holder.rows(PlanAnswer))

    return opens


def link_that_switches_mail_off(holder: Holder) -> Opens:
    """What a mail program posts to by itself, from the header of a letter."""
    return pressing(holder, off_address, MailChoice)


def link_that_switches_questions_off(holder: Holder) -> Opens:
    """The link of a letter to no such mail anymore."""
    return pressing(holder, refreshers_off_address, RefresherChoice)


def pressing(holder: Holder, address_of: Callable[[int], str], table: type[Base]) -> Opens:
    """Does a link say whose it is, and is something kept when it is pressed?"""
    with holder.app.test_request_context():
        address = urlsplit(address_of(holder.cast.sam.id)).path
    browser = holder.browser_of(None)

    def opens() -> bool:
        pages = browser.get(address).text + browser.post(address).text
        return "sam@example.com" in pages or bool(holder.rows(table))

    return opens


def waiting_letter(holder: Holder) -> Opens:
    """A letter that waits."""
    now = holder.clock.now
    letter = Letter(
        kind=LetterKind.ASKED, person_id=holder.cast.sam.id, recipient="sam@example.com",
        subject="Hello", text="Hello.", created_at=now, next_try_at=now,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    holder.session.add(letter)
    holder.session.commit()

    def opens() -> bool:
        text = LetterText(subject="Hello", text="Hello.", html="")
        sending.send_waiting(holder.app, lambda *_: text)
        return bool(holder.postbox.to("sam@example.com"))

    return opens


KEYS = (
    session_of_browser, open_form, password, link_to_join, link_for_password,
    letter_instead_of_password, code_of_letter, code_of_app, code_on_paper, link_to_new_address,
    calendar, tap_in_letter, waiting_letter, passkey, link_that_switches_mail_off,
    link_that_switches_questions_off,
)  # fmt: skip


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.__name__)
def test_a_key_opens_until_the_account_is_closed(
    holder: Holder, with_password: Cast, key: Callable[[Holder], Opens], is_closed: bool
) -> None:
    opens = key(holder)
    holder.session.rollback()
    if is_closed:
        now = holder.clock.now
        close_account(holder.session, holder.cast.sam.id, by_id=holder.cast.ada.id, now=now)
        holder.session.commit()

    assert opens() is not is_closed
