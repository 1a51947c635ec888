"""Is a list of people brought in a browser: columns chosen, looked at, done, and taken back?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.axe import faults
from tests.site.browsing import signed_in
from tests.site.serving import Site

HEADS = "Wer;Vorname;Wie;Was;Telefon"
NEW = f"{HEADS}\nivo@firm.example;Ivo;Sol;sales rep;123\nmia@firm.example;Mia;Berg;support;456\n"
OWN = "email,given name,surname,role,team,leaves\n"


def choose(page: Page, site: Site, text: str) -> None:
    """Choose a file and look at it."""
    page.goto(f"{site.url}/admin/import")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("File").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Look at it").click()


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_what_each_column_holds_is_chosen_once_and_remembered(
    sample: Site, chromium: Browser, script: bool
) -> None:
    context = chromium.new_context(java_script_enabled=script)
    page = signed_in(context, sample, "admin")
    choose(page, sample, NEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("What the columns hold")
    if script:
        assert faults(page, page.url) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.get_by_role("row", name=re.compile("Telefon"))).to_contain_text("123 · 456")

    page.get_by_label("Wie").select_option("given_name")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("main")).to_contain_text("is chosen for two columns")
    page.get_by_label("Wie").select_option("surname")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("main")).to_contain_text("2 new people")
    expect(page.locator("main")).to_contain_text("Not used: Telefon")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator("main")).to_contain_text("Ivo Sol")

    choose(page, sample, f"{HEADS}\nada@firm.example;Ada;Holm;rep;789\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the list changes")
    expect(page.locator("main")).to_contain_text("1 new person")


@pytest.mark.browser
def test_a_list_that_let_somebody_go_is_taken_back_by_a_button(
    sample: Site, chromium: Browser
) -> None:
    page = signed_in(chromium.new_context(), sample, "admin")
    choose(page, sample, OWN + "rep@example.com,,,,,yes\nsupport@example.com,,,,,2030-04-03\n")
    expect(page.locator("main")).to_contain_text("1 person leaves: rep@example.com")
    page.get_by_role("button", name="Do it").click()
    expect(page.locator("main")).to_contain_text("last day: 3 Apr 2030")

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Undone: 1 account is open again.")).to_be_visible()
    page.get_by_label("Name or mail address").fill("support@example.com")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#found .people li")).to_have_count(1)
    page.locator("#found .people a").click()
    page.get_by_role("button", name="Stays after all").click()
    expect(page.get_by_text("No last day is set.")).to_be_visible()
