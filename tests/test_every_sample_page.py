"""Does every page still say what it said to the people of the sample, now and weeks later, and does
every form still do what it did?

Their course has every kind of question, scene and step once (`tests/walked`). What is said lies in
`tests/pages/sample`, what is done in `tests/forms_sent/sample`; `make pages` writes both anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import chain, pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Person
from tests import said
from tests.cast import NOW
from tests.conftest import Browser
from tests.crawl import crawl
from tests.forms import one_of_each
from tests.moments import SetClock
from tests.spoken_names import of_two_ways
from tests.test_every_form import done_by, forms_of
from tests.test_every_page import said_to
from tests.unmarked_titles import unmarked_in

PAGES = Path(__file__).parent / "pages" / "sample"
# Long enough for dates to pass, for goals to be looked at again and questions to come back.
LATER = NOW + timedelta(days=75)
FORMS = Path(__file__).parent / "forms_sent" / "sample"
SENDERS = ("rep", "support", "leader", "trainer", "visitor")
PEOPLE = ("rep", "support", "leader", "done", "trainer", "admin")
# Who reads the lessons, which are English, on German pages; and how an element says so.
ENGLISH = " lang=en"
GERMANS = ("rep", "leader", "done", "trainer")
TITLES = ("Everything there is", "Gasoline and engine", "The frame", "Calm")


@pytest.mark.written_down
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_says_what_it_said_to_the_sample(
    signed_in_sample: None, who: str, session: Session, browser_of: Browser, clock: SetClock,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    browser = browser_of(called(session, who))
    now, later = PAGES / f"{who}-now.txt", PAGES / f"{who}-later.txt"
    for file, moment in ((now, NOW), (later, LATER)):
        clock.set_to(moment)

        opened = crawl(browser)
        says = said_to(opened)

        if request.config.getoption("--record-pages"):
            said.write(file, says, others=[] if file == now else [now])
        assert {at: two for at, page in opened.items() if (two := of_two_ways(page.page))} == {}
        told = said.read(file)
        assert len(told) > 30
        assert says.keys() == told.keys()
        for address, lines in says.items():
            assert lines == told[address], (
                f"{who} reads something else at {address}: see make pages"
            )


@pytest.mark.written_down
@pytest.mark.parametrize("who", GERMANS)
def test_every_german_page_tells_what_is_english_in_it(
    signed_in_sample: None, who: str, session: Session, browser_of: Browser, clock: SetClock,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    clock.set_to(LATER)
    person = called(session, who)
    assert person is not None
    person.language = "de"
    session.commit()
    file = PAGES / f"{who}-german.txt"

    opened = crawl(browser_of(person))
    says = {page: in_english(lines) for page, lines in said_to(opened).items()}

    if request.config.getoption("--record-pages"):
        said.write(file, says)
    assert {at: no for at, page in opened.items() if (no := unmarked_in(page.page, TITLES))} == {}
    told = said.read(file)
    assert len(told) > 30
    assert says.keys() == told.keys()
    for address, lines in says.items():
        assert lines == told[address], f"{who} is told otherwise at {address}: see make pages"


@pytest.mark.written_down
@pytest.mark.parametrize("who", SENDERS)
def test_every_form_does_what_it_did_in_the_sample(
    signed_in_sample: None, anew: Callable[[], None], who: str, session: Session, engine: Engine,
    browser_of: Browser, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    browser = browser_of(called(session, who))
    visited = crawl(browser)

    does = done_by(one_of_each(forms_of(visited)), browser, visited, engine, anew)

    if request.config.getoption("--record-pages"):
        said.write(FORMS / f"{who}.txt", does)
    did = said.read(FORMS / f"{who}.txt")
    assert len(did) > 20 or who == "visitor"
    assert who == "visitor" or "answered 401" not in chain(*does.values())
    assert does.keys() == did.keys()
    for name, lines in does.items():
        assert lines == did[name], f"{who} sends {name}: see make pages"


def in_english(lines: list[str]) -> list[str]:
    """What an element that is said to be English begins with."""
    return [f"{line} {after[:60]}".rstrip() for line, after in pairwise(lines) if ENGLISH in line]


def called(session: Session, who: str) -> Person | None:
    """One of those of the sample who can sign in; None for a visitor."""
    query = select(Person).where(Person.email == f"{who}@example.com")
    return session.scalars(query).one_or_none()
