"""Does the line above a title lead back, on every page, to a page that opens?"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.routing import RequestRedirect

from tandem.web.access import EVERYBODY
from tandem.web.viewer import looking_beside
from tandem.web.way_back import ABOVE, WayBack, way_back
from tests.cast import House
from tests.conftest import Browser
from tests.visits import Sent

WHO = [
    pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}"))
    for who in ("sam", "abe", "lia", "lee", "tess", "ada")
]
WAY = re.compile(r'<p class="page-head__back"><a href="([^"]+)"[^>]*>([^<]+)</a></p>')
# Nothing stands above these: where the navigation leads, and what is opened by a link of a letter.
TOP = frozenset(
    {
        "my_page.my_page", "board.lead", "courses.courses", "administration.administration",
        "sign_in.login", "accounts.setup", "accounts.new_password", "invitations.join",
        "mail_link.come_in", "mail_address.say_yes", "daily.off", "plans.from_mail",
        "refreshers.off", "second_step_asked.ask", "providers.back", "providers.start",
    }
)  # fmt: skip


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def endpoint_of(app: Flask, address: str) -> str:
    """Which view answers at an address."""
    adapter = app.url_map.bind("localhost")
    try:
        endpoint, _ = adapter.match(address.partition("?")[0].partition("#")[0])
    except RequestRedirect:
        return ""
    return str(endpoint)


@pytest.mark.parametrize("who", WHO)
def test_every_page_says_above_its_title_what_it_belongs_to(
    app: Flask, visited: dict[str, Sent], who: str
) -> None:
    pages = {
        address: WAY.findall(sent.page)
        for address, sent in visited.items()
        if "<main" in sent.page and endpoint_of(app, address) not in TOP
    }

    assert len(pages) > 10
    assert [address for address, ways in pages.items() if len(ways) != 1] == []


@pytest.mark.parametrize("who", WHO)
def test_the_way_back_leads_to_another_page_that_opens(
    cast: House, browser_of: Browser, visited: dict[str, Sent], who: str
) -> None:
    browser = browser_of(getattr(cast, who))
    ways = {
        way: address
        for address, sent in visited.items()
        for way, _ in WAY.findall(sent.page)
        if "<main" in sent.page
    }
    shut = {
        way: address
        for way, address in ways.items()
        if browser.get(way.replace("&amp;", "&")).status_code not in {200, 302}
    }

    assert len(ways) > 5
    assert shut == {}
    assert all(way.partition("#")[0] != address for way, address in ways.items())


def test_every_page_has_its_place_and_nobody_goes_round_in_circles(app: Flask) -> None:
    shown = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint in ABOVE
    }

    assert len(shown) > 50
    for endpoint in shown:
        passed = [endpoint]
        while passed[-1] in ABOVE:
            passed.append(ABOVE[passed[-1]][0])
            assert len(passed) < 8, passed
        assert passed[-1] in TOP


def test_a_visitor_is_led_only_where_everybody_may_go(app: Flask, browser_of: Browser) -> None:
    browser = browser_of(None)
    pages = ("/privacy", "/login/link", "/password/forgotten")

    ways = {way for page in pages for way, _ in WAY.findall(browser.get(page).text)}

    assert ways != set()
    for way in ways:
        view = app.view_functions[endpoint_of(app, way)]
        assert EVERYBODY in getattr(view, "open_to", ())


@pytest.mark.parametrize(
    ("address", "label", "href", "way"),
    [
        ("/password/forgotten", "", "", ("Sign in", "/login")),
        ("/password/forgotten", "Back to it", "", ("Back to it", "/login")),
        ("/password/forgotten", "", "/both", ("Sign in", "/both")),
        ("/password/forgotten", "Both", "/both", ("Both", "/both")),
        ("/password/forgotten", "Both", False, None),
        ("/login", "Both", "/both", ("Both", "/both")),
        ("/login", "", "/both", None),
        ("/login", "Both", "", None),
    ],
)
def test_a_page_that_knows_better_names_what_it_belongs_to(
    app: Flask, address: str, label: str, href: str | bool, way: tuple[str, str] | None
) -> None:
    with app.test_request_context(address):
        assert way_back(label, href) == (WayBack(*way) if way else None)


def test_the_name_that_a_page_gives_is_that_of_the_nearest_page_alone(
    app: Flask, cast: House
) -> None:
    with app.test_request_context("/welcome/sample/remove"), looking_beside(cast.ada):
        assert way_back("Welcome to the sample") == WayBack("My page", "/")
    with app.test_request_context("/welcome/sample/remove"), looking_beside(cast.lee):
        assert way_back("Welcome to the sample") == WayBack("Welcome to the sample", "/welcome")


def test_every_page_that_has_a_place_is_there(app: Flask) -> None:
    assert [name for name in ABOVE if name not in app.view_functions] == []
