"""Does “/” open the search, does the menu close by itself, and all of it without a script?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browsing import signed_in
from tests.site.serving import Site

QUIZ = "/learn/respectful-teaming/equals/quiz"


@pytest.mark.browser
def test_a_slash_opens_the_search_and_escape_leads_back(looked_at: Site, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = signed_in(context, looked_at, "leader")
        page.goto(f"{looked_at.url}/lead/")
        here = page.get_by_role("link", name="Courses", exact=True)
        here.focus()

        page.keyboard.press("/")
        field = page.get_by_role("searchbox", name="Search people, pairs, lessons, teams")
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        page.keyboard.press("Escape")
        expect(here).to_be_focused()

        page.keyboard.press("/")
        page.keyboard.type("marin")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=marin")
        expect(page.get_by_role("heading", name="Pairs")).to_be_visible()
        expect(page.get_by_text("Found for “marin”:")).to_be_focused()


@pytest.mark.browser
def test_a_slash_in_a_field_is_a_slash_and_can_be_switched_off(
    looked_at: Site, chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = signed_in(context, looked_at, "rep")
        page.goto(f"{looked_at.url}/search")
        field = page.locator("#search-words")
        expect(field).to_be_focused()
        page.keyboard.type("and/or")
        expect(field).to_have_value("and/or")

        page.get_by_label("The key “/” opens the search on every page").uncheck()
        page.goto(looked_at.url)
        page.keyboard.press("/")
        expect(page.locator("#site-search")).not_to_be_focused()


@pytest.mark.browser
def test_a_slash_on_the_phone_opens_the_page_of_the_search(
    looked_at: Site, chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = signed_in(context, looked_at, "rep")
        page.goto(looked_at.url)
        page.keyboard.press("/")
        page.wait_for_url("**/search")

        expect(page.locator("#search-words")).to_be_focused()


@pytest.mark.browser
def test_without_a_script_one_searches_and_opens_the_menu(
    looked_at: Site, chromium: Browser
) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = signed_in(context, looked_at, "leader")
        page.goto(f"{looked_at.url}/search")
        page.locator("#search-words").fill("volcano")
        page.locator("main").get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name="The volcano")).to_be_visible()

        page.locator("summary.site-menu__name").click()
        page.get_by_role("link", name="Your account").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


@pytest.mark.browser
def test_the_menu_closes_on_escape_and_when_the_focus_leaves_it(
    looked_at: Site, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = signed_in(context, looked_at, "rep")
        page.goto(looked_at.url)
        name = page.locator("summary.site-menu__name")
        inside = page.get_by_role("link", name="Your account")
        name.focus()
        page.keyboard.press("Enter")
        expect(inside).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(inside).not_to_be_visible()
        expect(name).to_be_focused()

        page.keyboard.press("Enter")
        page.locator("main h1").click()
        expect(inside).not_to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("rep", "/"),
        ("leader", "/"),
        ("leader", "/lead/"),
        ("trainer", "/author/"),
        ("admin", "/admin/"),
    ],
)
def test_zoomed_in_four_times_the_head_leaves_the_page_its_room(
    looked_at: Site, chromium: Browser, who: str, path: str
) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 225}) as context:
        page = signed_in(context, looked_at, who)
        page.goto(looked_at.url + path)

        head = page.locator(".site-head").bounding_box()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert head is not None
        assert head["height"] <= 225 / 5
        assert wide <= 320
