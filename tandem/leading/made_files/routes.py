"""How does a leader ask for a long workbook, see how far it is, and take it along?"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.leading.board.rows import number_found
from tandem.leading.made_files import actions, queries
from tandem.leading.status.address import address_parts, filters_in, sight_of_viewer
from tandem.leading.status.refreshing import catch_up
from tandem.people.teams.queries import team_led
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to, proof_first
from tandem.web.acts import note_export, records
from tandem.web.file_names import dated
from tandem.web.filters import number_in
from tandem.web.forms import RecordingForm
from tandem.web.spreadsheets import WORKBOOK
from tandem.web.streaming import Bytes, streamed_file
from tandem.web.viewer import viewer

blueprint = Blueprint("made_files", __name__)


@blueprint.get("/lead/files/")
@open_to(Role.LEADER)
def files() -> ResponseReturnValue:
    """The files that the viewer has asked for: how far each is, and the way to it."""
    own = queries.files_of(db.session(), viewer().id)
    is_any_open = any(file.is_open for file in own)
    return render_template("leading/made_files/files.html", files=own, is_any_open=is_any_open)


@blueprint.route("/lead/files/new", methods=["GET", "POST"])
@open_to(Role.LEADER)
def ask() -> ResponseReturnValue:
    """Ask for a workbook of the board with these filters; `of` is the team that is looked at."""
    team_id, filters = number_in(request.args.get("of")), filters_in(request.args)
    name = _("Teams")
    if team_id is not None:
        name = team_led(db.session(), viewer().id, team_id=team_id).name
    sight = sight_of_viewer(team_id)
    catch_up(db.session(), sight)
    number = number_found(db.session(), sight, filters)
    form = RecordingForm()
    if not form.validate_on_submit():
        page = render_template("leading/made_files/ask.html", form=form, number=number)
        return page, 400 if form.errors else 200

    with submit_once.recording(form, leads_to=url_for(".files")) as recording:
        actions.ask(
            db.session(),
            viewer().id,
            team_id=team_id,
            filters=urlencode(address_parts(filters)),
            name=f"{dated(filters.course or '', name)}.xlsx",
            number=number.rows,
            now=clock.now(),
        )
        return recording.done()


@blueprint.get("/lead/files/<int:file_id>.xlsx")
@open_to(Role.LEADER)
@proof_first("GET")
@records(AuditAct.EXPORTED)
def download(file_id: int) -> ResponseReturnValue:
    """A file that is there, for whoever asked for it; that it leaves is recorded first."""
    file = queries.own_file(db.session(), viewer().id, file_id=file_id)
    if file.team_id is not None:
        team_led(db.session(), viewer().id, team_id=file.team_id)
    if request.method == "GET":
        note_export(file.team_id)
    return streamed_file(pieces(file.id), name=file.name, size=file.size, mimetype=WORKBOOK)


def pieces(file_id: int) -> Bytes:
    """The file piece by piece, as it leaves."""
    with db.snapshot() as own:
        yield from queries.pieces_of(own, file_id)
