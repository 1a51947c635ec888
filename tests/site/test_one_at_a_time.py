"""A quiz on a phone: one question at a time, by keyboard, and without a script all of them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.browsing import signed_in
from tests.site.serving import Site

# A quiz of seven questions of several kinds; none of an earlier lesson stands before it.
QUIZ = "/learn/respectful-teaming/equals/quiz"
SHOWN = "fieldset.question:visible"


def phone(chromium: Browser, *, script: bool = True, width: int = 390) -> BrowserContext:
    """A phone, held upright."""
    return chromium.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=script
    )


def opened(context: BrowserContext, site: Site) -> Page:
    """The quiz of somebody who has not begun it."""
    page = signed_in(context, site, "rep")
    page.goto(site.url + QUIZ, wait_until="networkidle")
    return page


def answer(page: Page) -> None:
    """Answer the question that is shown, somehow."""
    box = page.locator(SHOWN)
    for field in box.get_by_role("combobox").all():
        field.select_option(index=1)
    for field in box.get_by_role("textbox").all():
        field.fill("1")
    choices = box.locator("input:is([type=radio], [type=checkbox])")
    if choices.count():
        choices.first.check()


@pytest.mark.browser
def test_a_phone_asks_one_question_at_a_time_up_to_the_end(sample: Site, chromium: Browser) -> None:
    page = opened(phone(chromium), sample)
    steps = page.get_by_role("navigation", name="Questions").get_by_role("link")
    number = steps.count()
    send = page.get_by_role("button", name="Check my answers")
    assert number > 4

    for place in range(number):
        expect(page.locator(SHOWN)).to_have_count(1)
        expect(steps.nth(place)).to_have_attribute("aria-current", "step")
        expect(send).to_be_visible(visible=place == number - 1)
        answer(page)
        expect(steps.nth(place)).to_have_accessible_name(f"Question {place + 1} : answered")
        if place < number - 1:
            page.locator(SHOWN).get_by_role("link", name="Next").click()
    send.click()

    expect(page.locator("#result")).to_be_visible()


@pytest.mark.browser
def test_the_keyboard_alone_goes_on_and_back_and_marks_a_question(
    sample: Site, chromium: Browser
) -> None:
    page = opened(phone(chromium), sample)
    steps = page.get_by_role("navigation", name="Questions").get_by_role("link")
    onward = page.locator(SHOWN).get_by_role("link", name="Next")
    onward.focus()
    page.keyboard.press("Enter")

    expect(page.locator(SHOWN)).to_be_focused()
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    mark = page.get_by_role("button", name="Look at it again later")
    mark.focus()
    page.keyboard.press("Space")
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(steps.nth(1)).to_have_accessible_name(re.compile("to look at again$"))
    page.go_back()
    expect(steps.nth(0)).to_have_attribute("aria-current", "step")
    steps.nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(SHOWN)).to_be_focused()
    expect(steps.nth(2)).to_have_attribute("aria-current", "step")


@pytest.mark.browser
def test_whoever_left_goes_on_with_the_first_open_question(sample: Site, chromium: Browser) -> None:
    page = opened(phone(chromium), sample)
    answer(page)
    page.get_by_text("Saved at").wait_for()

    page.goto(sample.url)
    page.goto(sample.url + QUIZ, wait_until="networkidle")

    steps = page.get_by_role("navigation", name="Questions").get_by_role("link")
    expect(steps.nth(0)).to_have_accessible_name("Question 1 : answered")
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")


@pytest.mark.browser
def test_the_switch_shows_all_and_is_kept(sample: Site, chromium: Browser) -> None:
    page = opened(phone(chromium), sample)
    expect(page.locator(SHOWN)).to_have_count(1)

    page.get_by_role("button", name="All on one page").click()

    expect(page.locator(SHOWN).nth(4)).to_be_visible()
    page.get_by_role("button", name="One question at a time").click()
    expect(page.locator(SHOWN)).to_have_count(1)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(SHOWN)).to_have_count(1)


@pytest.mark.browser
def test_without_a_script_all_questions_stand_on_the_page(
    looked_at: Site, chromium: Browser
) -> None:
    page = opened(phone(chromium, script=False), looked_at)

    assert page.locator(SHOWN).count() > 4
    expect(page.get_by_role("button", name="Check my answers")).to_be_visible()
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    expect(page.get_by_role("button", name="One question at a time")).to_have_count(0)


@pytest.mark.browser
def test_a_wide_window_shows_all_questions_at_once(looked_at: Site, chromium: Browser) -> None:
    page = opened(phone(chromium, width=1280), looked_at)

    assert page.locator(SHOWN).count() > 4
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
