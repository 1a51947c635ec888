"""Is this worker alive, and can it serve?"""

from __future__ import annotations

from flask import Blueprint, Flask, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from tandem.models import Publication
from tandem.web import db
from tandem.web.access import EVERYBODY, open_to

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to(EVERYBODY)
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@open_to(EVERYBODY)
def readyz() -> ResponseReturnValue:
    """The database answers and has its tables."""
    try:
        db.session().execute(select(Publication.id).limit(1))
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return {"status": "the database does not answer, or has no tables"}, 503
    return {"status": "ok"}


def init_app(app: Flask) -> None:
    """Add both addresses."""
    app.register_blueprint(blueprint)
