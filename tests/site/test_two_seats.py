"""Do two people in two browsers choose and hand over to each other, with and without a script?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import signed_in
from tests.site.serving import Site

# Written as in the manual for trainers.
LESSON = """\
---
title: Two seats
---

## The two of you {together}

### The ward wants it by eight {#ward choice}

It is 15:40.

#### Rep

You have the ward on the phone.

- Promise it
- Ask support first

#### Support

Two orders wait already.

- Say that it is too late
- Say what still fits

#### What happens to the ward

| | Say that it is too late | Say what still fits |
| --- | --- | --- |
| Promise it | It waits for a van that never left. | Half of it comes. |
| Ask support first | It hears no. | It knows by four what is there at eight. |

### Two lines {#lines handover}

#### The clinic called {for=rep}

Thursday by eight, at gate 3.

- When do you need it?
- Where does the van go?

#### The warehouse wrote {for=support}

Four pallets today, two on Monday.

- What do we get today?
"""
ADDRESS = "/learn/respectful-teaming/two-seats/together/1"
Two = tuple[Page, Page]


@pytest.fixture
def with_lesson(sample: Site) -> Site:
    """The site with the sample, its course with one more lesson."""
    path = sample.courses / "respectful-teaming" / "10-two-seats.md"
    path.write_text(LESSON, "utf-8")
    sample.flask("courses", "publish")
    return sample


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def two(with_lesson: Site, chromium: Browser, request: pytest.FixtureRequest) -> Two:
    """Rosa's and Samir's pages, each in a browser of its own."""
    pages = []
    for role in ("rep", "support"):
        context = chromium.new_context(java_script_enabled=request.param)
        page = signed_in(context, with_lesson, role, by_form=True)
        page.goto(with_lesson.url + ADDRESS)
        pages.append(page)
    return pages[0], pages[1]


@pytest.mark.browser
def test_both_choose_from_their_own_seat_and_then_read_the_table(two: Two) -> None:
    rosa, samir = two
    step, his = rosa.locator("#step-ward"), samir.locator("#step-ward")

    step.get_by_role("button", name="Seal my choice").click()
    expect(step.get_by_role("alert")).to_contain_text("Nothing is chosen yet.")
    step.get_by_role("radio", name="Ask support first").check()
    step.get_by_role("button", name="Seal my choice").click()
    expect(step).to_contain_text("Your answer is kept.")
    for hidden in ("too late", "still fits", "van", "Two orders"):
        assert hidden not in rosa.content()
    assert "Promise it" not in samir.content()

    his.get_by_role("radio", name="Say what still fits").check()
    his.get_by_role("button", name="Seal my choice").click()

    expect(his.locator(".outcome__text")).to_have_text("It knows by four what is there at eight.")
    expect(his.locator(".chosen")).to_contain_text("Ask support first")
    his.get_by_text("Look at the other cells").click()
    expect(his.get_by_role("cell", name="Half of it comes.")).to_be_visible()


@pytest.mark.browser
def test_each_hands_over_in_two_lines_and_sees_what_was_missing(two: Two) -> None:
    rosa, samir = two
    hers, his = rosa.locator("#step-lines"), samir.locator("#step-lines")

    hers.get_by_label("Line 1").fill("Thursday by eight.")
    hers.get_by_role("button", name="Hand it over").click()
    expect(hers).to_contain_text("Your lines stand.")
    assert "When do you need it?" not in rosa.content()

    samir.reload()
    assert "gate 3" not in samir.content()
    his.get_by_role("textbox", name="Your answer").first.fill("On Thursday.")
    his.get_by_role("checkbox", name="The lines don’t say it").last.check()
    his.get_by_role("button", name="These are my answers").click()
    expect(his).to_contain_text("Thursday by eight, at gate 3.")
    expect(his).to_contain_text("One thing was missing in the two lines.")

    his.get_by_label("Line 1").fill("Four today, two on Monday.")
    his.get_by_role("button", name="Hand it over").click()
    expect(his.locator(".step__state")).to_contain_text("You: done")
    rosa.reload()
    hers.get_by_role("textbox", name="Your answer").fill("Four pallets.")
    hers.get_by_role("button", name="These are my answers").click()
    expect(hers).to_contain_text("Nothing was missing: the two lines carried the case.")
    expect(hers.locator(".step__state")).to_contain_text("Samir Haddad: done")
