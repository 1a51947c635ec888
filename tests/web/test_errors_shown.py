"""What does somebody read when a form or a page did not go through, and what is kept in it?"""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask

from tandem.together.my_page import queries
from tandem.web import db, submit_once
from tandem.web.request_log import HEADER
from tandem.web.try_again import try_again
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.web.test_errors import broken, falls_over
from tests.web.test_try_again import NEW_TEAM, away
from tests.written import AsBefore

SECRETS = dict.fromkeys(("password", "new_password", "repeat_password"), "SECRET-WORD")


def whole(page: str) -> str:
    """A page with its frame, of which no reader is known."""
    return page.replace("<main", "<div").replace("</main", "</div")


def sent(lee: BrowserClient, *, with_file: bool, **fields: Any) -> dict[str, Any]:
    """A form of Lee's, with words that are secret and perhaps with a file."""
    file = {"list": (io.BytesIO(b"a,b"), "people.csv")} if with_file else {}
    return {"form_id": form_id_in(lee.get(NEW_TEAM)), "name": "West", **SECRETS, **file, **fields}


@pytest.mark.parametrize("with_file", [True, False])
def test_a_form_that_met_a_busy_site_is_kept_but_for_its_secrets(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, page_as_before: AsBefore,
    with_file: bool,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    fields = sent(lee, with_file=with_file)
    monkeypatch.setattr(db.RequestSession, "commit", away(db.RequestSession.commit, times=1))

    page_as_before(whole(lee.post(f"{NEW_TEAM}?from=lead", data=fields).text))


@pytest.mark.parametrize("with_file", [True, False])
def test_a_form_that_was_sent_before_keeps_what_was_changed_since(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore, with_file: bool
) -> None:
    lee = browser_of(cast.lee)
    fields = sent(lee, with_file=with_file)
    lee.post(NEW_TEAM, data={"form_id": fields["form_id"], "name": "Wets"})

    page_as_before(lee.post(NEW_TEAM, data=fields).text)


@pytest.mark.parametrize("is_full", [True, False])
def test_who_only_looked_tries_again_and_a_full_disk_is_said(
    app: Flask, page_as_before: AsBefore, is_full: bool
) -> None:
    with app.test_request_context("/account"):
        page_as_before(whole(try_again(is_full=is_full).get_data(as_text=True)))


def test_what_broke_has_a_number(
    app: Flask, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch,
    page_as_before: AsBefore,
) -> None:  # fmt: skip
    monkeypatch.setattr(queries, "my_page", falls_over)
    app.config["PROXIES"] = 1

    page_as_before(whole(broken(browser_of(cast.sam), **{HEADER: "number-of-the-proxy"})))


def test_a_form_from_elsewhere_leads_back_to_ones_own_page(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    lee = browser_of(cast.lee)
    lee.sends_token = False

    page_as_before(lee.post(NEW_TEAM, data={"name": "Forged"}).text)


@pytest.mark.parametrize("with_file", [True, False])
@pytest.mark.parametrize("is_busy", [True, False])
def test_a_form_that_is_sent_again_takes_a_file_where_there_was_one(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, with_file: bool, is_busy: bool
) -> None:
    lee = browser_of(cast.lee)
    fields = sent(lee, with_file=with_file)
    lee.post(NEW_TEAM, data={"form_id": fields["form_id"], "name": "Wets"})
    if is_busy:
        monkeypatch.setattr(submit_once, "claimed", away(submit_once.claimed, times=1))

    answer = lee.post(NEW_TEAM, data=fields)

    assert answer.status_code == (503 if is_busy else 409)
    assert ('enctype="multipart/form-data"' in answer.text) is with_file
