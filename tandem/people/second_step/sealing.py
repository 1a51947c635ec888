"""How is an app's key kept? Sealed with the site's secret key: a database alone opens nothing."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def seal(key: str) -> str:
    """An app's key, sealed."""
    return box().encrypt(key.encode()).decode()


def opened(sealed: str) -> str | None:
    """An app's key; None where it was sealed by another site, or before its secret key changed."""
    from cryptography.fernet import InvalidToken

    try:
        return box().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeEncodeError):
        return None


def box() -> Fernet:
    """What seals, derived from the secret key for this purpose alone."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    secret = current_app.secret_key or ""
    material = secret if isinstance(secret, bytes) else secret.encode()
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"authenticator app")
    return Fernet(base64.urlsafe_b64encode(derive.derive(material)))
