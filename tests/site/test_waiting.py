"""What takes longer than a second says so, is asked for once, and tells when it went wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.site.browsing import has_stayed, opened, signed_in
from tests.site.serving import Site

# What the button says while the page waits for the next one; it is kept beyond the page.
WATCH = """button => new MutationObserver(() => {
  const said = document.querySelector("[data-said]").textContent;
  sessionStorage.said = [button.textContent, button.ariaBusy, said];
}).observe(document.body, { subtree: true, childList: true, attributes: true })"""


@pytest.mark.browser
def test_publishing_says_that_it_runs_and_is_asked_for_once(
    sample: Site, chromium: Browser
) -> None:
    page = signed_in(chromium.new_context(), sample, "trainer")
    page.goto(f"{sample.url}/author/")
    asked: list[str] = []

    def slowly(route: Route) -> None:
        asked.append(route.request.url)
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/author/publish", slowly)
    button = page.get_by_role("button", name="Publish now")
    button.evaluate(WATCH)
    button.dblclick()

    # A process of its own begins with the first text; beside other tests that takes a while.
    expect(page.locator("main > .notice").first).to_be_focused(timeout=20_000)
    assert page.evaluate("sessionStorage.said") == "Publishing …,true,Publishing …"
    assert len(asked) == 1


@pytest.mark.browser
def test_a_file_is_fetched_in_place_and_told_when_it_does_not_come(
    sample: Site, chromium: Browser
) -> None:
    page = signed_in(chromium.new_context(accept_downloads=True), sample, "leader")
    opened(page, f"{sample.url}/lead/")
    link = page.get_by_role("link", name="CSV")

    page.route("**/report.csv*", lambda route: route.fulfill(status=500))
    link.click()
    expect(page.get_by_role("alert")).to_contain_text("The file didn’t come.")
    page.unroute("**/report.csv*")
    with page.expect_download() as coming:
        link.click()

    assert coming.value.suggested_filename.endswith(".csv")
    assert "Sam" in coming.value.path().read_text("utf-8-sig")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert has_stayed(page)
