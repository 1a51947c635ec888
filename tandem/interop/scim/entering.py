"""Which program may act for a company's directory? One with a token; no cookie counts."""

from __future__ import annotations

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin
from scim2_models import SCIMException, UnauthorizedException

from tandem.interop.scim import tokens
from tandem.web import clock, db, throttle


class TooOftenError(SCIMException):
    """Somebody asks too often; `seconds` are to be waited."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(detail=str(_("Too many requests. Try again later.")))
        self.seconds = seconds


def admit() -> ResponseReturnValue | None:
    """Let a program in that shows a token, and note that it did. Raises SCIMException.

    Tokens are too long to be guessed: who shows a wrong one is slowed down, nobody else is.
    """
    # Whoever's cookie came along: it is neither looked at nor renewed.
    g._login_user = AnonymousUserMixin()
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    is_bearer = scheme.casefold() == "bearer"
    row = tokens.token_shown(db.session(), secret.strip()) if is_bearer else None
    if row is None:
        if not throttle.may_try(throttle.lanes_of_network("directory")):
            raise TooOftenError(throttle.WAIT_SECONDS)
        raise UnauthorizedException(
            detail=str(_("This needs a token that an administrator has made and nobody has ended."))
        )
    if not throttle.may_try(throttle.lanes_of_directory(row.id)):
        raise TooOftenError(throttle.DIRECTORY_WAIT_SECONDS)
    g.directory_token_id = row.id
    if tokens.is_use_due(row, now=clock.now()):
        with db.noting() as own:
            tokens.note_use(own, row.id, now=clock.now())
    return None
