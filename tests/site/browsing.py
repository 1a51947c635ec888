"""How the tests of the whole site go about in a browser."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.site.serving import Site

STAYS = "window.hasStayed = true"
HAS_STAYED = "window.hasStayed === true"


def signed_in(context: BrowserContext, site: Site, role: str, *, at: str = "example.com") -> Page:
    """A page on which somebody of the sample, or of the demo data, is signed in."""
    page = context.new_page()
    page.goto(f"{site.url}/login")
    page.get_by_label("Mail address").fill(f"{role}@{at}")
    page.get_by_label("Password").fill("tandem-sample")
    page.get_by_role("button", name="Sign in").click()
    # A page that is closed while it still goes on leaves some browsers waiting without an end.
    page.wait_for_url(f"{site.url}/")
    return page


def heed(context: BrowserContext, complaints: list[str]) -> None:
    """Note whatever the pages of a browser complain of."""
    context.on("weberror", lambda trouble: complaints.append(str(trouble.error)))
    context.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )


def opened(page: Page, address: str) -> Page:
    """The page at an address, marked, so that a reload can be told."""
    page.goto(address)
    page.evaluate(STAYS)
    return page


def has_stayed(page: Page) -> bool:
    """Is it still the same page, without a reload?"""
    return bool(page.evaluate(HAS_STAYED))
