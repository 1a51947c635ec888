"""A site that trusts a provider, which runs, and a browser that goes there and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tandem.people.providers import routes
from tandem.terms import Role
from tandem.web.provider_settings import Provider
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.moments import SetClock
from tests.people.providers import forger
from tests.people.providers.forger import CLIENT, SECRET, Forger

FIELD = re.compile(r'name="(state|code|iss|error)" value="([^"]*)"')
Trust = Callable[..., Provider]


@pytest.fixture
def provider(clock: SetClock) -> Iterator[Forger]:
    """A provider that runs. Its clock shows what the site's shows."""
    with forger.serving() as running:
        running.now = clock.now.timestamp()
        yield running


@pytest.fixture
def trust(app: Flask) -> Trust:
    """Lets the site trust a provider, with a mapping or whatever else its table says."""

    def trusts(running: Forger, name: str = "acme", **table: Any) -> Provider:
        own = Provider(
            name=name, title=name.title(), issuer=running.issuer, client_id=CLIENT,
            client_secret=SECRET, **table,
        )  # fmt: skip
        app.config["PROVIDERS"] = (*app.config["PROVIDERS"], own)
        routes.init_app(app)
        return own

    return trusts


MAPPING: dict[str, Any] = {
    "roles_from": "groups",
    "roles": {Role.REP: ("sales",), Role.LEADER: ("heads",), Role.ADMIN: ("it",)},
    "teams_from": "groups",
    "teams": {"West": ("west",), "North": ("north",)},
}


@dataclass(frozen=True)
class Traveler:
    """A browser that goes to the provider and comes back."""

    browser: BrowserClient
    provider: Forger

    def set_out(self, name: str = "acme", to: str = "") -> str:
        """Press the button: the address at the provider."""
        return str(self.browser.get(f"/login/with/{name}{to}").location)

    def come_back(self, address: str) -> TestResponse:
        """Follow the way back, and send on what it holds."""
        page = self.browser.get(address)
        if page.status_code != 200:
            return page
        return self.browser.post(address.partition("?")[0], data=dict(FIELD.findall(page.text)))

    def sign_in(self, name: str = "acme", to: str = "", **claims: Any) -> TestResponse:
        """There and back as whoever the claims say."""
        return self.come_back(self.provider.code_for(self.set_out(name, to), **claims))

    def sign_out(self) -> TestResponse:
        """Press the button; the browser sends the same form on to where it leads (307)."""
        answer = self.browser.post("/logout")
        return self.browser.post(answer.location) if answer.status_code == 307 else answer

    def is_in(self) -> bool:
        """Does this browser open somebody's page?"""
        return self.browser.get("/").status_code == 200


@pytest.fixture
def traveler(cast: Cast, provider: Forger, browser_of: Browser) -> Traveler:
    """A browser in which nobody is signed in."""
    return Traveler(browser_of(None), provider)
