"""Codes on paper for when the phone is gone: how they look, and how they are typed."""

from __future__ import annotations

import secrets

# Without signs that look alike.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
NUMBER = 10
GROUPS, GROUP = 4, 6


def new_codes() -> list[str]:
    """Ten codes of 118 bits each, so that a plain hash keeps them (ASVS 5.0, 6.5.2)."""
    return ["-".join(new_group() for _ in range(GROUPS)) for _ in range(NUMBER)]


def new_group() -> str:
    """Six signs."""
    return "".join(secrets.choice(SIGNS) for _ in range(GROUP))


def as_written(code: str) -> str:
    """A code however it was typed: with spaces, without lines, in capitals."""
    return "".join(sign for sign in code.casefold() if sign in SIGNS)
