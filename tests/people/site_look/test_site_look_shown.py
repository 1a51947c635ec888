"""What does a look of its own change, in the head of every page and in the list of looks?"""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import Flask, get_template_attribute

from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.people.site_look.test_site_look import MARK, PAGE, WANTED, look_at, take
from tests.web.test_errors import broken, falls_over
from tests.written import AsBefore


@pytest.fixture
def ada(cast: Cast, browser_of: Browser) -> BrowserClient:
    """Ada has given the site a look twice, the second time with a logo."""
    browser = browser_of(cast.ada)
    take(browser, look_at(browser, name="Forge").location)
    wanted = {**WANTED, "logo": (BytesIO(MARK.read_bytes()), "logo.svg")}
    take(browser, look_at(browser, **wanted).location)
    return browser


def test_every_look_is_kept_and_the_one_that_is_shown_is_marked(
    ada: BrowserClient, page_as_before: AsBefore
) -> None:
    page = ada.get(PAGE).text

    page_as_before(page.partition('id="earlier">')[2].partition("</section>")[0])


def test_a_look_is_seen_with_the_words_of_every_language(
    ada: BrowserClient, page_as_before: AsBefore
) -> None:
    page_as_before(ada.get(look_at(ada, **WANTED).location).text)


def test_the_head_of_a_page_has_the_sites_own_logo_and_name(
    ada: BrowserClient, browser_of: Browser, page_as_before: AsBefore
) -> None:
    head = browser_of(None).get("/login").text.partition("<main")[0]

    page_as_before(re.sub(r"<script.*?</script>", "", head, flags=re.DOTALL))


def test_a_page_that_broke_has_them_too(
    ada: BrowserClient, monkeypatch: pytest.MonkeyPatch, page_as_before: AsBefore
) -> None:
    monkeypatch.setattr("tandem.people.administration.queries.people_found", falls_over)

    head = broken(ada, "/admin/").partition("<main")[0]

    assert re.search('<img class="brand__logo" src="/look/2-[0-9a-f]{12}/logo"', head)
    page_as_before(head)


def test_the_halves_of_a_preview_are_drawn_in_their_colors_on_their_ground(app: Flask) -> None:
    page = "people/site_look/_drawn.html"

    with app.test_request_context(PAGE):
        picture = get_template_attribute(page, "in_colors")("#a", "#b", "#c", "#d", "The halves")

    assert re.findall('fill="([^"]*)"', picture) == ["#d", "#a", "#b", "#c", "#c"]
