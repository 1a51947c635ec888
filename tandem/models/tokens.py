"""What is kept of a secret that somebody else holds: of a link, of a cookie."""

from __future__ import annotations

import hashlib


def hash_of(token: str) -> str:
    """The hash of a token, which is long and random: it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
