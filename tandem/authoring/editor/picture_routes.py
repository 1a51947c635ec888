"""How does an image that a trainer hands in come into a course?"""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from tandem.authoring.editor import desk as desks
from tandem.authoring.editor import queries
from tandem.authoring.editor import routes as editor
from tandem.authoring.editor.forms import EditForm
from tandem.authoring.editor.queries import Desk
from tandem.authoring.publishing.actions import add_picture
from tandem.content.files.folder import LARGEST_PICTURE
from tandem.content.files.pictures import TakenPicture, taken_in, write_picture
from tandem.content.messages import say
from tandem.terms import AuditAct, Role
from tandem.web import db
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.scripts import wants_json
from tandem.web.upload_limits import takes_up_to

blueprint = Blueprint("pictures", __name__)
blueprint.register_error_handler(413, editor.too_large)


@blueprint.post(f"{editor.FILE}/picture")
@open_to(Role.TRAINER, Role.ADMIN)
@takes_up_to(editor.LARGEST_SENT)
@records(AuditAct.PICTURE_ADDED)
def picture(course: str, module: str) -> ResponseReturnValue:
    """Take an image into the course's folder. The same image twice is one image."""
    desk, form = desks.desk_of(course, module), EditForm()
    sent = request.files.get("picture")
    content = sent.stream.read(LARGEST_PICTURE + 1) if sent else b""
    known = queries.known_pictures(db.session(), desk)
    taken = taken_in(content, filename=(sent.filename or "") if sent else "", known=known)
    if taken.picture and is_stored(desk, taken):
        with db.writing() as session:
            add_picture(session, desk.place.course_id, taken.picture)
            note(AuditAct.PICTURE_ADDED, about=f"{course}/{taken.picture.path}")
    elif taken.picture:
        taken = TakenPicture(None, say("the folder of courses can’t be written"))
    status = 200 if taken.picture else 400
    if not wants_json():
        return desks.editor(desk, form, status=status, taken=taken)
    message = render_template("authoring/editor/_picture.html", taken=taken)
    return jsonify(said=message, path=taken.picture.path if taken.picture else ""), status


def is_stored(desk: Desk, taken: TakenPicture) -> bool:
    """Is the image in the folder now? A read-only folder keeps it in the database."""
    if taken.picture is None or desk.read_only:
        return True
    folder = desk.file.path.parent
    return (folder / taken.picture.path).is_file() or write_picture(folder, taken.picture)
