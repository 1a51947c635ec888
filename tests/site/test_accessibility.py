"""Can everybody use every page? axe-core looks at each, and the keyboard is enough to learn."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect
from werkzeug.routing import Rule

from tests.site import axe, keyboard
from tests.site.browsing import signed_in
from tests.site.serving import Site

ROLES = ["rep", "support", "leader", "trainer", "admin"]
# Something real of the sample for every part of an address; where there is none, a "not found".
PLACES: dict[str, object] = {
    "team_id": 1,
    "person_id": 1,
    "pair_id": 1,
    "assignment_id": 1,
    "course": "respectful-teaming",
    "module": "equals",
    "number": 1,
    "revision_id": 8,
    "question": "past-cut-off",
    "remark_id": 1,
    "reading_id": 1,
    "letter_id": 1,
    "step": "better-at",
    "file_id": 1,
    "kind": "csv",
    "code": "no-such-code",
    "token": "no-such-token",
    "sha": "no-such-picture",
    "digest": "x",
    "name": "x.css",
}


def addresses(app: Flask) -> list[str]:
    """Where a page could be: every address that can be looked at, once."""
    adapter = app.url_map.bind("localhost")
    built = {
        adapter.build(rule.endpoint, {key: PLACES[key] for key in rule.arguments})
        for rule in app.url_map.iter_rules()
        if is_looked_at(rule)
    }
    return sorted(built)


def is_looked_at(rule: Rule) -> bool:
    """Does it show something and change nothing?"""
    return "GET" in (rule.methods or set()) and rule.endpoint != "static"


def pages(context: BrowserContext, site: Site, app: Flask) -> list[str]:
    """The addresses that open as a page for whoever is signed in."""
    opened = []
    for address in addresses(app):
        answer = context.request.get(site.url + address, max_redirects=0)
        if answer.status == 200 and answer.headers["content-type"].startswith("text/html"):
            opened.append(address)
    return opened


# A field without its label, and a title that is too pale in the dark.
SPOIL = """addEventListener("DOMContentLoaded", () => {
  document.querySelector("main label").remove();
  if (matchMedia("(prefers-color-scheme: dark)").matches) return;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.querySelector("h1").style.color = "#3a3530";
  });
});"""


# A page that must be among those that were looked at, so that a walk cannot be empty.
FOUND = {
    "visitor": "/login",
    "rep": "/learn/respectful-teaming/equals/",
    "support": "/learn/respectful-teaming/equals/",
    "leader": "/lead/teams/1/",
    "trainer": "/author/respectful-teaming/equals/edit",
    "admin": "/admin/people/1",
}


@pytest.mark.browser
@pytest.mark.parametrize("role", ["visitor", *ROLES])
def test_axe_finds_nothing_on_any_page(
    role: str, shared_app: Flask, looked_at: Site, chromium: Browser
) -> None:
    with chromium.new_context(reduced_motion="reduce") as context:
        if role != "visitor":
            signed_in(context, looked_at, role)
        seen = [*pages(context, looked_at, shared_app), "/no-such-page"]
        page = context.new_page()
        faults = {address: axe.faults(page, looked_at.url + address) for address in seen}

    assert {address: found for address, found in faults.items() if found} == {}
    assert FOUND[role] in seen
    assert role == "visitor" or len(seen) > 12


@pytest.mark.browser
def test_axe_sees_what_is_wrong_in_either_colour_scheme(looked_at: Site, chromium: Browser) -> None:
    with chromium.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.add_init_script(SPOIL)

        found = " ".join(axe.faults(page, f"{looked_at.url}/login"))

    assert "label: " in found
    assert "color-contrast: h1" in found


@pytest.mark.browser
def test_a_learner_gets_from_the_sign_in_to_a_result_by_keyboard(
    sample: Site, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{sample.url}/login")
        keyboard.to(page, page.get_by_label("Mail address"))
        page.keyboard.type("rep@example.com")
        keyboard.to(page, page.get_by_label("Password"))
        page.keyboard.type("tandem-sample")
        page.keyboard.press("Enter")
        for role, name in (
            ("link", "Go on"),
            ("button", "I have read"),
            ("link", "Go to the quiz"),
        ):
            keyboard.to(page, page.get_by_role(role, name=name).first)
            page.keyboard.press("Enter")
            page.wait_for_load_state()
        page.wait_for_url("**/quiz")
        keyboard.answer(page)
        keyboard.to(page, page.get_by_role("button", name="Check my answers"))
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", name="Your answers")).to_be_visible()
