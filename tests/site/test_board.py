"""Is a leader's board one look, by eye, by keyboard and by ear?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.axe import SOURCE
from tests.site.browsing import signed_in
from tests.site.serving import Site
from tests.site.targets import FINGER, MOUSE, too_small

IN_VIEW = """(places) => [...document.querySelectorAll(places)].filter((place) => {
  const box = place.getBoundingClientRect();
  return box.height && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}).length"""
SPOKEN = """() => Math.max(...[...document.querySelectorAll('.road')].map((row) =>
  row.innerText.replace(/\\s+/g, ' ').length
  + row.querySelector('input').getAttribute('aria-label').length))"""
FITS = "(place) => place.scrollWidth <= place.clientWidth"
ALL_OF_AXE = "async () => (await axe.run()).violations.map((rule) => rule.id)"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with forty pairs in a course of sixteen modules."""
    folder: Path = tmp_path_factory.mktemp("board")
    (folder / "courses").mkdir()
    site = Site(folder, f"sqlite:///{folder / 'board.db'}", folder / "courses")
    site.flask("prepare")
    site.flask("demo-data", "--pairs", "40", "--modules", "16")
    try:
        site.start()
        yield site
    finally:
        site.kill()


@pytest.fixture
def page(board: Site, chromium: Browser) -> Iterator[Page]:
    """The leader's first page with its pairs, at the top of the board."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = signed_in(context, board, "leader", at="demo.example")
    page.goto(f"{board.url}/lead/")
    page.get_by_role("link", name="Demo team 002", exact=True).click()
    page.wait_for_load_state()
    yield page
    context.close()


@pytest.mark.browser
def test_the_first_screen_shows_the_pairs_of_a_team_and_every_module(page: Page) -> None:
    for folded in page.locator(".need__fold[aria-expanded=false]").all():
        folded.click()

    assert page.evaluate(IN_VIEW, ".board__module") == 16
    assert page.evaluate(IN_VIEW, ".road") >= 20
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SPOKEN) <= 300


@pytest.mark.browser
def test_nothing_to_press_is_too_small_and_axe_finds_nothing(page: Page) -> None:
    page.evaluate(SOURCE)
    wide = page.evaluate(ALL_OF_AXE), too_small(page, MOUSE)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    narrow = page.evaluate(ALL_OF_AXE), too_small(page, FINGER)

    assert wide == ([], [])
    assert narrow == ([], [])


@pytest.mark.browser
def test_on_a_phone_the_teams_stand_whole_and_the_ways_beside_each_other(
    board: Site, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ways = [way.bounding_box() or {} for way in page.locator(".board-head__ways a").all()]
    page.goto(f"{board.url}/lead/")

    assert len(ways) > 3
    assert all(one["x"] + one["width"] <= next["x"] for one, next in pairwise(ways))
    assert page.locator(".teams").evaluate(FITS)


@pytest.mark.browser
def test_the_keyboard_alone_looks_at_a_pair_ticks_two_and_asks_for_a_pause(page: Page) -> None:
    rows = page.locator(".road__names")
    for key in ("ArrowDown", "ArrowDown", "x", "ArrowDown", "x", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("[data-acts-number]")).to_have_text("2 ticked")
    expect(page.locator("[data-said]")).to_contain_text("Demo module 1")

    page.keyboard.press("Enter")
    expect(page.locator("#details-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows.nth(2)).to_be_focused()

    page.get_by_role("button", name="Pause …").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pause these pairs?")


@pytest.mark.browser
def test_without_a_script_a_pair_is_a_page_and_ticks_lead_to_the_question(
    board: Site, chromium: Browser
) -> None:
    page = signed_in(
        chromium.new_context(java_script_enabled=False), board, "leader", at="demo.example"
    )
    page.goto(f"{board.url}/lead/")
    page.locator(".road__names").first.click()
    expect(page.get_by_role("heading", name="One small thing that would help")).to_be_visible()
    page.go_back()
    page.locator(".road__tick").first.check()
    page.get_by_role("button", name="Assign a course, or move its date").click()

    expect(page.get_by_role("button", name="Assign the course")).to_be_visible()
