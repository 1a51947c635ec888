"""How does somebody set up a second step, and take it away?"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, AuthenticatorApp, Passkey, RecoveryCode
from tandem.people.second_step import totp
from tandem.terms import AuditAct
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.second_step.conftest import STEP, Phone, codes_left, field_of, is_in, sign_in
from tests.postbox import Postbox, text_of

HOME = "/account/second-step"


def test_an_app_is_added_by_its_first_code_and_gives_ten_codes_once(
    with_password: Cast, browser_of: Browser, session: Session, clock: SetClock
) -> None:
    sam = browser_of(with_password.sam)
    page = sam.get(f"{HOME}/app")
    key = re.search(r'class="qr__key">(\w+)<', page.text)
    assert key
    assert "<svg" in page.text

    code = pyotp.TOTP(key[1]).at(clock.now)
    sent = {"sealed_key": field_of(page, "sealed_key"), "code": code}
    answer = sam.post(f"{HOME}/app", data=sent)

    codes = re.findall(r"<code>([a-z0-9-]{27})</code>", answer.text)
    assert len(set(codes)) == 10
    assert not any(code in sam.get(HOME).text for code in codes)
    row = session.scalars(select(AuthenticatorApp)).one()
    assert key[1] not in row.sealed_key
    hashes = session.scalars(select(RecoveryCode.code_hash)).all()
    assert not set(codes) & set(hashes)
    browser = browser_of(None)
    assert sign_in(browser).location == STEP
    assert browser.post(STEP, data={"code": codes[0]}).status_code == 302


def test_whoever_sends_the_first_code_again_is_told_how_to_come_by_codes(
    with_password: Cast, browser_of: Browser, session: Session, clock: SetClock
) -> None:
    sam = browser_of(with_password.sam)
    page = sam.get(f"{HOME}/app")
    key = re.search(r'class="qr__key">(\w+)<', page.text)
    assert key
    sent = {
        "sealed_key": field_of(page, "sealed_key"),
        "code": pyotp.TOTP(key[1]).at(clock.now),
    }

    _, again = (sam.post(f"{HOME}/app", data=sent, follow_redirects=True) for _ in range(2))

    assert "If you haven’t seen your recovery codes, make new ones." in again.text
    assert len(session.scalars(select(RecoveryCode)).all()) == 10


def test_a_wrong_first_code_adds_nothing_and_keeps_the_picture(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    sam = browser_of(with_password.sam)
    page = sam.get(f"{HOME}/app")
    sent = {"sealed_key": field_of(page, "sealed_key"), "code": "000000"}

    answer = sam.post(f"{HOME}/app", data=sent)

    assert answer.status_code == 400
    assert re.findall("qr__key.>(\\w+)", answer.text) == re.findall("qr__key.>(\\w+)", page.text)
    assert session.scalars(select(AuthenticatorApp)).all() == []


def test_new_codes_end_the_old_ones(
    phone: Phone, with_password: Cast, browser_of: Browser, session: Session
) -> None:
    browser_of(with_password.sam).post(f"{HOME}/codes")

    browser = browser_of(None)
    sign_in(browser)
    assert browser.post(STEP, data={"code": phone.codes[0]}).status_code == 400
    assert codes_left(session) == 10


def test_with_the_last_of_them_the_password_alone_opens_the_account_again(
    phone: Phone, with_password: Cast, browser_of: Browser, session: Session
) -> None:
    browser_of(with_password.sam).post(f"{HOME}/app/remove")

    browser = browser_of(None)
    assert sign_in(browser).location == "/"
    assert codes_left(session) == 0


def test_its_owner_is_told_by_mail_for_it_may_have_been_somebody_else(
    mailing: Flask, phone: Phone, with_password: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    browser_of(with_password.sam).post(f"{HOME}/app/remove")
    wait_for_letters()

    (letter,) = postbox.to("sam@example.com")
    assert "removed a second step of the sign-in" in text_of(letter, "plain")


def test_an_administrator_lets_in_whoever_has_lost_everything_and_it_is_told(
    phone: Phone, with_password: Cast, browser_of: Browser, session: Session
) -> None:
    ada = browser_of(with_password.ada)
    page = ada.get(f"/admin/people/{with_password.sam.id}")
    assert "Remove the second step at sign-in" in page.text

    address = f"/admin/people/{with_password.sam.id}/second-step/remove"
    ada.post(address, data={"form_id": form_id_in(page)})

    browser = browser_of(None)
    assert sign_in(browser).location == "/"
    assert "removed every second step of the sign-in" in browser.get("/").text
    made = select(AuditEntry.actor_id).where(AuditEntry.act == AuditAct.SECOND_STEP_RESET)
    assert session.scalars(made).one() == with_password.ada.id


def test_a_key_that_was_sealed_elsewhere_opens_nothing_and_codes_still_do(
    app: Flask, phone: Phone, browser_of: Browser
) -> None:
    before, app.secret_key = app.secret_key, "another secret key, as long as the first one was"
    try:
        browser = browser_of(None)
        sign_in(browser)
        assert browser.post(STEP, data={"code": phone.code()}).status_code == 400
        browser.post(STEP, data={"code": phone.codes[0]})
        assert is_in(browser)
    finally:
        app.secret_key = before


def test_a_code_is_what_the_standard_says(clock: SetClock) -> None:
    # RFC 6238, appendix B: the last six figures at 59 seconds.
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    at = clock.now.fromtimestamp(59, tz=clock.now.tzinfo)

    assert totp.step_of(key, "287 082", after=0, now=at) == 1
    assert totp.step_of(key, "287082", after=1, now=at) is None


def passkey(session: Session, person_id: int, name: str, used_at: datetime | None) -> int:
    """A key of somebody; gives its number."""
    row = Passkey(
        person_id=person_id, name=name, credential_id=name, public_key=b"", sign_count=0,
        added_at=NOW, used_at=used_at,
    )  # fmt: skip
    session.add(row)
    session.commit()
    return row.id


def test_each_passkey_is_told_by_its_name_and_days_and_goes_by_its_own_button(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    sam = browser_of(with_password.sam)
    passkey(session, with_password.sam.id, "Blue key", None)
    laptop = passkey(session, with_password.sam.id, "Laptop", NOW + timedelta(days=2))
    passkey(session, with_password.sue.id, "Sue’s key", None)

    page = sam.get(HOME).text
    keys = re.findall('<li class="people__person">(.*?)</li>', page, re.DOTALL)

    assert [" ".join(re.sub("<[^>]+>", " ", key).split()) for key in keys] == [
        "Blue key Passkey, since 2 Mar 2026 Remove",
        "Laptop Passkey, since 2 Mar 2026, last used 4 Mar 2026 Remove",
    ]
    assert "Authenticator app</strong>" not in page
    assert "Recovery codes" in page
    assert "Remove: Laptop" in page
    assert f"{HOME}/passkey/{laptop}/remove" in page
