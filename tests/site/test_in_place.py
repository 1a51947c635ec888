"""What changes on a page without a reload: who answers, filters or fails stays where they are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.browsing import has_stayed, opened, signed_in
from tests.site.serving import Site

QUIZ = "/learn/respectful-teaming/equals/quiz"
FIRST = "#question-past-cut-off"


@pytest.fixture
def quiz(sample: Site) -> Site:
    """The site with its sample, and a quiz that shows feedback after each answer."""
    lesson = sample.courses / "respectful-teaming" / "01-equals.md"
    lesson.write_text(lesson.read_text("utf-8").replace("show: end", "show: each"), "utf-8")
    sample.flask("courses", "publish")
    return sample


def answer_all(page: Page) -> None:
    """Choose the last option of each question that is not checked yet, and fill each gap."""
    for box in page.locator("fieldset.question").all():
        options = box.locator("input:is([type=radio], [type=checkbox])")
        if options.count():
            options.last.check()
        for gap in box.get_by_role("textbox").all():
            gap.fill("1")


def no_answer(status: int) -> Callable[[Route], None]:
    """What fails instead of the server: with this status, or with no answer at all."""
    return lambda route: route.fulfill(status=status) if status else route.abort()


@pytest.mark.browser
def test_a_quiz_is_answered_from_hint_to_result_without_a_reload(
    quiz: Site, chromium: Browser
) -> None:
    page = signed_in(chromium.new_context(), quiz, "rep")
    opened(page, quiz.url + QUIZ)
    second = page.locator("#question-what-support-is-worth").get_by_role("radio").first
    second.check()

    page.locator(FIRST).get_by_role("button", name="Show the hint").click()
    expect(page.locator("#hint-past-cut-off")).to_be_focused()
    page.locator(FIRST).get_by_label("All twelve on Tuesday").check()
    page.locator(FIRST).get_by_role("button", name="Check question").click()
    expect(page.locator("#mark-past-cut-off")).to_be_focused()
    expect(page.locator(FIRST)).to_contain_text("with no software.")
    expect(second).to_be_checked()
    send = page.get_by_role("button", name="Check my answers")
    send.click()
    expect(page.get_by_role("alert")).to_be_focused()
    answer_all(page)
    send.click()
    expect(page.locator("#result")).to_be_focused()
    assert has_stayed(page)
    assert "/quiz/attempts/" in page.url

    page.go_back()
    expect(send).to_be_visible()
    assert not has_stayed(page)


@pytest.mark.browser
def test_an_answer_that_does_not_arrive_says_so_in_place_and_loses_nothing(
    quiz: Site, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = signed_in(context, quiz, "rep")
    opened(page, quiz.url + QUIZ)
    answer_all(page)
    check = page.locator(FIRST).get_by_role("button", name="Check question")

    for status, said in ((0, "No answer came."), (500, "didn’t work"), (403, "open to you")):
        page.route("**/check", no_answer(status))
        check.click()
        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(check).to_be_focused()
        page.unroute("**/check")
    context.clear_cookies()
    check.click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out.")
    signed_in(context, quiz, "rep", by_form=True)
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_role("button", name="Send it now").click()

    expect(page.locator("#result")).to_be_visible()


@pytest.mark.browser
def test_what_is_typed_while_an_answer_is_on_its_way_stays_typed(
    looked_at: Site, chromium: Browser
) -> None:
    page, on_the_way = chromium.new_context().new_page(), list[Route]()
    opened(page, f"{looked_at.url}/both")
    rep, support = page.locator("#rep"), page.locator("#support")
    for half, words in ((rep, "They need four"), (support, "Four can go live")):
        half.get_by_role("button").click()
        half.get_by_text(words).check()
        half.get_by_role("button").click()
        expect(half).to_contain_text("Right.")
    page.route("**/both", lambda route: on_the_way.append(route))  # noqa: PLW0108 (Playwright marks it)
    rep.get_by_role("textbox").fill("Keeps an eye on the clock.")
    with page.expect_request("**/both"):
        rep.get_by_role("button").click()

    support.get_by_role("textbox").press_sequentially("Never in a hurry")
    on_the_way[0].continue_()

    expect(rep).to_contain_text("Done.")
    expect(support.get_by_role("textbox")).to_have_value("Never in a hurry")
    expect(support.get_by_role("textbox")).to_be_focused()
    assert has_stayed(page)


@pytest.mark.browser
def test_a_leader_filters_and_turns_pages_without_a_reload(site: Site, chromium: Browser) -> None:
    site.flask("prepare")
    site.flask("demo-data", "--pairs", "120")
    site.start()
    page = signed_in(chromium.new_context(), site, "leader", at="demo.example")
    opened(page, f"{site.url}/lead/")
    said, chip = page.locator("[data-said]"), page.get_by_role("link", name="Past the date")
    date = page.get_by_role("combobox", name="Date")

    page.get_by_text("Filter", exact=True).click()
    date.select_option("in the next 14 days")
    expect(said).to_contain_text(re.compile(r"^\d+ pairs"))
    assert "due=soon" in page.url
    chip.click()
    expect(date).to_have_value("overdue")
    expect(chip).to_be_focused()
    chip.click()
    expect(date).to_have_value("")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#pairs-title")).to_be_focused()
    expect(said).to_contain_text("120 pairs: 101 to 120 of 120")
    page.get_by_role("searchbox", name="Name").fill("Aiko")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Pages")).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Name")).to_be_focused()
    assert has_stayed(page)

    page.go_back()
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Page 2")


@pytest.mark.browser
def test_what_is_brought_into_order_can_be_dragged_to_its_place(
    sample: Site, chromium: Browser
) -> None:
    page = signed_in(chromium.new_context(viewport={"width": 1000, "height": 1400}), sample, "rep")
    opened(page, f"{sample.url}/learn/respectful-teaming/nobodys-equipment/quiz")
    places = page.locator(".places").first
    things = page.locator(".tray").first.locator(".tray__thing")
    first, second = places.locator("select").nth(0), places.locator("select").nth(1)

    things.nth(0).drag_to(places.locator("li").nth(0))
    expect(first).to_have_js_property("selectedIndex", 1)
    things.nth(1).drag_to(places.locator("li").nth(1))
    expect(second).to_have_js_property("selectedIndex", 2)
    things.nth(0).drag_to(places.locator("li").nth(1))

    expect(first).to_have_js_property("selectedIndex", 2)
    expect(second).to_have_js_property("selectedIndex", 1)
    expect(page.get_by_text("Saved at")).to_be_visible()
