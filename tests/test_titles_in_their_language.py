"""Is the title of a course or a lesson read out in its own language on pages that have another?"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from sqlalchemy.orm import Session

from tests.cast import House, read_german
from tests.conftest import Browser
from tests.learning.lessons.test_lesson_page import with_plan
from tests.learning.plans.plan_helpers import PLAN, make_plan
from tests.lessons import assign, finish, lesson, question, serve

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "use", "wbr"}
COURSE, FIRST, SECOND = "Respectful teaming", "Gasoline and engine", "The second"


class Unmarked(HTMLParser):
    """The titles that are said to be in the language of the page, with the element around them."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = self.around[-1][1] if self.around else ""
        if tag not in VOID:
            self.around.append((tag, dict(attrs).get("lang") or before))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.around[-1] if self.around else ("", "")
        if language != "en" and any(title in data for title in (COURSE, FIRST, SECOND)):
            self.found += [f"{tag}: {data.strip()}"] if tag != "title" else []


def unmarked_in(page: str) -> list[str]:
    """Titles without their language in a page."""
    parser = Unmarked()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize(
    ("who", "address"),
    [
        *(("sam", address) for address in ("/", "/learn/", "/learn/teaming/engine/")),
        ("sam", "/learn/teaming/engine/together/{pair}"),
        ("sam", "/pairs/{pair}/"),
        ("sam", "/learn/teaming/engine/both/{pair}"),
        ("sam", "/learn/teaming/second/quiz"),
        ("sam", "/pairs/{pair}/leader/teaming"),
        ("lee", "/pairs/{pair}/"),
        ("lee", "/lead/"),
        ("lee", "/lead/pairs/{pair}/courses/teaming"),
        ("lee", "/lead/print"),
    ],
)
def test_on_a_german_page_a_title_is_marked_as_english(
    session: Session, cast: House, browser_of: Browser, who: str, address: str
) -> None:
    course = serve(session, with_plan(PLAN), lesson(question("q1"), name="second", title=SECOND))
    assign(session, cast.pair, course)
    assign(session, cast.ended_pair, course)
    for one in (cast.sam, cast.sue):
        make_plan(browser_of(one), cast)
    for one in (cast.sam, cast.sue):
        finish(session, one)
    person = getattr(cast, who)
    read_german(session, person)

    page = browser_of(person).get(address.format(pair=cast.pair.id))

    assert page.status_code == 200
    assert 'lang="de"' in page.text
    assert unmarked_in(page.text) == []


@pytest.fixture
def wide() -> bool:
    """With a pair that has ended."""
    return True
