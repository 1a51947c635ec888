"""What happens when a second step is set up, used or taken away twice at the very same moment?"""

from __future__ import annotations

from functools import partial

import pyotp
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, AuthenticatorApp, Person, RecoveryCode
from tandem.models.locking import hold
from tandem.people.accounts import actions as accounts
from tandem.people.second_step import sealing
from tandem.terms import AuditAct
from tests.at_once import at_once, while_under_way
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock
from tests.people.second_step.conftest import STEP, Phone, is_in
from tests.people.second_step.test_setting_up import HOME
from tests.people.second_step.test_signing_in import waiting


def test_two_apps_added_at_once_leave_one_with_ten_codes(
    app: Flask, session: Session, with_password: Cast, clock: SetClock, browser_of: Browser
) -> None:
    sam, tabs = browser_of(with_password.sam), []
    for key in (pyotp.random_base32(), pyotp.random_base32()):
        with app.app_context():
            sealed = sealing.seal(key)
        tabs.append({"sealed_key": sealed, "code": pyotp.TOTP(key).at(clock.now)})

    at_once(*(partial(sam.post, f"{HOME}/app", data=tab) for tab in tabs))

    assert session.scalar(select(func.count()).select_from(AuthenticatorApp)) == 1
    assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 10


def test_two_administrators_take_it_away_once(
    session: Session, cast: Cast, phone: Phone, browser_of: Browser
) -> None:
    address = f"/admin/people/{cast.sam.id}/second-step/remove"

    at_once(*(partial(browser_of(cast.ada).post, address) for _ in range(2)))

    wait_for_letters()
    taken = select(AuditEntry.id).where(AuditEntry.act == AuditAct.SECOND_STEP_RESET)
    assert len(session.scalars(taken).all()) == 1


def test_a_password_that_is_replaced_meanwhile_ends_what_waits_for_the_second_step(
    session: Session, cast: Cast, phone: Phone, browser_of: Browser
) -> None:
    browser = waiting(browser_of)
    hold(session, Person.id == cast.sam.id, references_pass=True)
    accounts.set_password(session, cast.sam, accounts.hash_password("another"), now=NOW)
    session.flush()

    while_under_way(session, partial(browser.post, STEP, data={"code": phone.code()}))

    assert not is_in(browser)
