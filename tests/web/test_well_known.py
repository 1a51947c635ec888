"""What do machines find that ask every site the same?"""

from __future__ import annotations

from flask import Flask

from tests.cast import NOW
from tests.conftest import Browser
from tests.moments import SetClock


def test_search_engines_are_asked_to_stay_outside(browser_of: Browser) -> None:
    answer = browser_of(None).get("/robots.txt")

    assert answer.text == "User-agent: *\nDisallow: /\n"
    assert answer.mimetype == "text/plain"


def test_whom_to_tell_of_a_hole_is_said_where_it_is_set(
    app: Flask, browser_of: Browser, clock: SetClock
) -> None:
    visitor = browser_of(None)
    clock.set_to(NOW)
    assert visitor.get("/.well-known/security.txt").status_code == 404

    app.config["CONTACT"] = "mailto:security@example.com"
    try:
        text = visitor.get("/.well-known/security.txt").text
    finally:
        app.config["CONTACT"] = ""

    assert "Contact: mailto:security@example.com\n" in text
    assert "Expires: 2026-08-29T00:00:00Z\n" in text
