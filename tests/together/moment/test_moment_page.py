"""What does the page say on which a module was closed, in a German lesson?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, lesson, serve
from tests.together.moment.test_moment import read
from tests.together.steps.step_helpers import SHARED, THANKS, for_two, give
from tests.written import AsBefore


@pytest.mark.parametrize("more", [(), (lesson(name="second", title="Two"),)], ids=["last", "next"])
def test_what_closed_a_module_shows_the_partners_words_and_what_is_next(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    more: tuple[Lesson, ...],
) -> None:  # fmt: skip
    first = replace(for_two(SHARED, THANKS), language="de")
    assign(session, cast.pair, serve(session, first, *more))
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    for browser in (sue, sam):
        read(browser)
        give(browser, cast, "told", text="ASK ME EARLY")
        closing = give(browser, cast, "thanks", text="FOR THE LONG NIGHT")

    page_as_before(sam.get(closing.location).text)
