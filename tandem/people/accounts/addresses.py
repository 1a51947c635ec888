"""How is a mail address written, so that the same one is found however it was typed?"""

from __future__ import annotations

import unicodedata
from contextlib import suppress

from email_validator import EmailNotValidError, validate_email


def address_of(text: str) -> str:
    """The address in lower case, composed, and with its domain as people read it.

    `IVO@EXAMPLE.COM`, `ivo@ex\u00e4mple.com` and `ivo@xn--exmple-cua.com` are found however they
    are typed. What is no address stays as it is: it fits nobody.
    """
    typed = unicodedata.normalize("NFC", text.strip())
    with suppress(EmailNotValidError):
        typed = validate_email(typed, check_deliverability=False).normalized
    return unicodedata.normalize("NFC", typed.lower())
