"""How does a trainer take drafts along, where the folder of courses is read-only?"""

from __future__ import annotations

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from tandem.authoring.editor import download as downloads
from tandem.content.files.zip import zipped
from tandem.terms import Role
from tandem.web import clock, db
from tandem.web.access import open_to
from tandem.web.acts import exports
from tandem.web.viewer import viewer

blueprint = Blueprint("download", __name__)


@blueprint.get("/author/<course>/drafts.zip")
@open_to(Role.TRAINER, Role.ADMIN)
@exports
def download(course: str) -> ResponseReturnValue:
    """One's drafts of a course as a folder to lay into the folder of courses."""
    root = current_app.config["COURSES"]
    parcel = downloads.parcel(db.session(), course=course, root=root, person_id=viewer().id)
    response = Response(zipped(parcel.files, at=clock.now()), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{parcel.course}-drafts.zip"'
    return response
