"""One question comes back in a browser: answered in place on my page, and without a script too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.site.browsing import has_stayed, opened, signed_in
from tests.site.serving import Site


def fill_in(box: Locator) -> None:
    """Give some answer, whatever kind of question is asked."""
    choices = box.locator("input:is([type=radio], [type=checkbox])")
    if choices.count():
        choices.first.check()
    for text in box.locator("input.control").all():
        text.fill("5")
    for place, choice in enumerate(box.locator("select.control").all(), start=1):
        choice.select_option(index=place)


@pytest.mark.browser
def test_a_question_is_answered_on_my_page_without_a_reload(
    sample: Site, chromium: Browser
) -> None:
    page = signed_in(chromium.new_context(), sample, "rep")
    opened(page, sample.url)
    page.get_by_text("A question that comes back").click()
    box = page.locator("#refresher")
    expect(box.get_by_role("heading", name="Do you still know?")).to_be_visible()

    box.get_by_role("button", name="Answer").click()
    expect(page.locator("#refresher-error")).to_be_focused()
    fill_in(box)
    box.get_by_role("button", name="Answer").click()

    expect(page.locator("#refresher-result")).to_be_focused()
    expect(box.locator(".question__mark")).to_contain_text(re.compile("Right|Not right"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert has_stayed(page)


@pytest.mark.browser
def test_without_a_script_it_is_answered_and_switched_off(sample: Site, chromium: Browser) -> None:
    page = signed_in(chromium.new_context(java_script_enabled=False), sample, "rep")
    page.goto(sample.url)
    page.get_by_text("A question that comes back").click()
    box = page.locator("#refresher")
    fill_in(box)
    box.get_by_role("button", name="Answer").click()
    expect(page).to_have_url(re.compile(r"/refreshers/\d+#refresher$"))

    page.goto(f"{sample.url}/refreshers/")
    page.get_by_role("button", name="Stop these questions").click()
    expect(page.get_by_role("heading", name="They are off")).to_be_visible()
    page.goto(sample.url)
    expect(box).to_have_count(0)
