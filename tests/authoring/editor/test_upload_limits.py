"""What is said where far too much is sent at once, without a script?"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.authoring.editor.editor_helpers import EDIT, FILE, PNG, SCRIPT, send, text_on, upload
from tests.cast import Cast
from tests.conftest import Browser
from tests.moments import SetClock
from tests.written import AsBefore

# As a server sees it before it reads anything.
FAR_TOO_MUCH: dict[str, Any] = {"environ_overrides": {"CONTENT_LENGTH": str(33 * 1024 * 1024)}}
MUCH = b"0" * 200_000


def test_an_image_may_be_larger_than_what_other_pages_take_so_that_its_fault_is_said(
    app: Flask, cast: Cast, path: Path, browser_of: Browser
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = len(MUCH)

    page = upload(browser_of(cast.tess), b"no image" + MUCH)

    assert page.status_code == 400
    assert "this is no image" in page.text
    assert text_on(page) == "Half a thought"


def test_what_is_larger_still_ends_on_a_page_with_limit_remedy_and_way_back(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    page = upload(tess, PNG, **FAR_TOO_MUCH)

    assert page.status_code == 413
    assert "more than 32 MB" in page.text
    assert "An image may have 2 MB" in page.text
    assert f'href="{EDIT}"' in page.text
    assert "Your text is kept as your draft" in page.text
    assert text_on(tess.get(EDIT)) == "Half a thought\n"


def test_a_script_that_sends_too_much_is_told_the_limit(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    page = upload(browser_of(cast.tess), PNG, headers=SCRIPT, **FAR_TOO_MUCH)

    assert page.status_code == 413
    assert "an image 2 MB" in page.get_json()["said"]


def test_a_visitor_may_send_no_more_than_elsewhere(
    app: Flask, cast: Cast, path: Path, browser_of: Browser
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = len(MUCH)
    sent = {"picture": (io.BytesIO(MUCH), "a.png"), "form_id": "x"}

    page = browser_of(None).post(f"{FILE}/picture", data=sent)

    assert page.status_code == 413


def test_a_text_that_is_too_long_is_told_so(
    app: Flask, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    app.config["MAX_FORM_MEMORY_SIZE"] = 5_000

    page = send(tess, "0" * 6_000, f"{FILE}/draft", picture=(io.BytesIO(b""), ""))

    assert page.status_code == 413
    assert "The text has more than 1 MB. Split it into several modules." in page.text


def test_what_comes_in_pieces_and_never_says_how_long_it_is_is_turned_away_too(
    cast: Cast, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    sam.sends_token = False

    page = sam.post(
        "/account",
        input_stream=io.BytesIO(b"given_name=" + b"x" * 30_000_000),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert page.status_code == 413
    assert "<h1" in page.text


@pytest.mark.parametrize("keeps_a_draft", [True, False])
def test_what_was_too_much_says_whether_the_text_is_kept(
    cast: Cast, path: Path, browser_of: Browser, page_as_before: AsBefore, clock: SetClock,
    keeps_a_draft: bool,
) -> None:  # fmt: skip
    tess = browser_of(cast.tess)
    if keeps_a_draft:
        send(tess, "Half a thought", f"{FILE}/draft")
    sent: dict[str, Any] = {"data": {"form_id": "x"}, **FAR_TOO_MUCH}

    page_as_before(tess.post(f"{FILE}/picture", **sent).text)
