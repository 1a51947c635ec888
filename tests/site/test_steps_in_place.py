"""Are steps for two given without a reload, and is what went wrong said where it was pressed?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.browsing import has_stayed, opened, signed_in
from tests.site.serving import Site
from tests.site.test_in_place import no_answer

# Rosa has answered and guessed; Samir has done neither.
STEPS = "/learn/respectful-teaming/equals/together/1"


def parts(page: Page) -> tuple[Locator, Locator]:
    """The sealed step and the guess about it."""
    return page.locator("#step-better-at"), page.locator("#step-guess-better-at")


def press(step: Locator, name: str, said: str) -> None:
    """Press a button of a step: what comes of it is said in the step and has the focus."""
    step.get_by_role("button", name=name).click()
    result = step.locator("> [autofocus]")
    expect(result).to_contain_text(said)
    expect(result).to_be_focused()


@pytest.mark.browser
def test_steps_are_given_without_a_reload_and_open_what_they_open(
    sample: Site, chromium: Browser
) -> None:
    page = opened(signed_in(chromium.new_context(), sample, "support"), sample.url + STEPS)
    sealed, guess = parts(page)
    guess.get_by_role("textbox").fill("You never give up")

    press(sealed, "Seal my answer", "There is nothing in the field yet.")
    sealed.get_by_role("textbox").fill("You hear what is not said")
    press(sealed, "Save for later", "Only you can see it")
    press(sealed, "Seal my answer", "Saved.")
    expect(sealed).to_contain_text("It opens when you have made your guess")
    expect(guess.get_by_role("textbox")).to_have_value("You never give up")
    press(guess, "This is my guess", "Saved.")
    expect(sealed.locator(".said__who")).to_have_count(2)
    expect(page.locator("#status")).to_contain_text("Steps for two: you 2 of 2,")

    assert has_stayed(page)
    assert page.url == sample.url + STEPS


@pytest.mark.browser
def test_a_step_that_does_not_arrive_says_so_in_place_and_loses_nothing(
    sample: Site, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = opened(signed_in(context, sample, "support"), sample.url + STEPS)
    sealed, _ = parts(page)
    sealed.get_by_role("textbox").fill("KEPT")
    button = sealed.get_by_role("button", name="Seal my answer")

    for status, said in ((0, "No answer came."), (500, "didn’t work"), (403, "open to you")):
        page.route("**/better-at", no_answer(status))
        button.click()
        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(button).to_be_focused()
        expect(sealed.get_by_role("textbox")).to_have_value("KEPT")
        page.unroute("**/better-at")
    context.clear_cookies()
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out.")
    signed_in(context, sample, "support", by_form=True)
    button.click()
    page.get_by_role("button", name="Send it now").click()

    expect(sealed.locator(".said__text")).to_have_text("KEPT")


@pytest.mark.browser
def test_a_late_tab_is_told_in_place_and_keeps_its_text(sample: Site, chromium: Browser) -> None:
    context = chromium.new_context()
    late = opened(signed_in(context, sample, "support"), sample.url + STEPS)
    first = opened(context.new_page(), sample.url + STEPS)
    for page, text in ((first, "FIRST"), (late, "LATE")):
        guess = parts(page)[1]
        guess.get_by_role("textbox").fill(text)

    press(parts(first)[1], "This is my guess", "Saved.")
    press(parts(late)[1], "This is my guess", "You had guessed already")

    expect(parts(late)[1]).to_contain_text("LATE")
    assert has_stayed(late)
