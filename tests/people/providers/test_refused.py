"""What is forged, replayed or says too little lets nobody in, and is said and noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from joserfc import jwt
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Identity, Person
from tandem.terms import AuditAct
from tandem.web import throttle
from tests.cast import Cast
from tests.conftest import Browser, wait_for_letters
from tests.moments import SetClock
from tests.people.providers import forger
from tests.people.providers.conftest import FIELD, Traveler, Trust
from tests.people.providers.forger import SECOND, SECRET, Forger

NOT_PROVED = "couldn’t be proved to be true"
NOT_ASKED = "was used already, took too long"


def assert_refused(traveler: Traveler, session: Session, text: str, sentence: str) -> None:
    """A sentence, a line in the log, and nobody is in or joined."""
    wait_for_letters()
    session.rollback()
    assert sentence in text
    assert not traveler.is_in()
    assert session.scalars(select(Identity)).all() == []
    acts = session.scalars(select(AuditEntry.act)).all()
    assert AuditAct.PROVIDER_REFUSED in acts
    assert AuditAct.SIGNED_IN not in acts


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": None},
        {"aud": ["tandem", "another"], "azp": "another"},
        {"azp": "another client"},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"nonce": "another nonce"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_a_token_that_lies_lets_nobody_in(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, lie: dict[str, Any]
) -> None:
    trust(provider)
    provider.lies = lie

    answer = traveler.sign_in()

    assert answer.status_code == 403
    assert_refused(traveler, session, answer.text, NOT_PROVED)


@pytest.mark.parametrize(("seconds", "is_taken"), [(59, True), (60, False)])
def test_a_token_holds_not_quite_a_minute_longer_for_clocks_may_differ(
    traveler: Traveler, provider: Forger, trust: Trust, seconds: int, is_taken: bool
) -> None:
    trust(provider)
    provider.lies = {"exp": int(provider.now) - seconds}

    answer = traveler.sign_in()

    assert traveler.is_in() is is_taken
    assert (NOT_PROVED in answer.text) is not is_taken


def unsigned(provider: Forger, claims: dict[str, Any]) -> str:
    """A token that nobody signed."""
    import base64
    import json

    parts = ({"alg": "none"}, claims)
    written = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts]
    return b".".join([*written, b""]).decode()


def by_the_secret(provider: Forger, claims: dict[str, Any]) -> str:
    """A token signed with what the client knows as well."""
    from joserfc.jwk import OctKey

    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


def by_another_key(provider: Forger, claims: dict[str, Any]) -> str:
    """A token by a key that the provider does not publish, under the name of one that it does."""
    return jwt.encode({"alg": "RS256", "kid": "first"}, claims, SECOND)


@pytest.mark.parametrize("forge", [unsigned, by_the_secret, by_another_key])
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session,
    monkeypatch: pytest.MonkeyPatch, forge: Callable[[Forger, dict[str, Any]], str],
) -> None:  # fmt: skip
    trust(provider)

    def forged(claims: dict[str, Any]) -> str:
        now = int(provider.now)
        own = {"iss": provider.issuer, "aud": "tandem", "iat": now, "exp": now + 300}
        return forge(provider, {**own, **claims})

    monkeypatch.setattr(provider, "token", forged)

    assert_refused(traveler, session, traveler.sign_in().text, NOT_PROVED)


def test_a_key_that_was_taken_away_proves_nothing_any_more(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, clock: SetClock
) -> None:
    trust(provider)
    provider.published = [SECOND]
    assert_refused(traveler, session, traveler.sign_in().text, NOT_PROVED)
    provider.published = [forger.FIRST]
    clock.set_to(clock.now + timedelta(minutes=2))
    provider.now = clock.now.timestamp()
    assert traveler.sign_in().status_code == 302
    provider.published = [SECOND]
    clock.set_to(clock.now + timedelta(minutes=2))
    provider.now = clock.now.timestamp()

    assert NOT_PROVED in traveler.sign_in().text


def test_a_code_works_once(
    traveler: Traveler, provider: Forger, trust: Trust, browser_of: Browser
) -> None:
    trust(provider)
    address = traveler.set_out()
    kept = traveler.browser.get_cookie("tandem")
    back = provider.code_for(address)
    page = traveler.browser.get(back)
    fields = dict(FIELD.findall(page.text))
    assert traveler.browser.post(back.partition("?")[0], data=fields).status_code == 302
    other = browser_of(None)
    assert kept
    other.set_cookie("tandem", kept.value)

    again = Traveler(other, provider).come_back(back)

    assert "no longer knows this way in" in again.text
    assert not Traveler(other, provider).is_in()
    assert NOT_ASKED in traveler.browser.get(back).text


def test_a_way_begun_in_another_browser_leads_nowhere(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, browser_of: Browser
) -> None:
    trust(provider)
    back = provider.code_for(Traveler(browser_of(None), provider).set_out())

    answer = traveler.come_back(back)

    assert_refused(traveler, session, answer.text, NOT_ASKED)


def test_a_way_that_took_too_long_is_begun_anew(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, clock: SetClock
) -> None:
    trust(provider)
    back = provider.code_for(traveler.set_out())
    clock.set_to(clock.now + timedelta(minutes=16))

    assert_refused(traveler, session, traveler.come_back(back).text, NOT_ASKED)


def test_an_answer_of_another_provider_is_not_taken(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)
    back = provider.code_for(traveler.set_out())

    answer = traveler.come_back(back.replace("iss=http", "iss=https"))

    assert_refused(traveler, session, answer.text, NOT_PROVED)


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email": None}, "tells no mail address"),
        ({"email": "nobody"}, "tells no mail address"),
        ({"email": ["sam@example.com"]}, "tells no mail address"),
        ({"email_verified": False}, "hasn’t verified your mail address"),
        ({"email_verified": None}, "hasn’t verified your mail address"),
        ({"email_verified": "false"}, "hasn’t verified your mail address"),
    ],
)
def test_without_a_verified_address_nobody_is_joined(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session,
    claims: dict[str, Any], sentence: str,
) -> None:  # fmt: skip
    trust(provider)
    before = session.scalar(select(func.count(Person.id)))

    answer = traveler.sign_in(**claims)

    assert_refused(traveler, session, answer.text, sentence)
    assert session.scalar(select(func.count(Person.id))) == before


def test_a_provider_speaks_only_for_its_own_domains(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider, domains=("acme.example",))

    assert_refused(
        traveler, session, traveler.sign_in().text, "may not speak for your mail address"
    )


def test_where_no_accounts_are_made_a_stranger_is_told_whom_to_ask(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider, makes_accounts=False)

    answer = traveler.sign_in(sub="eva", email="eva@example.com")

    assert_refused(traveler, session, answer.text, "Ask your leader to invite you")


def test_two_providers_cannot_both_have_one_account(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)
    with forger.serving() as second:
        second.now = provider.now
        trust(second, name="other")
        traveler.sign_in()
        traveler.sign_out()

        answer = Traveler(traveler.browser, second).sign_in("other")

    assert "connected to another sign-in provider" in answer.text
    assert not traveler.is_in()
    assert len(session.scalars(select(Identity)).all()) == 1
    assert last_act(session) is AuditAct.PROVIDER_REFUSED


def last_act(session: Session) -> AuditAct | None:
    """What stands in the last line of the log, which is written beside the answer."""
    wait_for_letters()
    session.rollback()
    return session.scalars(select(AuditEntry.act).order_by(AuditEntry.id.desc())).first()


def test_another_person_with_the_same_address_is_not_let_into_the_account(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)
    traveler.sign_in()
    traveler.sign_out()

    answer = traveler.sign_in(sub="somebody else")

    assert "belongs to somebody else" in answer.text
    assert not traveler.is_in()
    assert last_act(session) is AuditAct.PROVIDER_REFUSED


@pytest.mark.parametrize(
    "away",
    [
        (500, b"{}"),
        (200, b"no json"),
        (200, b"[]"),
        (200, b"{" + b" " * 600_000 + b"}"),
        (302, b"file:///etc/passwd"),
        (302, b"http://169.254.169.254/"),
    ],
)
def test_a_provider_that_is_away_is_said_with_another_way_in(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, away: tuple[int, bytes]
) -> None:
    trust(provider)
    provider.answers["/.well-known/openid-configuration"] = away

    answer = traveler.browser.get("/login/with/acme")

    assert answer.status_code == 503
    assert "Acme doesn’t answer right now" in answer.text
    assert "Sign in another way" in answer.text
    assert_refused(traveler, session, answer.text, "You aren’t signed in")


def test_without_passwords_the_emergency_way_is_named(
    app: Flask, traveler: Traveler, provider: Forger, trust: Trust
) -> None:
    trust(provider)
    app.config["PASSWORDS"] = False
    provider.answers["/.well-known/openid-configuration"] = (500, b"")

    answer = traveler.browser.get("/login/with/acme")

    assert "emergency sign-in" in answer.text
    assert "/login?way=emergency" in answer.text


def test_a_provider_that_went_away_meanwhile_is_said_too(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider)
    provider.answers["/token"] = (502, b"")

    assert_refused(traveler, session, traveler.sign_in().text, "doesn’t answer right now")


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://other.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "http://169.254.169.254/latest"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
    ],
)
def test_a_document_that_names_odd_places_is_not_followed(
    traveler: Traveler, provider: Forger, trust: Trust, document: dict[str, Any]
) -> None:
    trust(provider)
    provider.document = document

    answer = traveler.browser.get("/login/with/acme")

    assert "aren’t set up for each other" in answer.text
    assert provider.asked == ["/.well-known/openid-configuration"]


def test_a_provider_that_nobody_named_is_not_there(cast: Cast, browser_of: Browser) -> None:
    assert browser_of(None).get("/login/with/acme").status_code == 404


def test_nobody_comes_back_who_did_not_set_out(
    traveler: Traveler, provider: Forger, trust: Trust
) -> None:
    trust(provider)

    sent = {"state": "1", "code": "1", "iss": provider.issuer}
    answer = traveler.browser.post("/login/with/acme/back", data=sent)

    assert answer.status_code == 403
    assert not traveler.is_in()


def test_after_forty_tries_of_a_network_nobody_comes_in_by_a_provider(
    app: Flask, traveler: Traveler, provider: Forger, trust: Trust
) -> None:
    trust(provider)
    with app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        while throttle.may_try(throttle.lanes_of_network("provider")):
            pass

    assert traveler.sign_in().status_code == 403
    assert not traveler.is_in()
