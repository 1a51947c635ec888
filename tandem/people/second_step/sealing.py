"""How is an app's key kept? Sealed with the site's secret key: a database alone opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.web import sealed_state

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
    return sealed_state.derived_box(sealed_state.secret(), salt=None, info=b"authenticator app")
