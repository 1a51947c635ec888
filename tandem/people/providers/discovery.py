"""Where does a provider answer, and with which keys does it sign? Its own document says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tandem.people.providers import asking
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.web.provider_settings import Provider, is_safe

if TYPE_CHECKING:
    from joserfc.jwk import Key, KeySet

# So that a provider that went away is noticed before somebody is sent there.
DOCUMENT_KEPT = timedelta(minutes=5)
# A key that was taken away counts no longer than that; one that is not known is looked for again,
# but not more often than every few seconds.
KEYS_KEPT, KEYS_SOONEST = timedelta(minutes=1), timedelta(seconds=5)
AWAY_KEPT = timedelta(seconds=10)
# What is signed by the client's own secret, or not at all, proves nothing here.
ALGORITHMS = frozenset(
    f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)
) | {"EdDSA"}
WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Places:
    """What a provider's document names. `userinfo` and `sign_out` may be empty."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    sign_out: str
    algorithms: tuple[str, ...]
    # How the client shows its secret.
    secret_by: str
    # Does each answer name its issuer (RFC 9207)?
    names_issuer: bool


@dataclass
class KeptOfProvider:
    """What one process keeps of one provider, each with the moment since when."""

    places: tuple[Places, datetime] | None = None
    keys: tuple[KeySet, datetime] | None = None
    away: tuple[ProviderError, datetime] | None = None


@dataclass
class Kept:
    """What one process keeps of all of them, by name."""

    of: dict[str, KeptOfProvider] = field(default_factory=dict)

    def __getitem__(self, name: str) -> KeptOfProvider:
        return self.of.setdefault(name, KeptOfProvider())


def places_of(provider: Provider, kept: Kept, *, now: datetime) -> Places:
    """Where the provider answers. Raises ProviderError, at once where it was away just now."""
    own = kept[provider.name]
    if own.places and now - own.places[1] < DOCUMENT_KEPT:
        return own.places[0]
    if own.away and now - own.away[1] < AWAY_KEPT:
        raise own.away[0]
    try:
        document = asking.json_at(provider.issuer.rstrip("/") + WELL_KNOWN)
        places = places_in(document, provider)
    except ProviderError as error:
        own.away = error, now
        raise
    own.places = places, now
    return places


def places_in(document: Mapping[str, Any], provider: Provider) -> Places:
    """What a document names. Raises ProviderError where it is another's, or names odd addresses."""
    if document.get("issuer") != provider.issuer:
        wrong = f"{provider.issuer} calls itself {str(document.get('issuer'))[:200]}"
        raise ProviderError(ProviderFault.WRONG_SETTINGS, wrong)
    named = {
        name: str(document.get(name) or "")
        for name in (
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "userinfo_endpoint",
            "end_session_endpoint",
        )
    }
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    odd = [name for name, url in named.items() if (url or name in needed) and not is_safe(url)]
    offered = words_in(document, "id_token_signing_alg_values_supported") or ("RS256",)
    algorithms = tuple(name for name in offered if name in ALGORITHMS)
    if odd or not algorithms:
        detail = f"{provider.issuer}: {', '.join(odd) or 'no algorithm that can be trusted'}"
        raise ProviderError(ProviderFault.WRONG_SETTINGS, detail)
    return Places(
        authorization=named["authorization_endpoint"],
        token=named["token_endpoint"],
        keys=named["jwks_uri"],
        userinfo=named["userinfo_endpoint"],
        sign_out=named["end_session_endpoint"],
        algorithms=algorithms,
        secret_by=secret_by(document, provider),
        names_issuer=document.get("authorization_response_iss_parameter_supported") is True,
    )


def secret_by(document: Mapping[str, Any], provider: Provider) -> str:
    """How the client shows its secret at the token endpoint."""
    if not provider.client_secret:
        return "none"
    known = words_in(document, "token_endpoint_auth_methods_supported")
    only_in_form = known and "client_secret_basic" not in known
    return "client_secret_post" if only_in_form else "client_secret_basic"


def words_in(document: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of words in a document."""
    value = document.get(name)
    return tuple(map(str, value)) if isinstance(value, list) else ()


def keys_of(
    provider: Provider, places: Places, kept: Kept, *, key_id: str, now: datetime
) -> KeySet:
    """The provider's keys, asked for again where this one is not there. Raises ProviderError."""
    from joserfc.jwk import KeySet

    own = kept[provider.name]
    if own.keys:
        keys, since = own.keys
        kept_for = KEYS_KEPT if has_key(keys, key_id) else KEYS_SOONEST
        if now - since < kept_for:
            return keys
    keys = KeySet(list(keys_in(asking.json_at(places.keys))))
    own.keys = keys, now
    return keys


def keys_in(document: Mapping[str, Any]) -> Iterator[Key]:
    """The keys of a document. One of a kind that we cannot use hinders none of the others."""
    from joserfc.errors import JoseError
    from joserfc.jwk import import_key

    listed = document.get("keys")
    for key in listed if isinstance(listed, list) else []:
        with suppress(JoseError, ValueError, KeyError, TypeError):
            yield import_key(key)


def has_key(keys: KeySet, key_id: str) -> bool:
    """Is a key with this name there?"""
    return any(key.kid == key_id for key in keys.keys)
