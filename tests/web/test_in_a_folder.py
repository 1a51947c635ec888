"""Does every link of a site that is a folder of another lead into that folder?"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import TestResponse

from tandem.people.accounts.actions import hash_password
from tandem.web import submit_once
from tests.browser import BrowserClient
from tests.cast import House
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.web.test_errors import falls_over
from tests.web.test_try_again import NEW_TEAM, away
from tests.writings import Written

FOLDER = {"X-Forwarded-Prefix": "/tandem"}
# Every attribute that holds an address of this host, whatever it is called. A key is none.
ADDRESS = re.compile(r'\s(?!aria-keyshortcuts=)[\w:-]+="(/[^"]*)"')
PAGES = 60


@pytest.fixture
def wide() -> bool:
    """The whole house: somebody with two pairs, a pair that has ended, one that rests."""
    return True


@pytest.fixture(autouse=True)
def in_a_folder(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy, which is believed, says so."""
    monkeypatch.setattr(app, "wsgi_app", ProxyFix(app.wsgi_app, x_prefix=1))


def named_on_the_way(browser: BrowserClient, start: str) -> dict[str, str]:
    """What the pages name that one leads to, and those lead to in turn: address, and where."""
    waiting, named = [start], {f"/tandem{start}": "the start"}
    for address in waiting:
        answer = browser.get(address, headers=FOLDER)
        is_page = answer.mimetype == "text/html"
        # Where a form leads on to is kept without the folder, and put into it when it is followed.
        text = answer.text.replace('name="next" value="/', 'name="next" value="') if is_page else ""
        found = ADDRESS.findall(text) if not answer.location else []
        found += [answer.location.removeprefix("http://localhost")] if answer.location else []
        new = [each.replace("&amp;", "&") for each in found if each and each not in named]
        named |= dict.fromkeys(new, address)
        inside = [each.removeprefix("/tandem").partition("#")[0] for each in new]
        waiting += [each for each in inside if each not in waiting][: PAGES - len(waiting)]
    return named


@pytest.mark.walk
@pytest.mark.parametrize("who", ["sam", "lee", "tess", "ada", None])
def test_every_address_on_every_page_leads_into_the_folder(
    cast: House, written: Written, browser_of: Browser, who: str | None
) -> None:
    browser = browser_of(getattr(cast, who) if who else None)

    named = named_on_the_way(browser, "/")

    outside = {(there, here) for there, here in named.items() if not there.startswith("/tandem/")}
    assert outside == set()
    assert len(named) > 10


def send(lee: BrowserClient, monkeypatch: pytest.MonkeyPatch, how: str) -> TestResponse:
    """Lee's form does not go through."""
    fields = {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "West"}
    match how:
        case "busy":
            monkeypatch.setattr(submit_once, "claimed", away(submit_once.claimed, times=1))
        case "sent before":
            lee.post(NEW_TEAM, data={**fields, "name": "Wets"}, headers=FOLDER)
        case "out of date":
            fields["csrf_token"] = "old"
        case _:
            lee.application.config["PROPAGATE_EXCEPTIONS"] = False
            monkeypatch.setattr(submit_once, "claimed", falls_over)
    return lee.post(NEW_TEAM, data=fields, headers=FOLDER)


@pytest.mark.parametrize(
    ("how", "status"), [("busy", 503), ("sent before", 409), ("out of date", 400), ("broken", 500)]
)
def test_what_did_not_go_through_leads_into_the_folder(
    cast: House, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, how: str, status: int
) -> None:
    answer = send(browser_of(cast.lee), monkeypatch, how)

    named = ADDRESS.findall(answer.text)
    assert answer.status_code == status
    assert named != []
    assert [there for there in named if not there.startswith("/tandem/")] == []


def test_whoever_comes_in_is_led_on_in_the_folder(
    session: Session, cast: House, browser_of: Browser
) -> None:
    cast.sam.password_hash = hash_password("a long sentence")
    session.commit()
    sent = {"email": cast.sam.email, "password": "a long sentence"}

    answer = browser_of(None).post("/login?next=/account", data=sent, headers=FOLDER)

    assert answer.location == "/tandem/account"


def test_another_language_leads_on_in_the_folder(cast: House, browser_of: Browser) -> None:
    chosen = {"language": "de", "next": "/account"}

    answer = browser_of(cast.sam).post("/account/language", data=chosen, headers=FOLDER)

    assert answer.location == "/tandem/account"


def test_an_act_for_many_pairs_is_sent_into_the_folder(cast: House, browser_of: Browser) -> None:
    page = browser_of(cast.lee).get(f"/lead/acts?act=pause&pair={cast.pair.id}", headers=FOLDER)

    assert 'action="/tandem/lead/acts?act=pause' in page.text
