"""Do writing, planning and tapping work in a browser, with and without a script?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Pair
from tandem.web import db
from tests.lessons import assign
from tests.site.browsing import signed_in
from tests.site.serving import Site

# Rosa and Samir.
MODULE = "/learn/respectful-teaming/message"
TEXT = """---
title: The message
---

Read this.

## Check yourself {quiz}

### Tell the customer {write #tell}

Half of it is in stock.

+ It names the day.
+ It says what will not work.

> On Friday you have half of it.

## Between the two of you {together}

### Next week {plan #next}

When ____, then I ____.
"""

COVER = """---
title: How it is
summary: Two taps.
for: [rep, support]
---

Tap.

## How is it now? {pulse}

1 (never) ... 5 (always)

- We ask early
- We say no in time
"""

pytestmark = pytest.mark.browser
scripts = pytest.mark.parametrize("script", [True, False])


@pytest.fixture
def message(sample: Site) -> Site:
    """The site with a module in which a message and a plan are written."""
    (sample.courses / "respectful-teaming" / "60-message.md").write_text(TEXT, "utf-8")
    sample.flask("courses", "publish")
    return sample


@pytest.fixture
def asking(sample: Site) -> Site:
    """The site with a course that asks two things, given to Rosa and Samir."""
    folder = sample.courses / "how-it-is"
    folder.mkdir()
    (folder / "course.md").write_text(COVER, "utf-8")
    (folder / "01-talk.md").write_text("---\ntitle: Talk\n---\n\nRead this.\n", "utf-8")
    sample.flask("courses", "publish")
    engine = db.engine_for(sample.database)
    with Session(engine.execution_options(writes=True)) as session:
        course = session.scalars(select(Course).where(Course.slug == "how-it-is")).one()
        assign(session, session.get_one(Pair, 1), course)
    engine.dispose()
    return sample


def page_of(chromium: Browser, site: Site, role: str, *, script: bool) -> Page:
    """A page of one of the two."""
    return signed_in(chromium.new_context(java_script_enabled=script), site, role)


@scripts
def test_a_message_is_written_compared_and_answered(
    message: Site, chromium: Browser, script: bool
) -> None:
    rosa = page_of(chromium, message, "rep", script=script)
    rosa.goto(f"{message.url}{MODULE}/quiz")
    rosa.get_by_role("button", name="Write it").click()
    assert "It names the day." not in rosa.content()
    rosa.get_by_label("Samir Haddad").check()
    rosa.get_by_label("Your text").fill("Half of it comes on Friday.")
    rosa.get_by_role("button", name="This is my text: compare it").click()
    rosa.get_by_label("It names the day.").check()
    rosa.get_by_role("button", name="compared").click()
    expect(rosa.get_by_text("Written and compared.")).to_be_visible()

    samir = page_of(chromium, message, "support", script=script)
    samir.goto(message.url)
    samir.locator('a[href*="/texts/"]').click()
    expect(samir.get_by_text("Half of it comes on Friday.")).to_be_visible()
    assert "It names the day." not in samir.content()
    samir.get_by_role("button", name="I could act on this").click()

    rosa.goto(message.url)
    expect(rosa.get_by_text("Samir Haddad could act on your message.")).to_be_visible()


@scripts
def test_a_plan_becomes_a_card_for_its_author_alone(
    message: Site, chromium: Browser, script: bool
) -> None:
    rosa = page_of(chromium, message, "rep", script=script)
    rosa.goto(f"{message.url}{MODULE}/together/1")
    step = rosa.locator("#step-next")
    for field, words in zip(step.get_by_role("textbox").all(), ("it rings", "ask"), strict=True):
        field.fill(words)
    step.get_by_role("button").first.click()
    expect(step.locator(".step__state")).to_contain_text("You: done")

    rosa.goto(message.url)
    rosa.get_by_text("2 more plans").click()
    samir = page_of(chromium, message, "support", script=script)
    samir.goto(f"{message.url}{MODULE}/together/1")

    expect(rosa.locator(".plan-card").get_by_text("When it rings, then I ask.")).to_be_visible()
    assert "it rings" not in samir.content()


@scripts
def test_a_pulse_is_one_tap_each_and_then_gone(
    asking: Site, chromium: Browser, script: bool
) -> None:
    rosa = page_of(chromium, asking, "rep", script=script)
    rosa.goto(asking.url)
    pulse = rosa.locator(".pulse", has_text="How is it now?")

    for number in (2, 1):
        expect(pulse.locator(".scale")).to_have_count(number)
        pulse.locator(".scale").first.get_by_role("button", name="4").click()

    expect(pulse).to_have_count(0)
