"""How the tests of the whole site go about in a browser."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api._generated import SetCookieParam

from tests.site.serving import Site, Visitor

STAYS = "window.hasStayed = true"
HAS_STAYED = "window.hasStayed === true"


def signed_in(
    context: BrowserContext,
    site: Site,
    role: str,
    *,
    at: str = "example.com",
    by_form: bool = False,
) -> Page:
    """A page on which somebody of the sample, or of the demo data, is signed in.

    On a copied site the cookie of an earlier sign-in does it; `by_form` begins a new session.
    """
    page = context.new_page()
    if site.like and not by_form:
        context.add_cookies([{**cookie, "url": site.url} for cookie in cookies_of(site, role)])
        return page
    page.goto(f"{site.url}/login")
    page.get_by_label("Mail address").fill(f"{role}@{at}")
    page.get_by_label("Password").fill("tandem-sample")
    page.get_by_role("button", name="Sign in").click()
    # A page that is closed while it still goes on leaves some browsers waiting without an end.
    page.wait_for_url(f"{site.url}/")
    return page


KEPT: dict[tuple[str, str], list[SetCookieParam]] = {}


def cookies_of(site: Site, role: str) -> list[SetCookieParam]:
    """What a browser keeps of a sign-in; it holds on every site that is like this one."""
    if (site.like, role) not in KEPT:
        person = Visitor(site)
        person.sign_in(f"{role}@example.com")
        KEPT[site.like, role] = [
            {"name": cookie.name, "value": cookie.value or ""} for cookie in person.cookies
        ]
    return KEPT[site.like, role]


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
