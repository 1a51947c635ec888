"""Does a house come in by a real sign-in provider, from an empty site that only settings set up?

npm fetches the provider (`make provider`); where Node.js is not there, this is skipped.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.serving import ROOT, Site, free_port, wait_for

FOLDER = ROOT / "tools" / "oidc-provider"
NODE = shutil.which("node")
needs_provider = pytest.mark.skipif(
    NODE is None or not (FOLDER / "node_modules" / "oidc-provider").exists(),
    reason="no Node.js, or the provider was not fetched",
)
TABLE = """
[acme]
title = "Acme"
issuer = "http://127.0.0.1:{port}"
client_id = "tandem"
client_secret = "the secret of the client"
roles_from = "groups"
teams_from = "groups"

[acme.roles]
rep = ["sales"]
leader = ["heads"]

[acme.teams]
"West" = ["west"]
"""


def is_there(address: str) -> bool:
    """Does the provider answer?"""
    try:
        with urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=2):
            return True
    except OSError:
        return False


@pytest.fixture
def house(site: Site) -> Iterator[Site]:
    """An empty site whose people come in by a provider, which runs."""
    with provided(site, TABLE):
        yield site


@contextmanager
def provided(site: Site, table: str) -> Iterator[None]:
    """Serve a site that trusts a provider, which runs, as this table says."""
    port, site.port = free_port(), free_port()
    file = site.instance / "providers.toml"
    file.write_text(table.format(port=port), "utf-8")
    site.settings.update(TANDEM_OIDC=str(file), TANDEM_BASE_URL=site.url)
    command = [str(NODE), "provider.mjs", str(port), site.url]
    with (site.instance / "provider.log").open("wb") as log:
        provider = subprocess.Popen(command, cwd=FOLDER, stdout=log, stderr=log)
    try:
        wait_for(lambda: is_there(f"http://127.0.0.1:{port}"), seconds=60)
        site.flask("prepare")
        site.start()
        yield
    finally:
        provider.kill()
        provider.wait()


def come_in(context: BrowserContext, site: Site, who: str) -> Page:
    """Press the button, and sign in at the provider."""
    page = context.new_page()
    # The provider's own page asks the web for a typeface, which no test needs.
    page.route(re.compile("fonts.googleapis"), lambda route: route.abort())
    page.goto(f"{site.url}/login")
    page.get_by_role("link", name="Sign in with Acme").click()
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill("any")
    page.locator("[type=submit]").click()
    page.get_by_role("button", name="Continue").click()
    return page


@needs_provider
@pytest.mark.browser
def test_a_leader_and_a_rep_come_in_and_the_leader_signs_out_there_too(
    house: Site, chromium: Browser
) -> None:
    with chromium.new_context() as ben, chromium.new_context() as lea:
        page = come_in(ben, house, "ben")
        page.wait_for_url(f"{house.url}/")
        expect(page.locator("summary.site-menu__name")).to_contain_text("Ben Ott")

        page = come_in(lea, house, "lea")
        page.wait_for_url(f"{house.url}/")
        page.goto(f"{house.url}/lead/")
        expect(page.locator("main")).to_contain_text("West")
        page.get_by_role("link", name="West").first.click()
        page.goto(f"{page.url.partition('?')[0].rstrip('/')}/people")
        expect(page.locator("main")).to_contain_text("Ben Ott")

        page.locator("summary.site-menu__name").click()
        page.get_by_role("button", name="Sign out", exact=True).click()
        page.get_by_role("button", name="Yes, sign me out").click()
        page.wait_for_url(f"{house.url}/login")
        page.goto(house.url)
        page.wait_for_url(re.compile("/login"))


@needs_provider
@pytest.mark.browser
def test_an_address_that_was_not_verified_is_refused_with_a_sentence(
    house: Site, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = come_in(context, house, "may")

        expect(page.locator("main")).to_contain_text("Acme hasn’t verified your mail address")


@needs_provider
@pytest.mark.browser
def test_a_code_that_was_used_and_a_provider_under_another_name_are_refused_with_a_sentence(
    house: Site, chromium: Browser
) -> None:
    answers: list[str] = []
    with chromium.new_context() as ben, chromium.new_context() as eve:
        ben.on("request", lambda sent: answers.append(sent.url) if "back?" in sent.url else None)
        come_in(ben, house, "ben").wait_for_url(f"{house.url}/")
        page = eve.new_page()
        page.goto(answers[0])
        expect(page.locator("main")).to_contain_text("used already, took too long")

        file = house.instance / "providers.toml"
        file.write_text(file.read_text("utf-8").replace("127.0.0.1", "localhost"), "utf-8")
        house.kill()
        house.start()
        page.goto(f"{house.url}/login")
        page.get_by_role("link", name="Sign in with Acme").click()
        expect(page.locator("main")).to_contain_text("aren’t set up for each other")
