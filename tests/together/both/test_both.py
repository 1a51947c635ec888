"""Can a visitor play both halves without an account, while nothing is kept or told too early?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from tandem.models import Base
from tandem.terms import SEATS, Role
from tandem.together.both.piece import PIECES
from tandem.together.both.play import BothPlayed, HalfPlayed, PlayStage, after
from tandem.web import throttle
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.moments import SetClock

WORDS = {Role.REP: "LISTENING-WITHOUT-A-WORD", Role.SUPPORT: "ASKING-A-FOURTH-TIME"}
RIGHT = {
    role: next(option.key for option in piece.options if option.right)
    for role, piece in PIECES.items()
}


def state_in(page: TestResponse) -> str:
    """How far it is, as the page carries it."""
    found = re.search(r'name="state" value="([^"]+)"', page.text)
    assert found
    return html.unescape(found[1])


def press(browser: FlaskClient, page: TestResponse, role: Role, **fields: str) -> TestResponse:
    """Press the button of one half."""
    return browser.post("/both", data={"state": state_in(page), "half": role, **fields})


def answer(browser: FlaskClient, page: TestResponse, role: Role, key: str = "") -> TestResponse:
    """Check an answer of one half; the right one unless another is named."""
    return press(browser, page, role, **{f"answer-{role}": key or RIGHT[role]})


def seal(browser: FlaskClient, page: TestResponse, role: Role) -> TestResponse:
    """Seal the sentence of one half."""
    return press(browser, page, role, **{f"sentence-{role}": WORDS[role]})


def counts(engine: Engine) -> dict[str, int]:
    """How many rows stand in each table."""
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def switched_off(app: Flask) -> Iterator[None]:
    """An administrator has switched it off."""
    app.config["TRY_BOTH"] = False
    yield
    app.config["TRY_BOTH"] = True


def test_a_visitor_plays_both_halves_and_no_table_has_a_row_more(
    engine: Engine, cast: Cast, browser_of: Browser
) -> None:
    browser, before = browser_of(None), counts(engine)
    page = browser.get("/both")
    for role in SEATS:
        page = press(browser, page, role)
        page = answer(browser, page, role)
    for role in SEATS:
        page = seal(browser, page, role)

    assert "Both done. Complete means both." in page.text
    assert all(words in page.text for words in WORDS.values())
    assert counts(engine) == before


def test_a_sealed_sentence_is_in_no_page_before_both_are_sealed(browser_of: Browser) -> None:
    browser = browser_of(None)
    page = answer(browser, press(browser, browser.get("/both"), Role.REP), Role.REP)
    page = seal(browser, page, Role.REP)
    sent = [page]
    sent.append(press(browser, sent[-1], Role.SUPPORT))
    sent.append(answer(browser, sent[-1], Role.SUPPORT))

    assert "Your sentence is sealed" in page.text
    assert not [page for page in sent if WORDS[Role.REP] in page.text]
    opened = seal(browser, sent[-1], Role.SUPPORT)
    assert WORDS[Role.REP] in opened.text


def test_what_stands_in_the_other_half_stays(browser_of: Browser) -> None:
    browser = browser_of(None)
    rep, support = SEATS
    page = press(browser, press(browser, browser.get("/both"), rep), support)
    chosen = PIECES[support].options[0].key

    page = press(browser, page, rep, **{f"answer-{support}": chosen})
    assert f'name="answer-{support}" value="{chosen}" checked' in page.text

    page = answer(browser, answer(browser, page, rep), support)
    page = press(browser, page, rep, **{f"sentence-{support}": "Better at <waiting>"})
    assert "Better at &lt;waiting&gt;</textarea>" in page.text


def test_no_right_answer_is_in_a_page_before_it_was_checked(browser_of: Browser) -> None:
    browser = browser_of(None)
    page = press(browser, browser.get("/both"), Role.REP)
    options = PIECES[Role.REP].options

    assert not [option for option in options if str(option.feedback) in html.unescape(page.text)]
    wrong = next(option for option in options if not option.right)
    checked = html.unescape(answer(browser, page, Role.REP, wrong.key).text)
    assert str(wrong.feedback) in checked
    assert not [o for o in options if o is not wrong and str(o.feedback) in checked]


@pytest.mark.parametrize("state", ["", "nonsense", "ö" * 20, "x" * 100_000])
def test_what_no_page_of_ours_carries_begins_anew(browser_of: Browser, state: str) -> None:
    page = browser_of(None).post("/both", data={"state": state, "half": "rep"})

    assert page.status_code == 400
    assert "Here it starts over" in page.text


def test_a_page_of_yesterday_begins_anew(browser_of: Browser, clock: SetClock) -> None:
    clock.now = NOW
    browser = browser_of(None)
    page = browser.get("/both")
    clock.now = NOW.replace(year=NOW.year + 1)

    assert "Here it starts over" in press(browser, page, Role.REP).text


def test_what_is_not_its_turn_changes_nothing() -> None:
    begun = BothPlayed(rep=HalfPlayed(has_read=True))

    assert after(begun, Role.REP, {"sentence-rep": "too early"}) == begun
    assert after(begun, Role.REP, {"answer-rep": "no such key"}) == begun
    sealed = after(
        BothPlayed(rep=HalfPlayed(has_read=True, chosen=RIGHT[Role.REP])),
        Role.REP,
        {"sentence-rep": "x" * 9_000},
    )
    assert len(sealed.rep.sentence) == 300
    assert sealed.rep.stage(Role.REP) is PlayStage.DONE


def test_whoever_sends_very_much_waits(
    browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "may_try", lambda lanes: False)
    browser = browser_of(None)

    answered = press(browser, browser.get("/both"), Role.REP)

    assert answered.status_code == 429
    assert "Very many play at the moment" in answered.text


def test_an_administrator_can_switch_it_off(switched_off: None, browser_of: Browser) -> None:
    browser = browser_of(None)

    assert browser.get("/both").status_code == 404
    assert browser.post("/both", data={"half": "rep"}).status_code == 404
    assert "Be both for a minute" not in browser.get("/login").text


def test_the_way_there_stands_at_the_sign_in_and_on_the_welcome_page(
    cast: Cast, browser_of: Browser
) -> None:
    assert 'href="/both"' in browser_of(None).get("/login").text
    assert 'href="/both"' in browser_of(cast.lee).get("/welcome").text
