"""Reading a lesson in a browser: where somebody left off, what is in reach, how wide a line is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import signed_in
from tests.site.serving import Site

LESSON = "/learn/respectful-teaming/volcano/"
BUTTON = "I have read this"
# The first piece of the text that is not yet above the window, and how far its top lies below it.
PLACE = """() => {
  const pieces = [...document.querySelectorAll("#text > p, #text > section > *")]
  const at = pieces.findIndex(piece => piece.getBoundingClientRect().bottom > 0)
  return [at, Math.round(pieces[at].getBoundingClientRect().top)]
}"""
# How many signs stand in each full line of the longer paragraphs.
SIGNS = """() => {
  const signs = []
  for (const piece of document.querySelectorAll("#text > p, #text > section > p")) {
    const node = piece.firstChild, range = document.createRange()
    if (piece.childNodes.length > 1 || piece.className || node.length < 180) continue
    let start = 0, top = null
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i); range.setEnd(node, i + 1)
      const now = range.getBoundingClientRect().top
      if (top !== null && now > top + 4) { signs.push(i - start); start = i }
      top = now
    }
  }
  return signs
}"""
BAR = "document.querySelector('.lesson-bar').getBoundingClientRect()"


def scrolled(page: Page, top: int) -> None:
    """Scroll there at once, and let the page look where it is."""
    page.evaluate(f"scrollTo({{top: {top}, behavior: 'instant'}})")
    page.wait_for_timeout(100)


def phone(chromium: Browser, site: Site, *, script: bool = True) -> Page:
    """A phone on which the rep of the sample is signed in."""
    size = {"width": 390, "height": 844}
    context = chromium.new_context(viewport=size, java_script_enabled=script)  # type: ignore[arg-type]
    return signed_in(context, site, "rep")


@pytest.mark.browser
def test_who_comes_back_to_a_lesson_goes_on_at_the_same_line(
    looked_at: Site, chromium: Browser
) -> None:
    page = phone(chromium, looked_at)
    page.goto(looked_at.url + LESSON, wait_until="networkidle")
    scrolled(page, 2200)
    expect(page.locator("[data-place]")).to_have_text("From the mountain")
    expect(page.locator("[data-place-left]")).to_have_text("2 of 5 · about 2 min left")
    at, top = page.evaluate(PLACE)

    page.goto(looked_at.url)
    page.goto(looked_at.url + LESSON, wait_until="networkidle")
    again, top_again = page.evaluate(PLACE)

    assert again == at
    assert abs(top_again - top) <= 4
    page.get_by_role("link", name="From the top").click()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


@pytest.mark.browser
def test_whoever_presses_the_button_goes_on_in_the_same_place(
    sample: Site, chromium: Browser
) -> None:
    page = phone(chromium, sample)
    page.goto(sample.url + LESSON, wait_until="networkidle")
    scrolled(page, 2200)
    at, top = page.evaluate(PLACE)

    page.get_by_role("button", name=BUTTON).click()

    expect(page.get_by_role("link", name="Go to the quiz")).to_be_in_viewport()
    expect(page.get_by_role("button", name=BUTTON)).to_have_count(0)
    page.wait_for_load_state("networkidle")
    at_then, top_then = page.evaluate(PLACE)
    assert at_then == at
    assert abs(top_then - top) <= 4
    page.goto(sample.url + LESSON, wait_until="networkidle")
    assert page.evaluate("scrollY") == 0


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_the_button_is_always_in_reach_and_covers_no_text_at_the_end(
    looked_at: Site, chromium: Browser, *, script: bool
) -> None:
    page = phone(chromium, looked_at, script=script)
    page.goto(looked_at.url + LESSON, wait_until="networkidle")

    expect(page.get_by_role("button", name=BUTTON)).to_be_in_viewport(ratio=1)
    page.locator("#text > section").last.locator("p").last.hover()
    page.mouse.wheel(0, 300)
    expect(page.get_by_role("button", name=BUTTON)).to_be_in_viewport(ratio=1)
    page.locator("#steps").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    box, text = page.locator(".lesson-bar").bounding_box(), page.locator("#text").bounding_box()
    assert box
    assert text
    assert box["y"] >= text["y"] + text["height"]


@pytest.mark.browser
def test_at_400_percent_nothing_stays_in_front_of_the_text(
    looked_at: Site, chromium: Browser
) -> None:
    """A window of 1280 by 900 at 400 % is one of 320 by 225."""
    page = phone(chromium, looked_at)
    page.set_viewport_size({"width": 320, "height": 225})
    page.goto(looked_at.url + LESSON, wait_until="networkidle")

    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") <= 45
    scrolled(page, 1500)
    assert page.evaluate(f"{BAR}.top > innerHeight")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 390, "height": 640})
    assert page.evaluate(f"{BAR}.height <= innerHeight / 5 - 48")


@pytest.mark.browser
@pytest.mark.parametrize("width", [768, 1024, 1280, 1600, 1920])
def test_a_line_has_60_to_70_signs_where_there_is_room(
    looked_at: Site, chromium: Browser, width: int
) -> None:
    page = phone(chromium, looked_at)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(looked_at.url + LESSON, wait_until="networkidle")

    signs = page.evaluate(SIGNS)

    assert len(signs) > 15
    assert 60 <= sum(signs) / len(signs) <= 70, signs
    assert sum(55 <= number <= 73 for number in signs) >= 0.9 * len(signs), signs


@pytest.mark.browser
def test_the_contents_stand_beside_the_text_where_there_is_room(
    looked_at: Site, chromium: Browser
) -> None:
    page = phone(chromium, looked_at)
    contents = page.get_by_role("navigation", name="In this lesson")
    page.goto(looked_at.url + LESSON)
    expect(contents).to_be_hidden()

    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload(wait_until="networkidle")
    contents.get_by_role("link", name="Tomorrow morning").click()

    expect(page.locator("#tomorrow-morning")).to_be_in_viewport()
    here = contents.locator("[aria-current=location]")
    expect(here).to_have_text("Tomorrow morning")
    beside, text = contents.bounding_box(), page.locator("#text").bounding_box()
    assert beside
    assert text
    assert beside["x"] + beside["width"] < text["x"]


@pytest.mark.browser
def test_paper_shows_the_text_or_the_card_alone_and_nothing_to_press(
    looked_at: Site, chromium: Browser
) -> None:
    page = phone(chromium, looked_at)
    page.add_init_script("window.print = () => { window.hasPrinted = true }")
    page.goto(looked_at.url + LESSON, wait_until="networkidle")
    page.emulate_media(media="print")
    for part in (".lesson-bar", ".contents", "#steps", ".kept .button", ".sample"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("#one-fire")).to_be_visible()

    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print this card").click()
    page.emulate_media(media="print")

    assert page.evaluate("window.hasPrinted")
    expect(page.locator("#tomorrow-morning blockquote")).to_be_visible()
    expect(page.locator("#one-fire")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#one-fire")).to_be_visible()


@pytest.mark.browser
def test_nothing_jumps_while_a_lesson_comes(looked_at: Site, chromium: Browser) -> None:
    page = phone(chromium, looked_at)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.shifted += entry.value }))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in (LESSON, f"{LESSON}quiz"):
        page.goto(looked_at.url + address, wait_until="networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifted") < 0.02, address


@pytest.mark.browser
def test_a_wider_window_shows_more_of_a_list_and_larger_letters_only_where_one_reads(
    looked_at: Site, chromium: Browser
) -> None:
    def seen(page: Page, path: str, width: int) -> tuple[float, float]:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(looked_at.url + path)
        return (
            page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"),
            page.evaluate("document.querySelector('main').getBoundingClientRect().width"),
        )

    with chromium.new_context() as context:
        page = signed_in(context, looked_at, "trainer")
        (small, narrow), (large, wide) = (seen(page, "/author/", width) for width in (1280, 1920))
        (text_small, _), (text_large, _) = (seen(page, LESSON, width) for width in (1280, 1920))

    assert small == large == 17
    assert wide > narrow
    assert text_small < text_large
