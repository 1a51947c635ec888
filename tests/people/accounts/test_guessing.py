"""How long does somebody guess a password, and whom does that keep from signing in?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Letter
from tandem.people.accounts import actions
from tandem.people.accounts.passwords import is_easy_to_guess
from tandem.terms import AuditAct
from tandem.web import throttle
from tandem.web.networks import network_of
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.lessons import counted_queries, form_id_in
from tests.postbox import Postbox, text_of

PASSWORD = "a long sentence"
OFFICE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def with_password(session: Session, cast: Cast) -> Cast:
    """Sam and Sue have a real password."""
    for person in (cast.sam, cast.sue):
        actions.set_password(session, person, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


def sign_in(
    browser: BrowserClient, who: str = "sam", password: str = PASSWORD, *, at: str = OFFICE
) -> TestResponse:
    """Fill in the form, in some network."""
    fields = {"email": f"{who}@example.com", "password": password}
    return browser.post("/login", data=fields, environ_base={"REMOTE_ADDR": at})


def guess(browser_of: Browser, times: int, who: str = "sam", *, at: str = OFFICE) -> list[int]:
    """Try wrong passwords, each in a fresh browser; how each was answered."""
    tries = [sign_in(browser_of(None), who, "wrong password", at=at) for _ in range(times)]
    return [answer.status_code for answer in tries]


def test_after_eight_tries_not_even_the_right_password_is_looked_at(
    with_password: Cast, browser_of: Browser
) -> None:
    assert guess(browser_of, 9) == [400] * 8 + [429]

    answer = sign_in(browser_of(None))

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"


def test_whoever_signed_in_here_before_gets_in_while_others_guess(
    with_password: Cast, browser_of: Browser
) -> None:
    own = browser_of(None)
    sign_in(own)
    own.post("/logout")

    guess(browser_of, 9)

    assert sign_in(own).location == "/"


def test_a_browser_that_is_known_for_sue_is_not_known_for_sam(
    with_password: Cast, browser_of: Browser
) -> None:
    sues = browser_of(None)
    sign_in(sues, "sue")
    sues.post("/logout")
    guess(browser_of, 9)

    assert sign_in(sues, "sam").status_code == 429


def test_a_known_browser_may_guess_no_more_often_than_others(
    with_password: Cast, browser_of: Browser
) -> None:
    own = browser_of(None)
    sign_in(own)
    own.post("/logout")

    tries = [sign_in(own, password="wrong password").status_code for _ in range(9)]

    assert tries == [400] * 8 + [429]


def test_a_cookie_that_was_written_by_hand_is_no_known_browser(
    with_password: Cast, browser_of: Browser
) -> None:
    guess(browser_of, 9)
    stranger = browser_of(None)
    stranger.set_cookie("tandem-known", "eyJ4IjoieSJ9.c2lnbmVk")

    assert sign_in(stranger).status_code == 429


def test_another_network_has_tries_of_its_own_until_the_account_has_had_enough(
    with_password: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle.PER_ACCOUNT, "sign-in", throttle.parse("10 per hour"))
    guess(browser_of, 8)

    assert guess(browser_of, 3, at=ELSEWHERE) == [400, 400, 429]


def test_many_accounts_tried_from_one_network_have_to_wait(
    with_password: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "NOBODYS_HASH", actions.hash_password("nobody knows it"))
    tries = [guess(browser_of, 1, f"person{number}")[0] for number in range(41)]

    assert tries == [400] * 40 + [429]
    assert sign_in(browser_of(None)).status_code == 429


def test_an_office_that_signs_in_in_the_morning_fills_no_lane(
    with_password: Cast, browser_of: Browser
) -> None:
    answers = [sign_in(browser_of(None)).status_code for _ in range(45)]

    assert set(answers) == {302}


def test_tries_at_the_same_moment_are_counted_before_they_are_looked_at(
    with_password: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody_is_here = Event()

    def slowly(password: str, password_hash: str | None) -> bool:
        assert everybody_is_here.wait(20)
        return False

    monkeypatch.setattr(actions, "password_fits", slowly)
    with ThreadPoolExecutor(12) as pool:
        tries = [pool.submit(sign_in, browser_of(None), "sam", "wrong") for _ in range(12)]
        refused = [attempt.result(20) for attempt in tries if attempt.done()]
        everybody_is_here.set()
        answers = sorted(attempt.result(20).status_code for attempt in tries)

    assert answers == [400] * 8 + [429] * 4
    assert {answer.status_code for answer in refused} <= {429}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("unknown", "unknown"),
    ],
)
def test_whoever_has_one_address_of_a_network_has_them_all(address: str, network: str) -> None:
    assert network_of(address) == network


def test_however_the_address_is_written_it_is_one_account(
    with_password: Cast, browser_of: Browser
) -> None:
    for written in (" SAM", "Sam", "\tsam", "sAm") * 2:
        sign_in(browser_of(None), written, "wrong password")

    assert sign_in(browser_of(None)).status_code == 429


def test_a_refusal_is_recorded_for_its_owner_and_the_administrator(
    with_password: Cast, browser_of: Browser, session: Session
) -> None:
    guess(browser_of, 1)
    wait_for_letters()

    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.actor_id, entry.subject_id) == (
        AuditAct.SIGN_IN_REFUSED, None, with_password.sam.id,
    )  # fmt: skip
    for browser, page in (
        (browser_of(with_password.sam), "/account"),
        (browser_of(with_password.ada), "/admin/log"),
    ):
        assert "somebody who wasn’t signed in" in browser.get(page).text


def test_the_present_password_is_guessed_no_longer_than_at_the_sign_in(
    with_password: Cast, browser_of: Browser
) -> None:
    sam = browser_of(with_password.sam)
    new = {"new_password": "another sentence", "repeat_password": "another sentence"}
    for _ in range(8):
        sam.post("/account/password", data={"password": "wrong", **new})

    answer = sam.post("/account/password", data={"password": PASSWORD, **new})
    erase = {"form_id": form_id_in(sam.get("/account/erase")), "is_sure": "y"}
    other = sam.post("/account/erase", data={"password": PASSWORD, **erase})

    assert "Too many tries. Wait 15 minutes" in answer.text
    assert "Too many tries. Wait 15 minutes" in other.text


@pytest.mark.parametrize("who", ["sam", "nobody"])
def test_who_forgot_the_password_asks_nothing_of_the_database(
    app: Flask, mailing: Flask, with_password: Cast, browser_of: Browser, engine: Engine, who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    begun: list[object] = []
    monkeypatch.setattr("tandem.web.beside.do", lambda work, then=None: begun.append(work))

    with counted_queries(engine) as sent:
        answer = browser_of(None).post("/password/forgotten", data={"email": f"{who}@example.com"})

    assert answer.status_code == 200
    assert (sent, len(begun)) == ([], 1)


def test_whoever_is_there_gets_the_letter_and_nobody_else(
    mailing: Flask, with_password: Cast, browser_of: Browser, session: Session, postbox: Postbox
) -> None:
    for who in ("sam", "nobody"):
        browser_of(None).post("/password/forgotten", data={"email": f"{who}@example.com"})
    wait_for_letters()

    (letter,) = postbox.to("sam@example.com")
    assert "https://tandem.example.com/password/" in text_of(letter, "plain")
    assert len(session.scalars(select(Letter)).all()) == 1
    acts = session.scalars(select(AuditEntry.act)).all()
    assert list(acts) == [AuditAct.PASSWORD_FORGOTTEN]


def test_nobody_fills_somebodys_mailbox(
    mailing: Flask, with_password: Cast, browser_of: Browser, session: Session
) -> None:
    for number in range(8):
        address = {"REMOTE_ADDR": f"192.0.2.{number}"}
        email = {"email": "sam@example.com"}
        browser_of(None).post("/password/forgotten", data=email, environ_base=address)
        wait_for_letters()

    assert len(session.scalars(select(Letter)).all()) == 5


@pytest.mark.parametrize(
    ("password", "own"),
    [
        ("password123", []),
        ("1234567890", []),
        ("iloveyou123", []),
        ("aaaaaaaaaaaa", []),
        ("qwertyuiop", []),
        ("Sam.Adeyemi1", ["Sam", "Adeyemi"]),
        ("sam@example.com", ["sam@example.com"]),
        ("TandemTandem", []),
        ("x" * 200, []),
    ],
)
def test_a_password_that_many_take_or_that_is_known_is_easy_to_guess(
    password: str, own: list[str]
) -> None:
    assert is_easy_to_guess(password, own)


@pytest.mark.parametrize(
    "password", [PASSWORD, "another sentence", "Kaffee am Morgen", "k7!vQz-2Lm"]
)
def test_a_sentence_of_ones_own_is_not(password: str) -> None:
    assert not is_easy_to_guess(password, ["Sam", "Adeyemi", "sam@example.com"])


@pytest.mark.parametrize(
    ("password", "is_easy"),
    [
        ("Adeyemi-xkq7w", True),
        ("Adeyemi-xkq7wz", False),
        ("xkq7w-ADEYEMI_!?!", True),
        ("samantha-xkq", True),
        ("tandemxk_q7w", True),
        ("qz7kwvmt2p-bo", False),
    ],
)
def test_six_letters_must_be_left_without_ones_own_words_and_the_sites(
    password: str, is_easy: bool
) -> None:
    own = ["Sam", "Samantha", "Adeyemi", "Bo"]

    assert is_easy_to_guess(password, own) is is_easy


@pytest.mark.parametrize(("guesses", "is_easy"), [(10**8 - 1, True), (10**8, False)])
def test_a_password_must_withstand_a_hundred_million_guesses(
    guesses: int, is_easy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[tuple[str, list[str]]] = []

    def estimated(password: str, words: list[str]) -> dict[str, int]:
        looked_at.append((password, words))
        return {"guesses": guesses}

    monkeypatch.setattr("zxcvbn.zxcvbn", estimated)

    assert is_easy_to_guess("k" * 80, ["Sue Li-Zhang", "zoe@x.example"]) is is_easy
    assert looked_at == [("k" * 72, ["example", "sue", "tandem", "zhang", "zoe"])]


def test_such_a_password_is_refused_with_a_remedy_wherever_one_is_set(
    with_password: Cast, browser_of: Browser
) -> None:
    sam = browser_of(with_password.sam)
    for easy in ("password123", "Adeyemi.Sam.1"):
        new = {"new_password": easy, "repeat_password": easy}

        answer = sam.post("/account/password", data={"password": PASSWORD, **new})

        assert answer.status_code == 400
        assert "easy to guess" in answer.text
