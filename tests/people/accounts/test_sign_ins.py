"""Where is somebody signed in, and when does that end?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.commands import background
from tandem.models import AuditEntry, SignIn
from tandem.models.tokens import hash_of
from tandem.people.accounts import actions
from tandem.people.accounts.devices import device_of
from tandem.people.leaving import close_account
from tandem.terms import AuditAct, Role
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import counted_queries, form_id_in
from tests.moments import SetClock

PASSWORD = "a long sentence"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def with_password(session: Session, cast: Cast) -> Cast:
    """Sam has a real password, and is signed in nowhere."""
    actions.set_password(session, cast.sam, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


def signed_in(browser_of: Browser, agent: str = FIREFOX) -> BrowserClient:
    """A browser in which Sam has signed in by the form."""
    browser = browser_of(None)
    fields = {"email": "sam@example.com", "password": PASSWORD}
    browser.post("/login", data=fields, headers={"User-Agent": agent})
    assert is_in(browser)
    return browser


def is_in(browser: BrowserClient) -> bool:
    """Does this browser still open Sam's page?"""
    return browser.get("/").status_code == 200


def acts(session: Session) -> list[AuditAct]:
    """What stands in the log, in its order."""
    session.rollback()
    return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_cookie_that_was_copied_opens_nothing_once_its_owner_has_signed_out(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    here, thief = signed_in(browser_of), browser_of(None)
    thief.set_cookie("tandem", here.get_cookie("tandem").value)  # type: ignore[union-attr]
    assert is_in(thief)

    here.post("/logout")

    assert not is_in(thief)
    assert acts(session) == [AuditAct.SIGNED_IN, AuditAct.SIGNED_OUT]


def test_signing_out_lets_the_browser_forget_its_pages_and_no_cookies_of_others(
    with_password: Cast, browser_of: Browser
) -> None:
    answer = signed_in(browser_of).post("/logout")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_signing_out_in_a_folder_leaves_what_other_sites_of_the_host_keep(
    app: Flask, with_password: Cast, browser_of: Browser
) -> None:
    browser = signed_in(browser_of)
    app.config["SESSION_COOKIE_PATH"] = "/tandem"

    assert browser.post("/logout").headers["Clear-Site-Data"] == '"cache"'


def test_a_new_token_is_given_at_each_sign_in(with_password: Cast, browser_of: Browser) -> None:
    browser = signed_in(browser_of)
    before = browser.signed_session()["_user_id"]
    browser.post("/login", data={"email": "sam@example.com", "password": PASSWORD})

    assert browser.signed_session()["_user_id"] != before


def test_the_token_itself_is_not_in_the_database(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    token = signed_in(browser_of).signed_session()["_user_id"]

    (row,) = session.scalars(select(SignIn).where(SignIn.person_id == with_password.sam.id))
    assert row.token_hash == hash_of(token)
    assert token not in {str(value) for value in vars(row).values()}


def test_who_does_nothing_for_two_weeks_is_signed_out(
    with_password: Cast, browser_of: Browser, clock: SetClock
) -> None:
    browser = signed_in(browser_of)
    clock.set_to(clock.now + timedelta(days=14))
    assert is_in(browser)

    clock.set_to(clock.now + timedelta(seconds=1))

    assert not is_in(browser)


def test_who_comes_every_week_stays_signed_in_for_ninety_days(
    app: Flask, with_password: Cast, browser_of: Browser, clock: SetClock
) -> None:
    browser, begun = signed_in(browser_of), clock.now
    for week in range(1, 13):
        clock.set_to(begun + timedelta(weeks=week))
        assert is_in(browser)
        background.note_seen(app)
    clock.set_to(begun + timedelta(days=90))
    assert is_in(browser)

    clock.set_to(clock.now + timedelta(seconds=1))

    assert not is_in(browser)


def test_the_administrator_says_how_long(
    app: Flask, with_password: Cast, browser_of: Browser, clock: SetClock
) -> None:
    app.config["SESSION_IDLE_DAYS"] = 1
    browser = signed_in(browser_of)

    clock.set_to(clock.now + timedelta(days=1))
    assert is_in(browser)

    clock.set_to(clock.now + timedelta(seconds=1))

    assert not is_in(browser)


def test_closing_and_opening_an_account_again_revives_no_cookie(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    browser, sam = signed_in(browser_of), with_password.sam
    assert is_in(browser)
    close_account(session, sam.id, by_id=None, now=NOW)
    session.commit()
    sam.is_active = True
    session.commit()

    assert not is_in(browser)


def give_roles(browser: BrowserClient, person_id: int, *roles: Role) -> None:
    """Set somebody's roles in the administration."""
    page = f"/admin/people/{person_id}"
    fields = {
        "form_id": form_id_in(browser.get(page)),
        "roles": [str(role) for role in roles],
        "is_active": "y",
    }
    assert browser.post(page, data=fields).status_code == 303


def test_whoever_gets_other_rights_signs_in_anew(with_password: Cast, browser_of: Browser) -> None:
    sam, ada = signed_in(browser_of), browser_of(with_password.ada)

    give_roles(ada, with_password.sam.id, Role.REP)
    assert is_in(sam)
    give_roles(ada, with_password.sam.id, Role.REP, Role.TRAINER)

    assert not is_in(sam)


def test_who_changes_their_own_rights_gets_a_new_token_and_stays(
    cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    before = ada.signed_session()["_user_id"]

    give_roles(ada, cast.ada.id, Role.ADMIN, Role.TRAINER)

    assert ada.get("/author/").status_code == 200
    assert ada.signed_session()["_user_id"] != before


def test_sam_sees_where_he_is_signed_in_and_ends_what_is_elsewhere(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    here, phone = signed_in(browser_of), signed_in(browser_of, IPHONE)
    page = here.get("/account").text
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page

    ways = re.findall(r'action="(/account/sign-ins/\d+/end)"', page)
    answer = here.post(ways[0])

    assert (len(ways), answer.location) == (1, "/account#sign-ins")
    assert (is_in(here), is_in(phone)) == (True, False)
    assert acts(session)[-1] is AuditAct.SIGNED_OUT_ELSEWHERE


def test_sam_signs_out_everywhere_but_here(with_password: Cast, browser_of: Browser) -> None:
    here, *others = (signed_in(browser_of) for _ in range(3))

    here.post("/account/sign-ins/end")

    assert is_in(here)
    assert not any(is_in(browser) for browser in others)


def test_nobody_ends_or_sees_what_is_somebody_elses(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    sam, sue = signed_in(browser_of), browser_of(with_password.sue)
    row = session.scalars(select(SignIn).where(SignIn.person_id == with_password.sam.id)).one()

    sue.post(f"/account/sign-ins/{row.id}/end")

    assert is_in(sam)
    assert "Firefox" not in sue.get("/account").text


def test_a_request_writes_nothing_to_say_that_somebody_was_here(
    app: Flask, with_password: Cast, browser_of: Browser, engine: Engine, clock: SetClock,
    session: Session,
) -> None:  # fmt: skip
    browser = signed_in(browser_of)
    later = clock.now + timedelta(hours=1)
    clock.set_to(later)

    with counted_queries(engine) as sent:
        browser.get("/account")
        browser.get("/account")
    background.note_seen(app)

    seen = select(SignIn.seen_at).where(SignIn.person_id == with_password.sam.id)
    assert [words for words in sent if not words.startswith("SELECT")] == []
    assert session.scalars(seen).one() == later


def test_who_is_signed_in_is_asked_by_one_query(
    with_password: Cast, browser_of: Browser, engine: Engine
) -> None:
    browser = signed_in(browser_of)

    with counted_queries(engine) as sent:
        browser.get("/login")

    assert len(sent) == 1


def test_what_has_ended_is_forgotten(
    app: Flask, with_password: Cast, browser_of: Browser, session: Session, clock: SetClock
) -> None:
    signed_in(browser_of)
    of_sam = select(func.count()).select_from(SignIn)
    of_sam = of_sam.where(SignIn.person_id == with_password.sam.id)
    assert session.scalar(of_sam) == 1
    session.rollback()
    clock.set_to(clock.now + timedelta(days=15))

    background.note_seen(app)

    assert session.scalar(of_sam) == 0


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Chrome/140.0 Edg/140.0", "Edge, Mac"),
        ("<script>curl/8.5", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, words: str) -> None:
    assert device_of(agent) == words
