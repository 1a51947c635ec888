"""Which file is meant by what a link or an image points to?

Editors write a blank as `%20`, some put the whole in angle brackets, and a Mac takes an accent off
its letter in the names of files. Checker and renderer read all of it here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

# What a link points to, in Markdown: in angle brackets, or without blanks and with paired brackets.
DESTINATION = r"(<[^<>\n]*>|(?:[^()\s<>]|\([^()\s]*\))+)"


def spellings(written: str) -> tuple[str, ...]:
    """The paths that may be meant, the one as it is written first."""
    bare = written.removeprefix("<").removesuffix(">").strip()
    meant = unquote(unescape(bare))
    return tuple(dict.fromkeys(composed(path).removeprefix("./") for path in (bare, meant)))


def composed(path: str) -> str:
    """A path in which a letter and its accent are one sign, as keyboards write it."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


@lru_cache(maxsize=64)
def all_composed(paths: frozenset[str]) -> frozenset[str]:
    """Every path in that form."""
    return frozenset(map(composed, paths))


def is_among(written: str, paths: frozenset[str]) -> bool:
    """Is what is meant one of these files?"""
    return any(path in all_composed(paths) for path in spellings(written))


def by_composed(addresses: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Addresses by the path of their file, in that form."""
    return {composed(path): address for path, address in addresses}
