"""What does a provider's own document say, and how long is it kept?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import KeySet, OctKey

from tandem.people.providers import asking, discovery
from tandem.people.providers.discovery import Kept, Places
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.people.providers.proof import Said
from tandem.web.provider_settings import Provider
from tests.cast import NOW
from tests.people.providers.forger import FIRST, SECOND

HOUSE = "https://acme.example"
ACME = Provider(name="acme", issuer=HOUSE, client_id="tandem", client_secret="secret")
DOCUMENT: dict[str, Any] = {
    "issuer": HOUSE,
    "authorization_endpoint": f"{HOUSE}/authorize",
    "token_endpoint": f"{HOUSE}/token",
    "jwks_uri": f"{HOUSE}/keys",
}
SECOND_LONG = timedelta(seconds=1)


def places(**said: Any) -> Places:
    """What a document names that says this besides."""
    return discovery.places_in({**DOCUMENT, **said}, ACME)


def refusal(**said: Any) -> ProviderError:
    """Why such a document is not taken."""
    with pytest.raises(ProviderError) as raised:
        places(**said)
    assert raised.value.fault is ProviderFault.WRONG_SETTINGS
    return raised.value


@dataclass
class Answers:
    """What a provider answers, and how often it was asked."""

    document: Mapping[str, Any] | ProviderError
    asked: list[str] = field(default_factory=list)

    def json_at(self, address: str, *, token: str = "") -> Mapping[str, Any]:
        """The answer at an address."""
        self.asked.append(address)
        if isinstance(self.document, ProviderError):
            raise self.document
        return self.document


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """A provider that answers by its document."""
    made = Answers(DOCUMENT)
    monkeypatch.setattr(asking, "json_at", made.json_at)
    return made


def test_what_a_document_does_not_name_is_empty() -> None:
    found = places()

    assert (found.userinfo, found.sign_out, found.names_issuer) == ("", "", False)
    assert (found.algorithms, found.keys) == (("RS256",), f"{HOUSE}/keys")


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("url", ["", "http://acme.example/x", None])
def test_a_document_must_name_a_safe_address_of_each_place(name: str, url: str | None) -> None:
    assert name in refusal(**{name: url}).detail


@pytest.mark.parametrize("name", ["userinfo_endpoint", "end_session_endpoint"])
def test_a_place_that_is_not_needed_is_safe_where_it_is_named(name: str) -> None:
    assert name in refusal(**{name: "http://acme.example/x"}).detail
    found = places(**{name: f"{HOUSE}/x"})
    assert f"{HOUSE}/x" in (found.userinfo, found.sign_out)


@pytest.mark.parametrize("issuer", [f"{HOUSE}/", "https://other.example", None])
def test_a_document_of_another_issuer_is_not_taken(issuer: str | None) -> None:
    assert "calls itself" in refusal(issuer=issuer).detail


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (["RS256", "HS256", "none", "ES384", "EdDSA"], ("RS256", "ES384", "EdDSA")),
        (["PS512"], ("PS512",)),
        ([], ("RS256",)),
        ("ES256", ("RS256",)),
        (None, ("RS256",)),
    ],
)
def test_an_algorithm_is_trusted_that_proves_who_signed(
    offered: object, taken: tuple[str, ...]
) -> None:
    assert places(id_token_signing_alg_values_supported=offered).algorithms == taken


@pytest.mark.parametrize("offered", [["HS256", "none"], ["RS128"]])
def test_a_provider_without_such_an_algorithm_is_not_trusted(offered: list[str]) -> None:
    why = refusal(id_token_signing_alg_values_supported=offered).detail

    assert why == f"{HOUSE}: no algorithm that can be trusted"


@pytest.mark.parametrize(
    ("methods", "secret", "by"),
    [
        (None, "secret", "client_secret_basic"),
        ([], "secret", "client_secret_basic"),
        (["client_secret_post"], "secret", "client_secret_post"),
        (["client_secret_post", "client_secret_basic"], "secret", "client_secret_basic"),
        (["client_secret_post"], "", "none"),
    ],
)
def test_a_secret_is_shown_as_the_provider_takes_it(
    methods: list[str] | None, secret: str, by: str
) -> None:
    provider = Provider(issuer=HOUSE, client_id="tandem", client_secret=secret)
    document = {"token_endpoint_auth_methods_supported": methods}

    assert discovery.secret_by(document, provider) == by


@pytest.mark.parametrize(("said", "names"), [(True, True), ("true", False), (1, False)])
def test_only_a_plain_yes_says_that_answers_name_their_issuer(said: object, names: bool) -> None:
    found = places(authorization_response_iss_parameter_supported=said)

    assert found.names_issuer is names


def test_a_document_is_kept_five_minutes(answers: Answers) -> None:
    kept, minutes = Kept(), timedelta(minutes=5)

    for later, times in ((timedelta(0), 1), (minutes - SECOND_LONG, 1), (minutes, 2)):
        assert discovery.places_of(ACME, kept, now=NOW + later) == places()
        assert answers.asked == [f"{HOUSE}/.well-known/openid-configuration"] * times


def test_a_provider_that_was_away_is_asked_again_after_ten_seconds(answers: Answers) -> None:
    kept, answers.document = Kept(), ProviderError(ProviderFault.AWAY)

    for later, times in ((0, 1), (9, 1), (10, 2)):
        with pytest.raises(ProviderError):
            discovery.places_of(ACME, kept, now=NOW + timedelta(seconds=later))
        assert len(answers.asked) == times
    answers.document = DOCUMENT
    assert discovery.places_of(ACME, kept, now=NOW + timedelta(seconds=20)) == places()


def test_what_is_kept_of_one_provider_is_not_said_of_another(answers: Answers) -> None:
    kept, other = Kept(), Provider(name="other", issuer=HOUSE, client_id="tandem")
    discovery.places_of(ACME, kept, now=NOW)

    discovery.places_of(other, kept, now=NOW)

    assert len(answers.asked) == 2


@pytest.mark.parametrize(("key_id", "kept_for"), [("first", 60), ("unknown", 5)])
def test_keys_are_kept_a_minute_and_asked_for_sooner_where_one_is_not_there(
    answers: Answers, key_id: str, kept_for: int
) -> None:
    kept, answers.document = Kept(), KeySet([FIRST, SECOND]).as_dict(private=False)

    for later, times in ((0, 1), (kept_for - 1, 1), (kept_for, 2)):
        now = NOW + timedelta(seconds=later)
        keys = discovery.keys_of(ACME, places(), kept, key_id=key_id, now=now)
        assert [key.kid for key in keys.keys] == ["first", "second"]
        assert answers.asked == [f"{HOUSE}/keys"] * times


def test_a_key_that_cannot_be_used_hinders_none_of_the_others() -> None:
    good = FIRST.as_dict(private=False)
    document = {"keys": [{"kty": "new"}, {}, good, {**good, "n": 7}]}

    assert [key.kid for key in discovery.keys_in(document)] == ["first"]
    assert list(discovery.keys_in({"keys": "none"})) == []


def test_a_key_is_known_by_its_name() -> None:
    keys = KeySet([FIRST, OctKey.generate_key(256, {"kid": "third"})])

    assert discovery.has_key(keys, "first")
    assert discovery.has_key(keys, "third")
    assert not discovery.has_key(keys, "second")


@pytest.mark.parametrize(
    ("sid", "session"), [(None, ""), ("", ""), ("s1", "s1"), (7, "7"), ("x" * 256, "x" * 255)]
)
def test_the_session_of_a_provider_is_kept_as_far_as_it_may_be_long(
    sid: object, session: str
) -> None:
    assert Said("sub", {"sid": sid}, "token").session == session
