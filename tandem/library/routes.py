"""Where are the lessons' images?"""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from tandem.library import served
from tandem.web import db
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.security import DRAWING_ONLY

blueprint = Blueprint("library", __name__)


@blueprint.get("/pictures/<sha>")
@open_to(SIGNED_IN)
def picture(sha: str) -> ResponseReturnValue:
    """An image of a lesson. Its address names its content, so a browser may keep it."""
    image = served.picture(db.session(), sha)
    response = Response(image.content, mimetype=image.media_type)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = DRAWING_ONLY
    return response
