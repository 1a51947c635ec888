"""What do machines ask every site? A search engine may list what a visitor finds without being
told an address, and a finder of holes knows whom to tell.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask, Response, abort, current_app, request

from tandem.web import clock
from tandem.web.access import EVERYBODY, open_to
from tandem.web.links import full_address

blueprint = Blueprint("well_known", __name__)
# An engine that may not read an address never learns that it should not be listed.
ROBOTS = "User-agent: *\nDisallow:\n"
UNLISTED = "noindex, nofollow"
# What a visitor finds by themselves, and what these pages are made of.
LISTED = frozenset(
    {
        "assets.asset", "both.both", "both.go_on", "privacy.privacy", "sign_in.kept",
        "sign_in.login", "site_look.colors", "site_look.icon", "site_look.logo",
        "well_known.robots", "well_known.security_txt",
    }
)  # fmt: skip
# The parts of an address that open something to whoever has it.
SECRETS = frozenset({"token", "code"})
# RFC 9116 asks for a day less than a year away.
GOOD_FOR = timedelta(days=180)


@blueprint.get("/robots.txt")
@open_to(EVERYBODY)
def robots() -> Response:
    """Every address may be read; what is not to be listed says so itself."""
    return Response(ROBOTS, mimetype="text/plain")


def keep_unlisted(response: Response) -> Response:
    """Ask engines to list neither files to keep nor what only a letter or a person leads to."""
    if not is_listed() or response.headers.get("Content-Disposition"):
        response.headers["X-Robots-Tag"] = UNLISTED
    return response


def is_listed() -> bool:
    """May an engine list this address? What lies behind the sign-in it cannot read anyway."""
    view = current_app.view_functions.get(request.endpoint or "")
    if EVERYBODY in getattr(view, "open_to", ()):
        return request.endpoint in LISTED
    return not SECRETS & set(request.view_args or ())


@blueprint.get("/.well-known/security.txt")
@open_to(EVERYBODY)
def security_txt() -> Response:
    """Whom to tell of a hole (RFC 9116), where the site says so."""
    contact = current_app.config["CONTACT"]
    if not contact:
        abort(404)
    until = (clock.now() + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {contact}",
        f"Expires: {until}",
        "Preferred-Languages: en, de",
        f"Canonical: {full_address('well_known.security_txt')}",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def init_app(app: Flask) -> None:
    """Answer at both addresses, and keep out of search engines what is nobody's to find."""
    app.after_request(keep_unlisted)
    app.register_blueprint(blueprint)
