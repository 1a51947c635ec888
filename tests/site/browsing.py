"""How the tests of the whole site go about in a browser."""

from __future__ import annotations

from functools import cache

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api._generated import SetCookieParam
from sqlalchemy import select
from sqlalchemy.orm import Session as SqlSession

from tandem.models import Person
from tandem.web import db
from tandem.web.session_cookie import SESSION
from tests.cast import token_of
from tests.site.serving import Site

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

    On a copied site a cookie of the tests does it; `by_form` begins a session of its own.
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


def cookies_of(site: Site, role: str) -> list[SetCookieParam]:
    """The cookie of a browser that lets somebody of the sample in, on every copied site."""
    signer = SecureCookieSessionInterface().get_signing_serializer(signing_as(site))
    assert signer
    token = token_of(person_in(site.like, f"{role}@example.com"))
    return [{"name": SESSION, "value": str(signer.dumps({"_user_id": token, "_fresh": True}))}]


def signing_as(site: Site) -> Flask:
    """Something that signs cookies as this site does."""
    app = Flask(__name__)
    app.secret_key = site.environment["TANDEM_SECRET_KEY"]
    return app


@cache
def person_in(database: str, email: str) -> Person:
    """Whoever has that address in a database."""
    engine = db.engine_for(database)
    with SqlSession(engine) as session:
        person = session.scalars(select(Person).where(Person.email == email)).one()
    engine.dispose()
    return person


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
