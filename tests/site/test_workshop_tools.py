"""The workshop in a browser: the slash menu, the tool bar, the outline, fixes, and two panes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.serving import Site
from tests.site.test_workshop import EDIT, LIST, lesson_file, trainer

SOURCE = "[name=source]"


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What a browser complained of; there must be nothing."""
    found: list[str] = []
    yield found
    assert found == []


def at_the_end(page: Page, url: str, text: str = "") -> None:
    """The workshop, with the cursor on an empty line behind the whole text."""
    page.goto(url + EDIT)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f"\n\n{text}")


@pytest.mark.browser
def test_a_slash_at_the_beginning_of_a_line_offers_every_piece(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    at_the_end(page, sample.url)
    page.keyboard.type("/")
    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_count(25)
    page.keyboard.type("number")
    expect(page.locator(".cm-tooltip-autocomplete li[aria-selected]")).to_contain_text("A number")
    page.keyboard.press("Enter")
    page.keyboard.type("How many kits?")

    expect(page.locator(SOURCE)).to_have_value(
        re.compile(r"\n\n### How many kits\?\n\n= 20\.\.30\n")
    )


@pytest.mark.browser
def test_a_slash_inside_a_line_is_a_slash(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    at_the_end(page, sample.url, "and/")

    expect(page.locator(SOURCE)).to_have_value(re.compile(r"and/$"))
    expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)


@pytest.mark.browser
def test_the_tool_bar_puts_a_piece_and_writes_the_other_face(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    at_the_end(page, sample.url, "## Only mine {for=rep}\n\nSome words of mine.")
    page.get_by_role("button", name="Write the other face").click()
    page.keyboard.type("Only yours")
    expect(page.locator(SOURCE)).to_have_value(re.compile(r"\n## Only yours \{for=support\}"))

    page.keyboard.press("Control+End")
    page.locator(".tools summary", has_text="Step for two").click()
    page.get_by_role("button", name="A thank-you").click()
    expect(page.locator(SOURCE)).to_have_value(re.compile(r"\{thanks\}"))


@pytest.mark.browser
def test_a_slip_is_mended_by_one_press_and_the_outline_leads_to_its_line(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints, width=1600)
    at_the_end(page, sample.url, "## Last part {fro=rep}\n\nWords.")
    page.get_by_role("button", name="Write “for”").click()
    expect(page.locator(SOURCE)).to_have_value(re.compile(r"## Last part \{for=rep\}"))

    outline = page.get_by_role("navigation", name="Outline")
    outline.get_by_role("link").first.click()
    page.keyboard.type("HERE ")
    expect(page.locator(SOURCE)).to_have_value(re.compile(r"^HERE ## ", re.MULTILINE))


@pytest.mark.browser
def test_before_publishing_it_says_what_learners_will_notice(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)
    said = page.locator("[data-noticed]")
    expect(said).to_contain_text("Nothing. It reads as it does now.")

    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nOne more word.")
    expect(said).to_contain_text("A small change")


@pytest.mark.browser
def test_on_the_phone_text_and_preview_are_two_panes(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints, width=390)
    page.goto(sample.url + EDIT)
    expect(page.locator("[data-preview]")).not_to_be_visible()
    page.get_by_role("button", name="Preview", exact=True).click()

    expect(page.locator("[data-preview]")).to_be_visible()
    expect(page.locator(".cm-content")).not_to_be_visible()


@pytest.mark.browser
def test_the_text_is_as_high_as_the_window(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(sample.url + EDIT)
    lines = (
        "[...document.querySelector('[data-editor]').shadowRoot.querySelectorAll('.cm-scroller')]"
    )
    height = page.evaluate(f"{lines}[0].getBoundingClientRect().height")

    assert height / 21.6 >= 28


@pytest.mark.browser
def test_lessons_are_rows_with_a_menu_that_are_searched_and_folded(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + LIST)
    heights = page.eval_on_selector_all(
        ".row__line", "(rows) => rows.map((row) => row.getBoundingClientRect().height)"
    )
    assert sorted(heights)[len(heights) // 2] <= 44
    page.get_by_label("Title", exact=True).fill("volcano")
    page.get_by_role("search", name="Look for a lesson").get_by_role("button").click()
    page.wait_for_url("**title=volcano")
    expect(page.locator(".row")).to_have_count(1)
    page.locator(".row__more").click()
    expect(page.get_by_role("link", name="History of The volcano")).to_be_visible()

    page.keyboard.press("Escape")
    page.locator(".shelf__head").click()
    expect(page.locator(".row")).not_to_be_visible()


@pytest.mark.browser
def test_a_question_without_places_yet_is_previewed(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    asked = "### What comes first? {order}\n\n### Who does what? {match}\n"
    lesson_file(sample).write_text(
        f"---\ntitle: Late\n---\n\n## Check {{quiz}}\n\n{asked}", "utf-8"
    )

    page.goto(sample.url + EDIT)

    expect(page.locator("[data-preview]").get_by_text("Who does what?")).to_be_visible()
