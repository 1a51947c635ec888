"""How does a letter switch refreshers off without signing in? By a link only we can make."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from tandem.web.links import full_address


def refreshers_off_address(person_id: int) -> str:
    """The address that switches somebody's refreshers off."""
    return full_address("refreshers.off", token=signer().dumps(person_id))


def person_in(token: str) -> int | None:
    """Whose refreshers a link switches off; None where the link is not ours."""
    try:
        return int(signer().loads(token))
    except BadSignature:
        return None


def signer() -> URLSafeSerializer:
    """The signer of these links."""
    return URLSafeSerializer(current_app.secret_key or "", salt="refreshers-off")
