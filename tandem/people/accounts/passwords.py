"""Which password is too easy to guess? A common one, a pattern, and one's own name or address."""

from __future__ import annotations

import re
from collections.abc import Iterable

# How many guesses it withstands, by Wheeler, "zxcvbn: Low-Budget Password Strength Estimation"
# (USENIX Security 2016), whose lists hold 30,000 common passwords, names and English words.
GUESSES = 10**8
# The estimate looks at no more.
LOOKED_AT = 72
SITE = ("tandem",)
# So much must be left when one's own words are taken out.
OWN_LEFT = 6
SHORTEST_WORD = 3
PARTS = re.compile(r"[^\W_]+")


def is_easy_to_guess(password: str, own_words: Iterable[str]) -> bool:
    """Would somebody find it who tries what many people take, and what they know of this person?"""
    from zxcvbn import zxcvbn

    own = parts_of((*own_words, *SITE))
    left = password.casefold()
    for word in sorted(own, key=len, reverse=True):
        left = left.replace(word, "")
    if len("".join(PARTS.findall(left))) < OWN_LEFT:
        return True
    return int(zxcvbn(password[:LOOKED_AT], sorted(own))["guesses"]) < GUESSES


def parts_of(words: Iterable[str]) -> set[str]:
    """The parts of names and addresses that are long enough to count."""
    parts = {part.casefold() for word in words for part in PARTS.findall(word)}
    return {part for part in parts if len(part) >= SHORTEST_WORD}
