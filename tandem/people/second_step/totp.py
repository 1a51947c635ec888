"""Which code does an authenticator app show now? (RFC 6238: six figures, anew each half minute.)"""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

SECONDS = 30
# A phone's clock may be half a minute off, either way.
OFF_BY = (0, -1, 1)


def new_key() -> str:
    """A key for an app."""
    return pyotp.random_base32()


def address_for(key: str, email: str, *, site: str) -> str:
    """What the app reads from the picture."""
    return pyotp.TOTP(key).provisioning_uri(name=email, issuer_name=site)


def step_of(key: str, code: str, *, after: int, now: datetime) -> int | None:
    """The half minute to which a code belongs, later than `after`; None where it fits none.

    A code that was taken is not taken again: whoever looked over a shoulder comes too late.
    """
    written = "".join(code.split())
    present = int(now.timestamp()) // SECONDS
    for step in (present + off for off in OFF_BY):
        right = pyotp.TOTP(key).generate_otp(step)
        if step > after and hmac.compare_digest(right.encode(), written.encode()):
            return step
    return None
