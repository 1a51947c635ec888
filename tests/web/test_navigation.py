"""Where can each role go from every page, and what stands in the menu behind one's name?"""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from tandem.terms import PairState
from tests.cast import Cast, change, pair, person
from tests.conftest import Browser
from tests.lessons import assign, lesson, serve

NAV = re.compile(r'<nav class="site-nav".*?</nav>', re.DOTALL)
MENU = re.compile(r"<details class=\"site-menu\".*?</details>", re.DOTALL)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
WAYS = {
    "sam": ["My page", "The two of us", "Courses"],
    "lee": ["My page", "Courses", "Teams"],
    "tess": ["My page", "Courses", "Lessons"],
    "ada": ["My page", "Courses", "Lessons", "Administration"],
}


@pytest.mark.parametrize("who", WAYS)
def test_everybody_sees_the_ways_they_may_go(cast: Cast, browser_of: Browser, who: str) -> None:
    page = browser_of(getattr(cast, who)).get("/account").text

    nav = NAV.findall(page)[0]
    assert re.findall(r">([^<>]+)</a>", nav) == WAYS[who]


def test_the_menu_behind_the_name_has_words(cast: Cast, browser_of: Browser) -> None:
    menu = MENU.findall(browser_of(cast.sam).get("/account").text)[0]

    for word in ("Sam Adeyemi", "Your account", "Privacy", "Deutsch", "Sign out"):
        assert word in menu


def test_a_language_chosen_in_the_menu_is_that_of_the_next_page(
    cast: Cast, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    token = TOKEN.findall(browser.get("/account").text)[0]
    sent = {"csrf_token": token, "language": "de", "next": "/account?"}

    answer = browser.post("/account/language", data=sent)

    assert answer.headers["Location"].rstrip("?") == "/account"
    assert "Dein Konto" in browser.get("/account").text


def test_a_language_chosen_on_a_page_with_odd_signs_in_its_address_leads_back_to_it(
    cast: Cast, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get("/help/x%3Fy?a=1").text

    assert 'name="next" value="/help/x%3Fy?a=1"' in page


@pytest.mark.parametrize(
    ("language", "following"),
    [
        ("xx", "/account"),
        ("de", "https://example.com/"),
        ("de", "//x"),
        ("de", "//["),
        ("de", "/x\ny"),
    ],
)
def test_the_menu_takes_no_other_language_and_leads_nowhere_else(
    cast: Cast, browser_of: Browser, language: str, following: str
) -> None:
    browser = browser_of(cast.sam)
    token = TOKEN.findall(browser.get("/account").text)[0]
    sent = {"csrf_token": token, "language": language, "next": following}

    answer = browser.post("/account/language", data=sent)

    if language == "de":
        assert answer.headers["Location"] == "/"
    else:
        assert answer.status_code == 400


def test_whoever_works_with_one_partner_comes_to_the_page_of_the_two(
    cast: Cast, browser_of: Browser
) -> None:
    answer = browser_of(cast.sam).get("/pairs/")

    assert answer.headers["Location"] == f"/pairs/{cast.pair.id}/"


def test_whoever_works_with_several_chooses_and_nobody_elses_pair_is_there(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    abe = person(session, "Abe", "Aalto")
    session.flush()
    pair(session, cast.north, cast.sam, abe)
    session.commit()

    page = browser_of(cast.sam).get("/pairs/").text

    assert re.findall(r">You and ([^<]+)</a>", page) == ["Abe Aalto", "Sue Zhang"]
    assert "Otto" not in page


def test_whoever_had_one_pair_comes_to_it_and_whoever_had_none_reads_what_to_do(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    change(session, session.merge(cast.pair), PairState.ENDED)
    session.commit()

    assert browser_of(cast.sue).get("/pairs/").headers["Location"] == f"/pairs/{cast.pair.id}/"
    assert "No partner yet" in browser_of(cast.lee).get("/pairs/").text


def test_courses_are_those_one_takes_and_those_to_try(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson()))

    assert "Your half: 0 of 1 module" in browser_of(cast.sam).get("/learn/").text
    assert "Respectful teaming" not in browser_of(cast.otto).get("/learn/").text
    assert '/learn/teaming/try">' in browser_of(cast.lee).get("/learn/").text
