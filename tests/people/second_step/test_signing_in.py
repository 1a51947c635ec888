"""Does a password alone open an account that asks for more?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry
from tandem.people.accounts import actions as accounts
from tandem.terms import AuditAct
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock
from tests.people.second_step.conftest import PASSWORD, STEP, Phone, codes_left, is_in, sign_in


def waiting(browser_of: Browser, to: str = "") -> BrowserClient:
    """A browser in which Sam has typed the password."""
    browser = browser_of(None)
    sign_in(browser, to=to)
    return browser


def test_a_password_alone_does_not_open_the_account(phone: Phone, browser_of: Browser) -> None:
    browser = browser_of(None)

    answer = sign_in(browser)

    assert answer.location == STEP
    assert not is_in(browser)
    assert browser.get(STEP).status_code == 200


def test_the_code_of_the_app_opens_it_and_leads_where_sam_wanted_to_go(
    phone: Phone, browser_of: Browser
) -> None:
    browser = browser_of(None)
    page = sign_in(browser, to="?next=/account").location

    answer = browser.post(page, data={"code": phone.code()})

    assert answer.location == "/account"
    assert is_in(browser)


def test_a_code_counts_once(phone: Phone, browser_of: Browser) -> None:
    first, second, code = waiting(browser_of), waiting(browser_of), phone.code()

    first.post(STEP, data={"code": code})
    answer = second.post(STEP, data={"code": code})

    assert answer.status_code == 400
    assert (is_in(first), is_in(second)) == (True, False)


def test_the_code_of_the_last_half_minute_is_taken_and_an_older_one_is_not(
    phone: Phone, browser_of: Browser, clock: SetClock
) -> None:
    late, too_late = waiting(browser_of), waiting(browser_of)
    code = phone.code()
    clock.set_to(clock.now + timedelta(seconds=60))
    assert too_late.post(STEP, data={"code": code}).status_code == 400
    code = phone.code()
    clock.set_to(clock.now + timedelta(seconds=30))

    assert late.post(STEP, data={"code": code}).status_code == 302


def test_a_recovery_code_opens_it_once_however_it_is_typed(
    phone: Phone, browser_of: Browser, session: Session
) -> None:
    code = f" {phone.codes[3].upper().replace('-', ' ')} "
    first, second = waiting(browser_of), waiting(browser_of)

    first.post(STEP, data={"code": code})
    second.post(STEP, data={"code": code})

    assert (is_in(first), is_in(second)) == (True, False)
    assert codes_left(session) == 9
    wait_for_letters()
    acts = session.scalars(select(AuditEntry.act)).all()
    assert AuditAct.RECOVERY_CODE_USED in acts
    assert AuditAct.SECOND_STEP_REFUSED in acts


def test_sues_code_does_not_open_sams_account(
    phone: Phone, with_password: Cast, browser_of: Browser
) -> None:
    sue = browser_of(None)
    sign_in(sue, "sue")

    assert is_in(sue)
    assert sue.post(STEP, data={"code": phone.code()}).location == "/login"


def test_after_eight_wrong_codes_the_right_one_is_not_looked_at(
    phone: Phone, browser_of: Browser
) -> None:
    browser = waiting(browser_of)
    tries = [browser.post(STEP, data={"code": "000000"}).status_code for _ in range(8)]

    assert tries == [400] * 8
    assert browser.post(STEP, data={"code": phone.code()}).status_code == 429


@pytest.mark.parametrize(("seconds", "leads_to"), [(0, "/"), (1, "/login")])
def test_who_takes_longer_than_ten_minutes_types_the_password_again(
    phone: Phone, browser_of: Browser, clock: SetClock, seconds: int, leads_to: str
) -> None:
    browser = waiting(browser_of)
    clock.set_to(clock.now + timedelta(minutes=10, seconds=seconds))

    assert browser.post(STEP, data={"code": phone.code()}).location == leads_to


def test_a_new_password_ends_what_waits_for_the_second_step(
    phone: Phone, with_password: Cast, browser_of: Browser, session: Session
) -> None:
    browser = waiting(browser_of)
    new_hash = accounts.hash_password("another sentence")
    accounts.set_password(session, with_password.sam, new_hash, now=NOW)
    session.commit()

    assert browser.post(STEP, data={"code": phone.code()}).location == "/login"
    assert not is_in(browser)


def test_a_link_for_a_new_password_asks_for_the_second_step_too(
    phone: Phone, with_password: Cast, browser_of: Browser, session: Session, clock: SetClock
) -> None:
    sam = with_password.sam
    token = accounts.issue_ticket(session, "password", person_id=sam.id, now=clock.now)
    session.commit()
    browser = browser_of(None)
    new = {"new_password": "another sentence", "repeat_password": "another sentence"}

    answer = browser.post(f"/password/{token}", data=new)

    assert answer.location == STEP
    assert not is_in(browser)
    assert browser.post(STEP, data={"code": phone.code()}).status_code == 302


def test_a_form_that_was_under_way_is_kept_over_both_steps(
    phone: Phone, with_password: Cast, browser_of: Browser
) -> None:
    browser = waiting(browser_of)
    browser.post(STEP, data={"code": phone.code()})
    form_id = browser.get("/account").text.split('name="form_id"')[1].split('value="')[1]
    browser.post("/logout")
    own = {"given_name": "Samuel", "surname": "A", "time_zone": "UTC", "language": "en"}
    lost = browser.post("/account", data={"form_id": form_id.split('"')[0], **own})
    kept = lost.text.split('name="kept" value="')[1].split('"')[0]

    fields = {"email": "sam@example.com", "password": PASSWORD, "kept": kept}
    between = browser.post("/login", data=fields)
    asked = browser.post(STEP, data={"kept": kept})
    answer = browser.post(STEP, data={"kept": kept, "code": phone.codes[0]})

    assert "still kept in this page" in between.text
    assert asked.status_code == 200
    assert "Samuel" in answer.text
    assert "Send it now" in answer.text
