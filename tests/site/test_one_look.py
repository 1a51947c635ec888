"""Does one look take in somebody's own page, and the head above every page?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import signed_in
from tests.site.serving import Site

SCREENS = "document.documentElement.scrollHeight / innerHeight"
FILLED = """() => [...document.querySelectorAll("main .button")].filter((button) =>
  button.checkVisibility()
  && getComputedStyle(button).backgroundColor !== "rgba(0, 0, 0, 0)").length"""
WAYS = """() => new Set([...document.querySelectorAll('.site-nav li')].map((way) =>
  way.getBoundingClientRect().top)).size"""
ENDS_WITH_A_SIGN = """() => [...document.querySelectorAll('.ways')].filter((ways) =>
  ways.querySelectorAll('a').length > 3 && ways.innerText.includes('·')).length"""


def own_page(site: Site, chromium: Browser, role: str, *, width: int, height: int) -> Page:
    """Somebody's own page in a window of that size."""
    context = chromium.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = signed_in(context, site, role)
    page.goto(f"{site.url}/")
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "most"), [(1280, 900, 1.0), (390, 844, 2.4)])
def test_the_page_of_a_rep_is_one_look_with_one_main_button(
    looked_at: Site, chromium: Browser, width: int, height: int, most: float
) -> None:
    page = own_page(looked_at, chromium, "rep", width=width, height=height)

    assert page.evaluate(SCREENS) <= most
    assert page.evaluate(FILLED) == 1
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("number", [4, 6])
@pytest.mark.parametrize("width", [720, 768, 900, 1024, 1088, 1280])
def test_a_long_name_leaves_the_ways_in_one_line(
    looked_at: Site, chromium: Browser, width: int, number: int
) -> None:
    page = own_page(looked_at, chromium, "leader", width=width, height=900)
    page.evaluate(
        """(number) => {
      document.querySelector('.site-menu__who').textContent = 'N'.repeat(50);
      const ways = document.querySelector('.site-nav ul');
      while (ways.children.length < number) ways.append(ways.lastElementChild.cloneNode(true));
      ways.lastElementChild.firstElementChild.textContent = 'Administration';
    }""",
        number,
    )

    assert page.locator(".site-nav li").count() == number
    assert page.evaluate(WAYS) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.browser
def test_no_line_of_ways_ends_with_a_sign(looked_at: Site, chromium: Browser) -> None:
    page = own_page(looked_at, chromium, "admin", width=390, height=844)
    page.goto(f"{looked_at.url}/admin/")

    assert page.locator(".ways--row a").count() > 8
    assert page.evaluate(ENDS_WITH_A_SIGN) == 0
    page.context.close()
