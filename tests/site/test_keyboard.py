"""Does the keyboard alone take every main path? A learner's is in `test_accessibility.py`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import keyboard
from tests.site.browsing import signed_in
from tests.site.serving import Site

LESSON = "/learn/respectful-teaming"


def lead(page: Page, url: str) -> None:
    """Form a pair, give it a course, open the board and filter it."""
    page.goto(f"{url}/lead/teams/1/pairs")
    keyboard.fill(page, page.get_by_label("Rep", exact=True), "Diego")
    keyboard.fill(page, page.get_by_label("Support", exact=True), "Jonas")
    keyboard.tick(page, page.get_by_label("Both have agreed already"))
    keyboard.press(page, page.get_by_role("button", name="Form the pair"))
    expect(page.locator("main > .notice")).to_be_focused()
    keyboard.press(page, page.get_by_role("link", name="Assign a course"))
    keyboard.press(page, page.get_by_role("button", name="Assign the course"))
    keyboard.press(page, page.locator("main").get_by_role("link", name="Sample team"))
    keyboard.press(page, page.locator("summary", has_text="Filter"))
    keyboard.fill(page, page.get_by_role("searchbox", name="Name"), "Jonas")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("pairs")
    expect(page.locator(".board").first).to_contain_text("Diego")


def write(page: Page, url: str) -> None:
    """Open a lesson in the workshop, change its title, publish it."""
    page.goto(f"{url}/author/")
    keyboard.press(page, page.get_by_role("link", name="Edit Gasoline and engine", exact=True))
    keyboard.to(page, page.get_by_role("textbox", name="The lesson"))
    for key in ("Control+Home", "ArrowDown", "End"):
        page.keyboard.press(key)
    page.keyboard.type(", and why")
    keyboard.press(page, page.get_by_role("button", name="Save and publish"))
    expect(page.locator("main > .notice").first).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gasoline and engine, and why")


def administer(page: Page, url: str) -> None:
    """Give somebody another role."""
    page.goto(f"{url}/admin/")
    keyboard.press(page, page.get_by_role("link", name="Yuki Mori"))
    keyboard.tick(page, page.get_by_label("Leader"))
    keyboard.press(page, page.get_by_role("button", name="Save"))
    expect(page.locator("main > .notice")).to_be_focused()


def learn(page: Page, url: str) -> None:
    """Seal an answer for two, and bring things into order in a quiz."""
    page.goto(f"{url}{LESSON}/nobodys-equipment/together/1")
    step = page.locator("#step-from-tomorrow")
    keyboard.fill(page, step.locator("textarea"), "I ask before ten.")
    keyboard.press(page, step.get_by_role("button", name="Seal my answer"))
    expect(step.locator("> .notice")).to_be_focused()
    expect(step).to_contain_text("You: done on")
    page.goto(f"{url}{LESSON}/nobodys-equipment/quiz")
    place = page.get_by_label("Place 1", exact=True)
    keyboard.to(page, place)
    page.keyboard.press("ArrowDown")
    expect(place).to_have_value(re.compile("."))


PATHS: dict[str, Callable[[Page, str], None]] = {
    "leader": lead,
    "trainer": write,
    "admin": administer,
    "rep": learn,
}


@pytest.mark.browser
def test_the_keyboard_takes_the_main_path_of_every_role(sample: Site, chromium: Browser) -> None:
    for role, path in PATHS.items():
        with chromium.new_context() as context:
            path(signed_in(context, sample, role), sample.url)
