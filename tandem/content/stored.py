"""How does a lesson travel through the database? As JSON."""

from __future__ import annotations

import msgspec

from tandem.content.lesson import Module


def to_json(module: Module) -> bytes:
    """The module as JSON."""
    return msgspec.json.encode(module, order="deterministic")


def from_json(stored: bytes) -> Module:
    """The module that was stored. Raises msgspec.ValidationError where it is not one."""
    return msgspec.json.decode(stored, type=Module)
