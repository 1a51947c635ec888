"""Did the provider really say that, to us, now, and in answer to what this browser asked?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from httpx2 import HTTPError, HTTPStatusError

from tandem.people.providers import asking, discovery
from tandem.people.providers.discovery import Kept, Places
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.web.provider_settings import Provider

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

# Clocks of two machines may differ by so many seconds.
CLOCKS_DIFFER = 60
LONGEST_SUBJECT = 255
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"
# So long may a message that somebody has signed out be on its way.
NEWS_SECONDS = 10 * 60
# A year in seconds: nobody is asked anew for it, but a provider that is told any longest age
# must say when somebody has signed in there. (OpenID Connect Core 1.0, 3.1.2.1)
ANY_AGE = str(365 * 24 * 60 * 60)


@dataclass(frozen=True)
class Errand:
    """With what a browser was sent to the provider. It holds them and shows them again."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Errand:
        """Fresh, for one way there and back."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True)
class Said:
    """What the provider has said of somebody, and the token with which it said so."""

    subject: str
    claims: Mapping[str, Any]
    id_token: str

    @property
    def session(self) -> str:
        """What the provider calls its own session, for signing out; or nothing."""
        return str(self.claims.get("sid") or "")[:LONGEST_SUBJECT]


def client_for(provider: Provider, places: Places, back: str) -> OAuth2Client:
    """Authlib's client of this provider. `back` is the address to which it sends the browser."""
    from authlib.integrations.httpx_client import OAuth2Client

    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        token_endpoint_auth_method=places.secret_by,
        scope=" ".join(provider.scopes),
        redirect_uri=back,
        code_challenge_method="S256",
        **asking.options(),
    )


def way_there(
    provider: Provider, places: Places, errand: Errand, *, back: str, asks_again: bool
) -> str:
    """The address at the provider. `asks_again`: whoever is signed in there shows it once more.

    Either way the provider says when they have shown it, so that a fresh sign-in is a fresh proof.
    """
    age = {"prompt": "login", "max_age": "0"} if asks_again else {"max_age": ANY_AGE}
    with client_for(provider, places, back) as client:
        address, _ = client.create_authorization_url(
            places.authorization,
            state=errand.state,
            code_verifier=errand.verifier,
            nonce=errand.nonce,
            **age,
        )
    return str(address)


def what_is_said(
    provider: Provider, kept: Kept, errand: Errand, *, code: str, back: str, now: datetime
) -> Said:
    """What the provider says for a code. Raises ProviderError."""
    places = discovery.places_of(provider, kept, now=now)
    tokens = tokens_for(provider, places, errand, code=code, back=back)
    id_token = str(tokens.get("id_token") or "")
    claims = proved(id_token, provider, places, kept, now=now)
    if claims.get("nonce") != errand.nonce:
        raise ProviderError(ProviderFault.NOT_PROVED, "another nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise ProviderError(ProviderFault.NOT_PROVED, "no subject that can be kept")
    more = more_claims(places, str(tokens.get("access_token") or ""), subject)
    return Said(subject, {**more, **claims}, id_token)


def tokens_for(
    provider: Provider, places: Places, errand: Errand, *, code: str, back: str
) -> Mapping[str, Any]:
    """Tokens for a code, which works once. Raises ProviderError."""
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.httpx_client import OAuthError

    try:
        with client_for(provider, places, back) as client:
            tokens: Mapping[str, Any] = client.fetch_token(
                places.token,
                code=code,
                code_verifier=errand.verifier,
                grant_type="authorization_code",
            )
    except OAuthError as error:
        wrong_client = error.error in {"invalid_client", "unauthorized_client"}
        fault = ProviderFault.WRONG_SETTINGS if wrong_client else ProviderFault.CODE_REFUSED
        raise ProviderError(fault, f"{places.token}: {error}") from error
    except HTTPStatusError as error:
        is_refused = error.response.is_client_error
        fault = ProviderFault.CODE_REFUSED if is_refused else ProviderFault.AWAY
        raise ProviderError(fault, f"{places.token}: {error}") from error
    except (HTTPError, AuthlibBaseError, ValueError, RecursionError) as error:
        raise ProviderError(ProviderFault.AWAY, f"{places.token}: {error!r}") from error
    return tokens


def proved(
    token: str, provider: Provider, places: Places, kept: Kept, *, now: datetime
) -> dict[str, Any]:
    """The claims of a token that this provider has signed for us and that holds now.

    Raises ProviderError.
    """
    from joserfc import jwt
    from joserfc.errors import JoseError

    try:
        keys = discovery.keys_of(provider, places, kept, key_id=key_id_of(token), now=now)
        claims = jwt.decode(token, keys, algorithms=list(places.algorithms)).claims
        registry = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=CLOCKS_DIFFER,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
        )
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise ProviderError(ProviderFault.NOT_PROVED, repr(error)) from error
    audience = claims["aud"]
    others = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", None if others else provider.client_id) != provider.client_id:
        raise ProviderError(ProviderFault.NOT_PROVED, "made for another client")
    return claims


def key_id_of(token: str) -> str:
    """With which key a token says that it was signed."""
    from joserfc import jws

    return str(jws.extract_compact(token.encode()).headers().get("kid") or "")


def more_claims(places: Places, access_token: str, subject: str) -> Mapping[str, Any]:
    """What the provider tells of the same person beside the token, where it tells anything."""
    if not places.userinfo or not access_token:
        return {}
    found = asking.json_at(places.userinfo, token=access_token)
    return found if found.get("sub") == subject else {}


def signed_out(token: str, provider: Provider, kept: Kept, *, now: datetime) -> tuple[str, str]:
    """Who has signed out there, by subject and by the provider's session; one may be empty.

    Raises ProviderError. (OpenID Connect Back-Channel Logout 1.0, 2.6)
    """
    places = discovery.places_of(provider, kept, now=now)
    claims = proved(token, provider, places, kept, now=now)
    events = claims.get("events")
    is_old = now.timestamp() - claims["iat"] > NEWS_SECONDS
    if not isinstance(events, dict) or SIGNED_OUT not in events or "nonce" in claims or is_old:
        raise ProviderError(ProviderFault.NOT_PROVED, "no message that somebody has signed out")
    subject, session = str(claims.get("sub") or ""), str(claims.get("sid") or "")
    if not subject and not session:
        raise ProviderError(ProviderFault.NOT_PROVED, "it says of nobody that they signed out")
    return subject, session
