"""What proves that the provider said it, to this site, now, and in answer to this browser?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tandem.people.providers import asking, discovery, proof
from tandem.people.providers.discovery import Kept, Places
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.people.providers.proof import Errand, Said
from tandem.web.provider_settings import Provider
from tests.cast import NOW
from tests.people.providers.forger import FIRST, SIGNED_OUT, Forger

HOUSE, BACK = "https://acme.example", "https://site.example/login/from/acme"
ACME = Provider(name="acme", issuer=HOUSE, client_id="tandem", client_secret="secret")
ERRAND = Errand("the state", "the nonce", "v" * 43)
SAM = {"sub": "sam", "nonce": "the nonce"}
SECONDS = int(NOW.timestamp())
FORGER = Forger(issuer=HOUSE, now=NOW.timestamp())
PLACES = discovery.places_in(FORGER.places(), ACME)


@dataclass
class House:
    """What a provider answers: its keys, its tokens, and what it tells beside them."""

    tokens: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=FORGER.places)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def json_at(self, address: str, *, token: str = "") -> Mapping[str, Any]:
        """The answer at an address."""
        self.asked.append((address, token))
        if address == PLACES.keys:
            return KeySet([FIRST]).as_dict(private=False)
        return self.userinfo if address == PLACES.userinfo else self.document

    def tokens_for(self, *_arguments: object, **_named: object) -> Mapping[str, Any]:
        """The tokens for any code."""
        return self.tokens


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    """A provider that answers by its own tables."""
    made = House()
    monkeypatch.setattr(asking, "json_at", made.json_at)
    monkeypatch.setattr(proof, "tokens_for", made.tokens_for)
    return made


def proved(**lies: Any) -> dict[str, Any]:
    """What a token proves that says this."""
    token = replace(FORGER, lies=lies).token(SAM)
    return proof.proved(token, ACME, PLACES, Kept(), now=NOW)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"aud": ["tandem"]},
        {"azp": "tandem"},
        {"aud": ["another", "tandem"], "azp": "tandem"},
        {"exp": SECONDS - 59},
        {"iat": SECONDS + 60},
    ],
)
def test_a_token_for_this_site_that_holds_now_is_taken(house: House, said: dict[str, Any]) -> None:
    assert proved(**said)["sub"] == "sam"


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": None},
        {"iss": "https://other.example"},
        {"aud": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"azp": "another"},
        {"aud": ["tandem", "another"]},
        {"aud": ["tandem", "another"], "azp": "another"},
        {"exp": None},
        {"exp": SECONDS - 60},
        {"iat": None},
        {"iat": SECONDS + 61},
    ],
)
def test_a_token_that_another_made_or_that_is_for_another_or_too_old_proves_nothing(
    house: House, lie: dict[str, Any]
) -> None:
    with pytest.raises(ProviderError) as raised:
        proved(**lie)

    assert raised.value.fault is ProviderFault.NOT_PROVED


@pytest.mark.parametrize(("header", "key_id"), [({}, ""), ({"kid": "first"}, "first")])
def test_a_token_says_by_which_key_it_was_signed_or_nothing(
    header: dict[str, str], key_id: str
) -> None:
    token = jwt.encode({"alg": "RS256", **header}, SAM, FIRST)

    assert proof.key_id_of(token) == key_id


def test_each_errand_is_new_in_all_its_parts() -> None:
    first, second = Errand.new(), Errand.new()

    assert len({*vars(first).values(), *vars(second).values()}) == 6


@pytest.mark.parametrize(
    ("asks_again", "again", "age"), [(False, None, "31536000"), (True, ["login"], "0")]
)
def test_the_way_there_carries_the_errand_and_asks_when_and_again_where_it_is_to(
    asks_again: bool, again: list[str] | None, age: str
) -> None:
    address = proof.way_there(ACME, PLACES, ERRAND, back=BACK, asks_again=asks_again)

    query = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{HOUSE}/authorize?")
    assert (query["state"], query["nonce"]) == (["the state"], ["the nonce"])
    assert (query["redirect_uri"], query["code_challenge_method"]) == ([BACK], ["S256"])
    assert query.get("prompt") == again
    assert query["max_age"] == [age]


def said_by(house: House, *, access: str | None = "opens", **claims: Any) -> Said:
    """What follows from a code for which the provider gives a token with these claims."""
    said = {name: value for name, value in {**SAM, **claims}.items() if value is not None}
    house.tokens = {"id_token": FORGER.token(said), "access_token": access}
    return proof.what_is_said(ACME, Kept(), ERRAND, code="code", back=BACK, now=NOW)


@pytest.mark.parametrize("subject", ["s", "x" * 255])
def test_a_subject_is_kept_as_the_token_says_it(house: House, subject: str) -> None:
    said = said_by(house, sub=subject)

    assert (said.subject, said.id_token) == (subject, house.tokens["id_token"])


@pytest.mark.parametrize(
    "lie",
    [
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": ["sam"]},
        {"sub": "x" * 256},
        {"nonce": None},
        {"nonce": "another"},
    ],
)
def test_a_token_without_a_subject_or_for_another_errand_proves_nothing(
    house: House, lie: dict[str, Any]
) -> None:
    with pytest.raises(ProviderError) as raised:
        said_by(house, **lie)

    assert raised.value.fault is ProviderFault.NOT_PROVED


def test_a_token_counts_more_than_what_is_told_beside_it(house: House) -> None:
    house.userinfo = {"sub": "sam", "email": "other@acme.example", "zoneinfo": "Europe/Berlin"}

    claims = said_by(house, email="sam@acme.example").claims

    assert (claims["email"], claims["zoneinfo"]) == ("sam@acme.example", "Europe/Berlin")
    assert (PLACES.userinfo, "opens") in house.asked


@pytest.mark.parametrize(
    ("places", "access", "subject", "is_told"),
    [
        (PLACES, "opens", "sam", True),
        (PLACES, "opens", "another", False),
        (PLACES, "opens", None, False),
        (PLACES, None, "sam", False),
        (replace(PLACES, userinfo=""), "opens", "sam", False),
    ],
)
def test_more_is_told_only_of_the_same_person_and_where_there_is_something_to_ask(
    house: House, places: Places, access: str | None, subject: str | None, is_told: bool
) -> None:
    house.userinfo = {"sub": subject, "zoneinfo": "Europe/Berlin"}
    house.document["userinfo_endpoint"] = places.userinfo

    said = said_by(house, access=access)

    assert said.claims.get("zoneinfo") == ("Europe/Berlin" if is_told else None)
    assert ((PLACES.userinfo, "opens") in house.asked) is bool(access and places.userinfo)
    assert {address for address, _ in house.asked} <= {
        f"{HOUSE}{discovery.WELL_KNOWN}", PLACES.keys, PLACES.userinfo,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "who"),
    [
        ({"sub": "sam"}, ("sam", "")),
        ({"sid": "session"}, ("", "session")),
        ({"sub": "sam", "sid": "session"}, ("sam", "session")),
        ({"sub": "sam", "iat": SECONDS - 600}, ("sam", "")),
        ({"sub": "sam", "events": {"other": {}, SIGNED_OUT: {}}}, ("sam", "")),
    ],
)
def test_a_message_of_signing_out_says_of_whom(
    house: House, claims: dict[str, Any], who: tuple[str, str]
) -> None:
    token = FORGER.signed_out(**claims)

    assert proof.signed_out(token, ACME, Kept(), now=NOW) == who


@pytest.mark.parametrize(
    "lie",
    [
        {"sub": None},
        {"iat": SECONDS - 601},
        {"nonce": "the nonce"},
        {"events": None},
        {"events": {}},
        {"events": {"other": {}}},
        {"events": [SIGNED_OUT]},
        {"events": SIGNED_OUT},
        {"aud": "another"},
    ],
)
def test_what_is_no_message_of_now_that_somebody_signed_out_signs_nobody_out(
    house: House, lie: dict[str, Any]
) -> None:
    token = replace(FORGER, lies=lie).signed_out(sub="sam")

    with pytest.raises(ProviderError) as raised:
        proof.signed_out(token, ACME, Kept(), now=NOW)
    assert raised.value.fault is ProviderFault.NOT_PROVED


def answering(
    monkeypatch: pytest.MonkeyPatch, respond: Callable[[httpx2.Request], httpx2.Response]
) -> None:
    """A provider that gives this answer where a code is shown."""
    options = {"transport": httpx2.MockTransport(respond), "trust_env": False}
    monkeypatch.setattr(asking, "options", lambda: options)


def test_a_code_is_shown_with_what_began_the_errand(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, list[str]]] = []

    def respond(request: httpx2.Request) -> httpx2.Response:
        shown.append(parse_qs(request.content.decode()))
        return httpx2.Response(200, json={"access_token": "opens", "id_token": "says"})

    answering(monkeypatch, respond)
    tokens = proof.tokens_for(ACME, PLACES, ERRAND, code="the code", back=BACK)

    assert tokens["id_token"] == "says"
    assert (shown[0]["code"], shown[0]["code_verifier"]) == (["the code"], [ERRAND.verifier])
    assert (shown[0]["redirect_uri"], shown[0]["grant_type"]) == ([BACK], ["authorization_code"])


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (401, b'{"error": "invalid_client"}', ProviderFault.WRONG_SETTINGS),
        (400, b'{"error": "unauthorized_client"}', ProviderFault.WRONG_SETTINGS),
        (400, b'{"error": "invalid_grant"}', ProviderFault.CODE_REFUSED),
        (200, b'{"error": "invalid_grant"}', ProviderFault.CODE_REFUSED),
        (429, b"slow down", ProviderFault.CODE_REFUSED),
        (500, b"{}", ProviderFault.AWAY),
        (200, b"no json", ProviderFault.AWAY),
    ],
)
def test_why_a_code_gives_no_tokens_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, fault: ProviderFault
) -> None:
    answering(monkeypatch, lambda _request: httpx2.Response(status, content=body))

    with pytest.raises(ProviderError) as raised:
        proof.tokens_for(ACME, PLACES, ERRAND, code="the code", back=BACK)

    assert raised.value.fault is fault
    assert PLACES.token in raised.value.detail
