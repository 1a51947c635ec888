"""What do machines find that ask every site the same?"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tandem.web.access import EVERYBODY
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.moments import SetClock
from tests.visits import OF_NOBODY

TAG = "X-Robots-Tag"
UNLISTED = "noindex, nofollow"
# What a visitor finds by themselves; whatever else is open to everybody is for who was told of it.
FOUND = {"/both", "/login", "/login/kept", "/privacy", "/robots.txt", "/.well-known/security.txt"}
MADE_OF = ("/assets/", "/look/")


def test_search_engines_may_ask_everywhere_and_so_read_what_is_not_to_be_listed(
    browser_of: Browser,
) -> None:
    answer = browser_of(None).get("/robots.txt")

    assert answer.text == "User-agent: *\nDisallow:\n"
    assert answer.mimetype == "text/plain"


def test_of_what_is_open_to_everybody_engines_list_what_a_visitor_finds(
    app: Flask, browser_of: Browser
) -> None:
    visitor = browser_of(None)
    rules = [rule for rule in app.url_map.iter_rules() if is_open(app, rule)]

    tags = {rule.rule: tag_of(app, visitor, rule) for rule in rules}

    assert {rule for rule, tag in tags.items() if tag is None and not is_part(rule)} == FOUND
    assert {tag for rule, tag in tags.items() if rule not in FOUND and not is_part(rule)} == {
        UNLISTED
    }
    assert len(tags) > 30


def is_open(app: Flask, rule: Rule) -> bool:
    """Is it open to everybody?"""
    return EVERYBODY in getattr(app.view_functions[rule.endpoint], "open_to", ())


def is_part(rule: str) -> bool:
    """Is it what a page is made of?"""
    return rule.startswith(MADE_OF)


def tag_of(app: Flask, visitor: FlaskClient, rule: Rule) -> str | None:
    """What an engine is told there, whether or not there is anything."""
    parts = {"look_id": 1, **OF_NOBODY}
    adapter = app.url_map.bind("localhost")
    address = adapter.build(rule.endpoint, {key: parts[key] for key in rule.arguments})
    method = "GET" if "GET" in (rule.methods or ()) else "POST"
    return visitor.open(address, method=method).headers.get(TAG)


def test_every_address_with_a_secret_is_unlisted_for_whoever_is_signed_in(
    app: Flask, browser_of: Browser, cast: Cast
) -> None:
    ada = browser_of(cast.ada)
    rules = [rule for rule in app.url_map.iter_rules() if {"token", "code"} & rule.arguments]

    tags = {rule.rule: tag_of(app, ada, rule) for rule in rules}

    assert {rule for rule, tag in tags.items() if tag != UNLISTED} == set()
    assert len(tags) > 12


@pytest.mark.parametrize("address", ["/", "/account", "/help/"])
def test_a_page_behind_the_sign_in_says_nothing_to_engines(
    browser_of: Browser, cast: Cast, address: str
) -> None:
    answer = browser_of(cast.sam).get(address)

    assert answer.status_code == 200
    assert TAG not in answer.headers


def test_a_file_to_keep_is_unlisted(browser_of: Browser, cast: Cast) -> None:
    answer = browser_of(cast.ada).get("/admin/log.csv")

    assert answer.status_code == 200
    assert answer.headers[TAG] == UNLISTED


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
