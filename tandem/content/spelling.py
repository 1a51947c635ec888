"""How is a mail address or a name written, so that the same one is the same however it was typed?

Every door leads through here: invitations, lists of people, forms, the command line, providers.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress

from email_validator import EmailNotValidError, validate_email

# An address in which nothing is left to be spelled: most are so, and reading them costs nothing.
PLAIN = re.compile(r"[a-z0-9_%+-][a-z0-9._%+-]*@(?!xn--|[^@]*\.xn--)[a-z0-9.-]+")
WRITTEN_TO = re.compile(r"mailto:", re.IGNORECASE)
NAMED = re.compile(r"[^<>]*<([^<>]+)>")
# Signs without width that count as letters or symbols.
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
# Between these letters a joiner is no stray sign: it changes how the name is drawn.
JOINERS = frozenset("\u200c\u200d")
JOINED_SCRIPTS = range(0x0600, 0x0E00)


def address_of(text: str) -> str:
    """The address in lower case, composed, without unseen signs, its domain as people read it.

    `IVO@EXAMPLE.COM`, `mailto:ivo@ex\u00e4mple.com` and `Ivo <ivo@xn--exmple-cua.com>` are found
    however they are typed. What is no address stays as it is: it fits nobody.
    """
    if PLAIN.fullmatch(text):
        return text
    typed = inner_address(seen(text, keeps_joiners=False))
    with suppress(EmailNotValidError):
        typed = validate_email(typed, check_deliverability=False).normalized
    return composed(composed(typed).lower())


def as_it_was_kept(text: str) -> str:
    """An address as an account may have kept it before there was one spelling."""
    return text.strip().lower()


def name_of(text: str) -> str:
    """A name composed, with one blank between its words and no unseen sign."""
    return composed(seen(text, keeps_joiners=True))


def compared(name: str) -> str:
    """A name as it is compared: `vertrieb  süd` and `Vertrieb Süd` are one team, at every door."""
    return name_of(name).casefold()


def inner_address(text: str) -> str:
    """The address in `mailto:sam@example.com` or `Sam <sam@example.com>`."""
    named = NAMED.fullmatch(text)
    text = named[1].strip() if named else text
    if WRITTEN_TO.match(text):
        text = text.partition(":")[2].partition("?")[0].strip()
    return text


def seen(text: str, *, keeps_joiners: bool) -> str:
    """The text without signs that nobody sees, and single blanks between its words."""
    words = " ".join(text.split())
    kept = "".join(
        sign
        for before, sign in zip(" " + words, words, strict=False)
        if is_seen(sign) or (keeps_joiners and sign in JOINERS and ord(before) in JOINED_SCRIPTS)
    )
    return " ".join(kept.split())


def is_seen(sign: str) -> bool:
    """Does it take a place?"""
    is_unseen = sign in BLANK_LETTERS or sign in SELECTORS
    return not is_unseen and unicodedata.category(sign) not in {"Cf", "Cc"}


def composed(text: str) -> str:
    """Letters and their marks as one sign, where there is one."""
    return unicodedata.normalize("NFC", text)
