"""By which ways may somebody come in on this site, as it is set up?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app

from tandem.content.spelling import address_of
from tandem.mail import sending
from tandem.web.provider_settings import Provider


@dataclass(frozen=True)
class WaysIn:
    """What a page offers. Where nobody comes in by a password, one administrator still does.

    `letters`: a letter opens an account, with a link to sign in or with one for a new password.
    """

    password: bool
    mail_link: bool
    letters: bool
    providers: tuple[Provider, ...]


def ways_in() -> WaysIn:
    """What this site offers."""
    config = current_app.config
    return WaysIn(
        password=config["PASSWORDS"],
        mail_link=config["MAIL_LINKS"] and sending.can_send(),
        letters=sending.can_send() and (config["MAIL_LINKS"] or config["PASSWORDS"]),
        providers=config["PROVIDERS"],
    )


def may_use_password(email: str) -> bool:
    """May whoever has this address come in by a password, if they have one?"""
    config = current_app.config
    return bool(config["PASSWORDS"] or address_of(email) == config["EMERGENCY_ADMIN"])


def needs_password(email: str) -> bool:
    """Is a password the only way in for this address?"""
    ways = ways_in()
    return may_use_password(email) and not ways.mail_link and not ways.providers


def init_app(app: Flask) -> None:
    """Let every template ask."""
    app.add_template_global(ways_in)
    app.add_template_global(may_use_password)
