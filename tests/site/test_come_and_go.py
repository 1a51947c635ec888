"""From an empty site that only settings set up: people come in by a provider, their directory puts
them into a team, they work as a pair, and one of them leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from tandem.terms import Role
from tests.site.serving import Site
from tests.site.test_main_path import give_together, learn
from tests.site.test_single_sign_on import come_in, needs_provider, provided

TABLE = """
[acme]
title = "Acme"
issuer = "http://127.0.0.1:{port}"
client_id = "tandem"
client_secret = "the secret of the client"
roles_from = "groups"

[acme.roles]
rep = ["sales"]
support = ["desk"]
leader = ["heads"]
admin = ["it"]
"""
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@pytest.fixture
def house(site: Site) -> Iterator[Site]:
    """An empty site, with a provider that names roles and no team."""
    with provided(site, TABLE):
        yield site


def page_of(browser: Browser, site: Site, who: str) -> Page:
    """Somebody comes in by the provider, in a browser of their own."""
    page = come_in(browser.new_context(), site, who)
    page.wait_for_url(f"{site.url}/")
    return page


def token_from(page: Page, site: Site) -> str:
    """An administrator lets the directory in."""
    page.goto(f"{site.url}/admin/")
    page.get_by_role("link", name="The company’s directory").click()
    page.get_by_label("What it is for").fill("Acme")
    page.get_by_role("button", name="Make a token").click()
    return page.get_by_label("Copy this token").input_value()


def user_id(directory: httpx2.Client, who: str) -> str:
    """What the site calls somebody."""
    asked = {"filter": f'userName eq "{who}@acme.example"'}
    (found,) = directory.get("/Users", params=asked).json()["Resources"]
    return str(found["id"])


def put_into_team(directory: httpx2.Client, *people: str) -> None:
    """The directory makes a team of these people."""
    members: list[dict[str, Any]] = [{"value": user_id(directory, who)} for who in people]
    said = {"schemas": [GROUP], "displayName": "West", "members": members}
    assert directory.post("/Groups", json=said).status_code == 201


def form_pair(page: Page, site: Site) -> None:
    """The leader makes a pair of the two, and gives them a course."""
    page.goto(f"{site.url}/lead/")
    page.get_by_role("link", name="West").first.click()
    page.get_by_role("link", name="Form a pair").click()
    page.get_by_label("Rep").select_option("Ben Ott")
    page.get_by_label("Support").select_option("Zoe Zahn")
    page.get_by_label("Both have agreed already").check()
    page.get_by_role("button", name="Form the pair").click()
    page.get_by_role("link", name="Assign a course").click()
    page.get_by_role("button", name="Assign the course").click()


@needs_provider
@pytest.mark.browser
@pytest.mark.each_database
def test_people_come_by_the_provider_work_in_a_team_of_the_directory_and_one_leaves(
    house: Site, chromium: Browser
) -> None:
    lea, ben, zoe, ida = (page_of(chromium, house, who) for who in ("lea", "ben", "zoe", "ida"))
    headers = {"Authorization": f"Bearer {token_from(ida, house)}"}
    with httpx2.Client(base_url=f"{house.url}/scim/v2", headers=headers, timeout=30) as directory:
        put_into_team(directory, "lea", "ben", "zoe")
        form_pair(lea, house)
        learn(ben, house, Role.REP)
        give_together(ben, house)

        leaves = {"op": "replace", "path": "active", "value": False}
        said = {"schemas": [PATCH], "Operations": [leaves]}
        answer = directory.patch(f"/Users/{user_id(directory, 'ben')}", json=said)

    assert answer.status_code == 204
    ben.goto(house.url)
    ben.wait_for_url(re.compile("/login"))
    zoe.goto(house.url)
    expect(zoe.locator("main")).to_contain_text("Ben Ott")
    expect(zoe.locator("main")).to_contain_text("What you have completed stays yours")
    ida.goto(f"{house.url}/admin/log")
    expect(ida.locator("main")).to_contain_text("the directory (Acme)")
