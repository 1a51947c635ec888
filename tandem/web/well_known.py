"""What do machines ask every site? Search engines stay outside, and a finder of holes knows whom
to tell.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask, Response, abort, current_app

from tandem.web import clock
from tandem.web.access import EVERYBODY, open_to
from tandem.web.links import full_address

blueprint = Blueprint("well_known", __name__)
ROBOTS = "User-agent: *\nDisallow: /\n"
# RFC 9116 asks for a day less than a year away.
GOOD_FOR = timedelta(days=180)


@blueprint.get("/robots.txt")
@open_to(EVERYBODY)
def robots() -> Response:
    """Nothing here is for a search engine."""
    return Response(ROBOTS, mimetype="text/plain")


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
    """Answer at both addresses."""
    app.register_blueprint(blueprint)
