"""What may a page carry that its reader must not read? Sealed with the site's secret key."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from flask import current_app

from tandem.web import clock

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

LONGEST = 8_000
SECONDS = 24 * 3600


def sealed(text: str, *, purpose: str) -> str:
    """A text that only this site reads again, for a day. Two that say the same look different."""
    now = int(clock.now().timestamp())
    return box(secret(), purpose).encrypt_at_time(text.encode(), now).decode()


def unsealed(token: str, *, purpose: str) -> str | None:
    """The text; None where it was sealed elsewhere, for something else, or too long ago."""
    from cryptography.fernet import InvalidToken

    if not token or len(token) > LONGEST:
        return None
    now = int(clock.now().timestamp())
    try:
        return (
            box(secret(), purpose).decrypt_at_time(token.encode(), ttl=SECONDS, current_time=now)
        ).decode()
    except (InvalidToken, UnicodeError):
        return None


def secret() -> bytes:
    """The site's secret key."""
    key = current_app.secret_key or ""
    return key if isinstance(key, bytes) else key.encode()


@cache
def box(key: bytes, purpose: str) -> Fernet:
    """What seals for one purpose."""
    return derived_box(key, salt=hashlib.sha256(purpose.encode()).digest(), info=b"sealed state")


def derived_box(key: bytes, *, salt: bytes | None, info: bytes) -> Fernet:
    """What seals with a key that follows from the site's, for what `info` says alone."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derive = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info)
    return Fernet(base64.urlsafe_b64encode(derive.derive(key)))
