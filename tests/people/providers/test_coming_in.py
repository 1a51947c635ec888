"""Whoever a provider names comes in: into their account, or into a new one."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from joserfc import jws
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Identity, Person, SignIn
from tandem.people.leaving import close_account
from tandem.people.providers import routes
from tandem.people.providers.proof import Said
from tandem.terms import AuditAct
from tandem.web import db
from tandem.web.provider_settings import Provider
from tests.at_once import at_once
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock
from tests.people.providers.conftest import Traveler, Trust
from tests.people.providers.forger import Forger
from tests.postbox import Postbox, text_of

EVA = {
    "sub": "eva",
    "email": "Eva@Example.com",
    "given_name": "Eva",
    "family_name": "So\u0308l",
    "zoneinfo": "Europe/Rome",
}


def acts(session: Session) -> list[AuditAct]:
    """What the log says, oldest first."""
    session.rollback()
    return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_a_browser_is_sent_with_state_nonce_and_a_challenge(
    traveler: Traveler, provider: Forger, trust: Trust
) -> None:
    trust(provider)

    address = urlsplit(traveler.set_out())
    query = parse_qs(address.query)

    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.issuer}/authorize"
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == ["http://localhost/login/with/acme/back"]
    assert len({query[name][0] for name in ("state", "nonce", "code_challenge")}) == 3


def test_a_verified_address_joins_the_account_that_is_there(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider)

    answer = traveler.sign_in(to="?next=/account")

    assert answer.location == "/account"
    assert traveler.is_in()
    assert session.scalars(select(Identity.person_id)).all() == [cast.sam.id]
    assert acts(session) == [AuditAct.PROVIDER_JOINED, AuditAct.SIGNED_IN]


def test_its_owner_is_told_by_mail_and_on_their_page(
    mailing: Flask, provider: Forger, trust: Trust, browser_of: Browser, cast: Cast,
    postbox: Postbox,
) -> None:  # fmt: skip
    trust(provider)
    traveler = Traveler(browser_of(None), provider)

    traveler.sign_in()
    wait_for_letters()

    (letter,) = postbox.to("sam@example.com")
    assert "the sign-in provider: connected the account" in text_of(letter, "plain")
    assert "connected the account to a sign-in provider" in traveler.browser.get("/").text


def test_the_second_time_it_is_the_subject_that_counts_and_no_address(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider)
    traveler.sign_in()
    traveler.sign_out()

    traveler.sign_in(email="sue@example.com", email_verified=False)

    assert session.scalars(select(SignIn.person_id).where(SignIn.provider == "acme")).all() == [
        cast.sam.id
    ]


def test_whoever_is_new_gets_an_account_that_holds_nothing(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)

    traveler.sign_in(**EVA)

    eva = session.scalars(select(Person).where(Person.email == "eva@example.com")).one()
    session.refresh(eva, ["role_rows"])
    assert (eva.name, eva.time_zone, eva.roles) == ("Eva S\u00f6l", "Europe/Rome", frozenset())
    assert eva.has_joined
    assert eva.password_hash is None
    assert traveler.is_in()


def test_whoever_comes_for_the_first_time_in_two_browsers_at_once_gets_one_account(
    provider: Forger, trust: Trust, session: Session, cast: Cast, browser_of: Browser
) -> None:
    trust(provider)
    two = [Traveler(browser_of(None), provider) for _ in range(2)]
    ways = [provider.code_for(each.set_out(), **EVA) for each in two]

    answers = at_once(*(partial(each.come_back, way) for each, way in zip(two, ways, strict=True)))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(each.is_in() for each in two)
    assert len(session.scalars(select(Person).where(Person.email == "eva@example.com")).all()) == 1


def test_what_somebody_else_has_just_made_is_found_the_second_time(
    traveler: Traveler, trust: Trust, provider: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(provider)
    tries = iter((db.CLASH("INSERT", None, Exception()), None))
    found = routes.let_in

    def clash_first(own: Provider, said: Said) -> object:
        if error := next(tries):
            raise error
        return found(own, said)

    monkeypatch.setattr(routes, "let_in", clash_first)
    traveler.sign_in(**EVA)

    assert traveler.is_in()


def test_no_token_of_the_provider_ever_reaches_the_browser(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)
    back = provider.code_for(traveler.set_out())
    page = traveler.browser.get(back)

    answer = traveler.come_back(back)

    row = session.scalars(select(SignIn).where(SignIn.provider == "acme")).one()
    assert row.id_token
    with traveler.browser.session_transaction() as cookie:
        kept = repr(dict(cookie))
    for token in (row.id_token, "opens the rest"):
        assert token not in page.text + answer.text + str(answer.headers) + kept


def test_a_name_that_is_not_told_is_taken_from_the_address(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)

    traveler.sign_in(sub="x", email="li.wu@example.com", given_name=None, family_name=None)

    row = session.scalars(select(Person).where(Person.email == "li.wu@example.com")).one()
    assert row.name == "li.wu"


def test_what_the_token_leaves_out_is_asked_for_beside_it(
    traveler: Traveler, provider: Forger, trust: Trust
) -> None:
    trust(provider)
    provider.userinfo = {"sub": "sam-at-acme", "email": "sam@example.com", "email_verified": True}

    traveler.sign_in(email=None, email_verified=None)

    assert traveler.is_in()


def test_the_second_step_is_asked_for_here_too(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider)
    cast.sam.has_second_step = True
    session.commit()

    assert traveler.sign_in().location == "/login/second-step"
    assert not traveler.is_in()


def test_a_new_key_is_found_when_the_provider_changes_it(
    traveler: Traveler, provider: Forger, trust: Trust, clock: SetClock
) -> None:
    from tests.people.providers.forger import FIRST, SECOND

    trust(provider)
    traveler.sign_in()
    traveler.sign_out()
    clock.set_to(clock.now + timedelta(seconds=6))
    provider.now = clock.now.timestamp()
    provider.key, provider.published = SECOND, [FIRST, SECOND]

    traveler.sign_in()

    assert traveler.is_in()


def test_an_old_sign_in_at_the_provider_is_no_fresh_proof(
    traveler: Traveler, provider: Forger, trust: Trust, clock: SetClock
) -> None:
    trust(provider)
    traveler.sign_in(auth_time=int(clock.now.timestamp()) - 3600)

    asked = traveler.browser.get("/account/second-step/app")
    address = traveler.set_out(to="?again=1&next=/account/second-step/app")
    fresh = provider.code_for(address, auth_time=int(clock.now.timestamp()))

    assert asked.location.startswith("/login/again")
    assert "prompt=login" in address
    assert traveler.come_back(fresh).location == "/account/second-step/app"
    assert traveler.browser.get("/account/second-step/app").status_code == 200


def test_an_old_sign_in_at_the_provider_is_enough_to_come_in(
    traveler: Traveler, provider: Forger, trust: Trust, clock: SetClock
) -> None:
    trust(provider)
    (way,) = re.findall('href="(/login/with/acme[^"]*)"', traveler.browser.get("/login").text)
    address = str(traveler.browser.get(way).location)

    old = provider.code_for(address, auth_time=int(clock.now.timestamp()) - 3600)

    assert "prompt=" not in address
    assert traveler.come_back(old).location == "/"
    assert traveler.is_in()


def test_whoever_does_not_show_it_anew_is_told_so(
    traveler: Traveler, provider: Forger, trust: Trust, clock: SetClock
) -> None:
    trust(provider)
    traveler.sign_in()

    address = traveler.set_out(to="?again=1")
    old = provider.code_for(address, auth_time=int(clock.now.timestamp()) - 3600)

    assert "didn’t ask you again who you are" in traveler.come_back(old).text


def test_signing_out_leads_on_to_the_provider(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)
    traveler.sign_in()

    page = traveler.sign_out()

    way = urlsplit(page.headers["Refresh"].partition("url=")[2])
    query = parse_qs(way.query)
    assert way.path == "/logout"
    assert query["post_logout_redirect_uri"] == ["http://localhost/login"]
    assert query["id_token_hint"][0].count(".") == 2
    assert page.status_code == 200
    assert not traveler.is_in()
    assert acts(session)[-1] is AuditAct.SIGNED_OUT
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_provider_that_is_away_keeps_nobody_from_signing_out(
    traveler: Traveler, provider: Forger, trust: Trust, clock: SetClock
) -> None:
    trust(provider)
    traveler.sign_in()
    provider.answers["/.well-known/openid-configuration"] = (500, b"")
    clock.set_to(clock.now + timedelta(minutes=6))

    answer = traveler.sign_out()

    assert answer.location == "/login"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "You are signed out" in traveler.browser.get("/login").text
    assert not traveler.is_in()


@pytest.mark.parametrize("by", ["sub", "sid"])
def test_whoever_signs_out_at_the_provider_is_signed_out_here(
    traveler: Traveler, provider: Forger, trust: Trust, browser_of: Browser, by: str
) -> None:
    trust(provider)
    traveler.sign_in(sid="session 7")
    claims = {"sub": {"sub": "sam-at-acme"}, "sid": {"sid": "session 7"}}[by]
    machine = browser_of(None)
    machine.sends_token = False

    answer = machine.post(
        "/login/with/acme/ended", data={"logout_token": provider.signed_out(**claims)}
    )

    assert answer.status_code == 200
    assert not traveler.is_in()


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "x"},
        {"events": {}},
        {"iss": "https://other.example"},
        {"aud": "other"},
        {"sub": None},
        {"iat": int(NOW.timestamp()) - 10**6},
    ],
)
def test_a_message_that_is_not_the_providers_signs_nobody_out(
    traveler: Traveler, provider: Forger, trust: Trust, browser_of: Browser,
    lie: dict[str, object],
) -> None:  # fmt: skip
    trust(provider)
    traveler.sign_in()
    provider.lies = lie

    answer = browser_of(None).post(
        "/login/with/acme/ended", data={"logout_token": provider.signed_out(sub="sam-at-acme")}
    )

    assert answer.status_code == 400
    assert traveler.is_in()


def test_a_message_that_is_nested_endlessly_signs_nobody_out(
    traveler: Traveler, provider: Forger, trust: Trust, browser_of: Browser
) -> None:
    trust(provider)
    head = {"alg": "RS256", "kid": provider.key.kid}
    token = jws.serialize_compact(head, b"[" * 5000, provider.key)

    answer = browser_of(None).post("/login/with/acme/ended", data={"logout_token": token})

    assert answer.status_code == 400


def test_tokens_that_are_nested_endlessly_let_nobody_in(
    traveler: Traveler, provider: Forger, trust: Trust
) -> None:
    trust(provider)
    provider.answers["/token"] = 200, b"[" * 5000

    assert traveler.sign_in().status_code == 503
    assert not traveler.is_in()


def test_whoever_parts_from_the_provider_is_joined_anew_next_time(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider)
    traveler.sign_in(auth_time=int(provider.now))
    answer = traveler.browser.post("/account/providers/part", follow_redirects=True)
    assert "no longer connected to a sign-in provider" in answer.text
    assert session.scalars(select(Identity)).all() == []

    traveler.sign_in(sub="called otherwise now")

    session.rollback()
    assert session.scalars(select(Identity.subject)).all() == ["called otherwise now"]


def test_a_closed_account_stays_shut(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider)
    traveler.sign_in()
    close_account(session, cast.sam.id, by_id=None, now=NOW)
    session.commit()

    answer = traveler.sign_in()

    assert "Your account here is closed" in answer.text
    assert not traveler.is_in()
