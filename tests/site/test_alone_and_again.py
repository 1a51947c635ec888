"""Does it go on for who has no partner yet, who reads alone, and two who were a pair before?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tandem.terms import Role
from tests.site.browsing import signed_in
from tests.site.serving import Site
from tests.site.test_main_path import invite, join, learn, questions, read_and_answer

PHONE = {"width": 390, "height": 844}
TEAM = "/lead/teams/1"


@pytest.fixture
def nadia(sample: Site, chromium: Browser) -> Page:
    """Nadia, who leads the team of the sample."""
    return signed_in(chromium.new_context(), sample, "leader")


def phone(chromium: Browser) -> BrowserContext:
    """A browser as narrow as a phone."""
    return chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]  # a dict is one


def form_pair(page: Page, site: Site, rep: str, support: str) -> None:
    """Two who have agreed become a pair."""
    page.goto(f"{site.url}{TEAM}/pairs")
    page.get_by_label("Rep", exact=True).select_option(rep)
    page.get_by_label("Support", exact=True).select_option(support)
    page.get_by_label("Both have agreed already").check()
    page.get_by_role("button", name="Form the pair").click()


@pytest.mark.browser
def test_who_has_no_partner_begins_alone_and_all_of_it_counts_when_the_pair_is_formed(
    sample: Site, chromium: Browser, nadia: Page
) -> None:
    nadia.goto(f"{sample.url}{TEAM}/people")
    ivo = chromium.new_context().new_page()
    join(ivo, invite(nadia, "Ivo", "Sol", "Rep"))
    ivo.goto(sample.url)
    expect(ivo.locator("main")).to_contain_text("Only the steps for two wait.")
    learn(ivo, sample, Role.REP)

    form_pair(nadia, sample, "Ivo Sol", "Tomás Silva")

    expect(nadia.locator("main")).to_contain_text("They are a pair now.")
    ivo.goto(sample.url)
    expect(ivo.get_by_role("link", name="Tomás Silva").first).to_be_visible()
    expect(ivo.locator("main")).not_to_contain_text("Somebody will walk here beside you.")
    expect(ivo.get_by_role("link", name="Continue with Tomás")).to_be_visible()


@pytest.mark.browser
def test_a_course_for_one_is_read_seen_by_name_withdrawn_and_brought_back(
    sample: Site, chromium: Browser
) -> None:
    nadia = signed_in(chromium.new_context(java_script_enabled=False), sample, "leader")
    course = "positioning-your-team"
    nadia.goto(f"{sample.url}/learn/{course}/what-support-is-for/")
    read_and_answer(nadia, questions(sample, Role.LEADER, course))
    nadia.goto(f"{sample.url}{TEAM}/solo")
    expect(nadia.get_by_role("row", name="Nadia Benali")).to_contain_text("1")

    nadia.get_by_role("link", name="Withdraw course: Positioning").click()
    expect(nadia.locator("main")).to_contain_text("What stays")
    nadia.get_by_role("button", name="Withdraw").click()
    expect(nadia.locator("main")).to_contain_text("No course assigned yet")
    nadia.get_by_role("button", name="Undo").click()

    expect(nadia.locator("main")).to_contain_text("Undone: the course is assigned as before.")
    expect(nadia.get_by_role("row", name="Nadia Benali")).to_contain_text("1")


@pytest.mark.browser
def test_two_whose_pair_ended_go_on_where_they_were_when_it_is_formed_again(
    sample: Site, chromium: Browser, nadia: Page
) -> None:
    mei = signed_in(phone(chromium), sample, "done")
    mei.goto(f"{sample.url}/")
    halves = mei.locator(".way").first.inner_text()
    nadia.goto(f"{sample.url}{TEAM}/pairs")
    nadia.get_by_role("link", name="End Mei Tanaka and Jonas Weber").click()
    nadia.get_by_role("button", name="End the pair").click()
    expect(nadia.get_by_role("button", name="Undo")).to_be_visible()

    form_pair(nadia, sample, "Mei Tanaka", "Jonas Weber")

    expect(nadia.locator("main")).to_contain_text("They are a pair again and go on where they were")
    mei.goto(f"{sample.url}/")
    assert mei.locator(".way").first.inner_text() == halves
    nadia.get_by_role("link", name="Mei Tanaka and Jonas Weber", exact=True).first.click()
    expect(nadia.locator("main")).to_contain_text("The two go on where they were.")
    mei.goto(nadia.url)
    expect(mei.locator("main")).to_contain_text("What you two did before is all here.")
