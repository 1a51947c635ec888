"""How heavy is a lesson for somebody who comes for the first time, on a train?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.site.browsing import signed_in
from tests.site.serving import Site

LESSON = "/learn/respectful-teaming/equals/"
MOST_BYTES = 60 * 1024
MOST_REQUESTS = 4


def weight(request: Request) -> int:
    """How much went over the wire for it, in bytes."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


@pytest.mark.browser
def test_a_first_visit_to_a_lesson_is_light(looked_at: Site, chromium: Browser) -> None:
    with chromium.new_context() as known:
        signed_in(known, looked_at, "rep")
        state = known.storage_state()
    with chromium.new_context(storage_state=state) as context:
        page = context.new_page()
        asked: list[Request] = []

        def note(request: Request) -> None:
            asked.append(request)

        page.on("requestfinished", note)
        page.goto(looked_at.url + LESSON, wait_until="networkidle")
        taken = {one.url: weight(one) for one in asked if one.resource_type != "image"}

        expect(page.get_by_role("heading", name="Two halves, one result")).to_be_visible()
        assert 2 <= len(taken) <= MOST_REQUESTS, taken
        assert 10_000 < sum(taken.values()) <= MOST_BYTES, taken
