"""How heavy is a lesson for somebody who comes for the first time, on a train?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tandem.web.assets import lean
from tests.site.browsing import signed_in
from tests.site.serving import ROOT, Site

LESSON, NEXT = "/learn/respectful-teaming/equals/", "/learn/respectful-teaming/gasoline-and-engine/"
KB = 1024
# The page, how it looks, what helps along; and the two typefaces beside them.
MOST_REQUESTS, MOST_BYTES = 4, 40 * KB
WITH_FONTS, MOST_WITH_FONTS = 6, 130 * KB
MOST_OF_THE_NEXT = 12 * KB
PICTURES = {"image"}
RULES = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s+/g, " "));
}"""


def weight(request: Request) -> int:
    """How much went over the wire for it, in bytes."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def taken_by(page: Page, address: str) -> dict[str, dict[str, int]]:
    """What a page fetches: the bytes of each address, by kind, pictures left out."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("requestfinished", note)
    kinds: dict[str, dict[str, int]] = {}
    for request in asked:
        if request.resource_type not in PICTURES:
            kinds.setdefault(request.resource_type, {})[request.url] = weight(request)
    return kinds


@pytest.mark.browser
def test_a_first_visit_to_a_lesson_is_light_and_the_next_lighter(
    looked_at: Site, chromium: Browser
) -> None:
    with chromium.new_context() as known:
        signed_in(known, looked_at, "rep")
        state = known.storage_state()
    with chromium.new_context(storage_state=state) as context:
        page = context.new_page()

        first = taken_by(page, looked_at.url + LESSON)
        expect(page.get_by_role("heading", name="Two halves, one result")).to_be_visible()
        fonts = first.pop("font")
        rest = [size for kind in first.values() for size in kind.values()]
        # A browser fetches its tab's picture beside the page, once for the whole site.
        asked = len(rest) + len(fonts) - len(first.get("other", ()))

        assert len(fonts) >= 2, fonts
        assert 2 <= len(rest) <= MOST_REQUESTS, first
        assert 10_000 < sum(rest) <= MOST_BYTES, first
        assert asked <= WITH_FONTS, (first, fonts)
        assert sum(rest) + sum(fonts.values()) <= MOST_WITH_FONTS, (first, fonts)

        second = taken_by(page, looked_at.url + NEXT)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert sum(sum(kind.values()) for kind in second.values()) <= MOST_OF_THE_NEXT, second


@pytest.mark.browser
def test_nothing_jumps_when_the_typefaces_come_late(looked_at: Site, chromium: Browser) -> None:
    """The score of layout shifts (Core Web Vitals: good up to 0.1) with fonts a second late."""
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()

        def late(route: Route) -> None:
            page.wait_for_timeout(1000)
            route.continue_()

        page.route("**/*.woff2", late)
        page.add_init_script(
            "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach("
            "entry => { window.shifted += entry.value }))"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        page.goto(looked_at.url + "/privacy", wait_until="networkidle")
        page.evaluate("document.fonts.ready")

        assert page.evaluate("document.fonts.check('1rem Literata')")
        assert page.evaluate("window.shifted") < 0.02


@pytest.mark.browser
def test_the_style_sheet_says_what_its_files_say(chromium: Browser) -> None:
    """As the browser understands it, rule by rule."""
    sheets = sorted((ROOT / "static" / "css").rglob("*.css"))
    with chromium.new_context() as context:
        page = context.new_page()
        for sheet in sheets:
            source = sheet.read_bytes()
            rules = [page.evaluate(RULES, text.decode()) for text in (source, lean(source, ".css"))]

            assert rules[0] == rules[1] != [], sheet.name
