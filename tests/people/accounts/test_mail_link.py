"""A letter instead of a password: once, for a quarter of an hour, in the browser that asked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Letter, SignInLink
from tandem.people.accounts import actions, mail_change
from tandem.people.leaving import close_account
from tandem.terms import AuditAct
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.lessons import counted_queries, form_id_in
from tests.moments import SetClock
from tests.postbox import Postbox, text_of

SENT = "/login/link/sent"
LINK = re.compile(r"https://tandem\.example\.com(/login/link/\S+)")
CODE = re.compile(r"\b[a-z0-9]{4}-[a-z0-9]{4}\b")


def ask(browser: BrowserClient, who: str = "sam", to: str = "") -> TestResponse:
    """Ask for a letter, and wait until it is there."""
    answer = browser.post(f"/login/link{to}", data={"email": f"{who}@example.com"})
    wait_for_letters()
    return answer


def newest(postbox: Postbox) -> tuple[str, str]:
    """The link and the code of the letter that came last."""
    words = text_of(postbox.letters[-1], "plain")
    link, code = LINK.search(words), CODE.search(words)
    assert link
    assert code
    return link[1], code[0]


def is_in(browser: BrowserClient) -> bool:
    """Does this browser open somebody's page?"""
    return browser.get("/").status_code == 200


@pytest.fixture
def browser(mailing: Flask, cast: Cast, browser_of: Browser) -> BrowserClient:
    """A browser in which Sam has asked for a letter."""
    own = browser_of(None)
    ask(own)
    return own


def test_the_link_signs_in_once_by_a_button(browser: BrowserClient, postbox: Postbox) -> None:
    link, _ = newest(postbox)

    assert "sam@example.com" in browser.get(link).text
    assert browser.post(link).location == "/"
    assert is_in(browser)
    assert browser.post(link).status_code == 404


def test_a_program_that_follows_links_uses_nothing_up(
    browser: BrowserClient, browser_of: Browser, postbox: Postbox, session: Session
) -> None:
    link, _ = newest(postbox)
    scanner = browser_of(None)

    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        scanner.open(link, method=method)
    browser.get(link)

    assert session.scalars(select(SignInLink.used_at)).all() == [None]
    assert not is_in(scanner)
    assert browser.post(link).location == "/"


def test_another_browser_is_told_where_to_open_it(
    browser: BrowserClient, browser_of: Browser, postbox: Postbox
) -> None:
    other = browser_of(None)
    ask(other, "sue")
    link = LINK.search(text_of(postbox.to("sam@example.com")[0], "plain"))
    assert link

    answers = [other.get(link[1]), other.post(link[1])]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "belongs to another browser" in answers[0].text
    assert "sam@example.com" not in answers[0].text
    assert not is_in(other)


def test_the_code_signs_in_where_it_was_asked_for_however_it_is_typed(
    browser: BrowserClient, postbox: Postbox
) -> None:
    _, code = newest(postbox)

    answer = browser.post(SENT, data={"code": f" {code.upper().replace('-', ' ')} "})

    assert answer.location == "/"
    assert is_in(browser)


def test_a_code_fits_in_no_other_browser(
    browser: BrowserClient, browser_of: Browser, postbox: Postbox
) -> None:
    _, code = newest(postbox)
    other = browser_of(None)
    ask(other, "sue")

    assert other.post(SENT, data={"code": code}).status_code == 400
    assert not is_in(other)


def test_link_and_code_are_one_and_count_once(browser: BrowserClient, postbox: Postbox) -> None:
    link, code = newest(postbox)
    browser.post(link)
    browser.post("/logout")
    ask(browser, "nobody")

    assert browser.post(SENT, data={"code": code}).status_code == 400


def test_five_wrong_codes_end_the_right_one(browser: BrowserClient, postbox: Postbox) -> None:
    _, code = newest(postbox)

    for _ in range(5):
        assert browser.post(SENT, data={"code": "aaaa-aaaa"}).status_code == 400

    assert browser.post(SENT, data={"code": code}).status_code == 400
    assert not is_in(browser)


@pytest.mark.parametrize(("minutes", "status"), [(14, 302), (15, 404)])
def test_it_works_for_a_quarter_of_an_hour(
    browser: BrowserClient, postbox: Postbox, clock: SetClock, minutes: int, status: int
) -> None:
    link, _ = newest(postbox)
    clock.set_to(clock.now + timedelta(minutes=minutes))

    assert browser.post(link).status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(14, 302), (15, 400)])
def test_its_code_works_for_as_long(
    browser: BrowserClient, postbox: Postbox, clock: SetClock, minutes: int, status: int
) -> None:
    _, code = newest(postbox)
    clock.set_to(clock.now + timedelta(minutes=minutes))

    assert browser.post(SENT, data={"code": code}).status_code == status


def test_both_of_two_letters_work_in_the_browser_that_asked_twice(
    browser: BrowserClient, postbox: Postbox
) -> None:
    first, _ = newest(postbox)
    ask(browser)

    assert browser.post(first).location == "/"


@pytest.mark.parametrize("who", ["sam", "nobody"])
def test_asking_takes_as_long_whether_there_is_an_account_or_not(
    mailing: Flask, cast: Cast, browser_of: Browser, engine: Engine, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begun: list[object] = []
    monkeypatch.setattr("tandem.web.beside.do", lambda work, then=None: begun.append(work))

    with counted_queries(engine) as sent:
        answer = ask(browser_of(None), who)

    assert answer.location == SENT
    assert (sent, len(begun)) == ([], 1)


@pytest.mark.parametrize("who", ["nobody", "closed"])
def test_nobody_gets_a_letter_who_cannot_come_in(
    mailing: Flask, session: Session, cast: Cast, browser_of: Browser, who: str
) -> None:
    cast.sam.is_active, cast.sam.email = False, "closed@example.com"
    session.commit()
    own = browser_of(None)

    ask(own, who)

    assert own.post(SENT, data={"code": "aaaa-aaaa"}).status_code == 400
    assert session.scalars(select(Letter)).all() == []


def test_nobody_fills_somebodys_mailbox(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session
) -> None:
    answers = [
        browser_of(None).post(
            "/login/link",
            data={"email": "sam@example.com"},
            environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
        )
        for number in range(7)
    ]
    wait_for_letters()

    assert [answer.status_code for answer in answers] == [303] * 5 + [429] * 2
    assert len(session.scalars(select(Letter)).all()) == 5


def test_who_asked_and_who_came_stands_in_the_log(
    browser: BrowserClient, postbox: Postbox, session: Session, cast: Cast
) -> None:
    browser.post(newest(postbox)[0])

    acts = session.execute(select(AuditEntry.act, AuditEntry.actor_id).order_by(AuditEntry.id))
    assert acts.all() == [
        (AuditAct.MAIL_LINK_ASKED, None),
        (AuditAct.SIGNED_IN, cast.sam.id),
    ]


@pytest.mark.parametrize("how", ["password", "address", "closing"])
def test_what_changes_the_account_ends_it(
    browser: BrowserClient, postbox: Postbox, session: Session, cast: Cast, how: str
) -> None:
    link, code = newest(postbox)
    match how:
        case "password":
            actions.set_password(session, cast.sam, "a hash", now=NOW)
        case "address":
            mail_change.set_address(session, cast.sam, "samuel@example.com", now=NOW)
        case _:
            close_account(session, cast.sam.id, by_id=None, now=NOW)
    session.commit()

    assert browser.post(SENT, data={"code": code}).status_code == 400
    assert browser.post(link).status_code == 404
    assert not is_in(browser)


def test_the_second_step_is_asked_for_all_the_same(
    browser: BrowserClient, postbox: Postbox, session: Session, cast: Cast
) -> None:
    cast.sam.has_second_step = True
    session.commit()

    answer = browser.post(newest(postbox)[0])

    assert answer.location == "/login/second-step"
    assert not is_in(browser)


def test_it_leads_where_somebody_wanted_to_go(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    own, other = browser_of(None), browser_of(None)
    ask(own, to="?next=/account")
    assert own.post(newest(postbox)[0]).location == "/account"
    ask(other, to="?next=//evil.example")
    assert other.post(newest(postbox)[0]).location == "/"


def test_a_form_under_way_is_sent_after_the_code(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox
) -> None:
    own = browser_of(cast.sam)
    fields = {"form_id": form_id_in(own.get("/account")), "given_name": "Samuel"}
    own.delete_cookie("tandem")
    kept = own.post("/account", data=fields).text.split('name="kept" value="')[1].split('"')[0]

    page = own.post("/login/link", data={"email": "sam@example.com", "kept": kept})
    wait_for_letters()
    answer = own.post(SENT, data={"code": newest(postbox)[1], "kept": kept})

    assert "what you wrote is kept" in page.text
    assert "Send it now" in answer.text
    assert "Samuel" in answer.text


@pytest.mark.parametrize("how", ["link", "code"])
def test_who_was_shut_out_meanwhile_does_not_come_in(
    browser: BrowserClient, postbox: Postbox, session: Session, cast: Cast, how: str
) -> None:
    link, code = newest(postbox)
    cast.sam.is_active = False
    session.commit()

    answer = browser.post(link) if how == "link" else browser.post(SENT, data={"code": code})

    assert answer.status_code in {400, 404}
    assert session.scalars(select(SignInLink.used_at)).all() == [None]


def test_where_the_site_wants_none_it_is_not_offered(
    mailing: Flask, cast: Cast, browser_of: Browser, session: Session
) -> None:
    mailing.config["MAIL_LINKS"] = False
    own = browser_of(None)

    assert "Send me a link" not in own.get("/login").text
    ask(own)
    assert session.scalars(select(SignInLink)).all() == []


def test_without_a_mail_server_it_is_not_offered(cast: Cast, browser_of: Browser) -> None:
    own = browser_of(None)

    assert "Send me a link" not in own.get("/login").text
    assert "sends no mail" in own.post("/login/link", data={"email": "sam@example.com"}).text
