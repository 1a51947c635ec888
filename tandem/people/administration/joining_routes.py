"""Who has joined, who is waited for, and how are they all invited at once?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.people.administration.routes import administrator
from tandem.people.invitations.joining import JoiningsWanted, all_waiting, joinings
from tandem.people.invitations.posting import invite_each
from tandem.people.invitations.sheet import sheet_page, strip_for
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records
from tandem.web.filters import page_in, search_in
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("who_joined", __name__)


@blueprint.get("/admin/joining")
@open_to(Role.ADMIN)
def joining() -> ResponseReturnValue:
    """Everybody who was brought in: who has joined and when, and whose link has expired."""
    wanted = JoiningsWanted(
        search=search_in(request.args),
        waiting_page=page_in(request.args),
        joined_page=page_in(request.args, "joined"),
    )
    return render_template(
        "people/administration/joining.html",
        people=joinings(db.session(), wanted, now=clock.now()),
        search=wanted.search,
        form=RecordingForm(formdata=None),
        can_send=sending.can_send(),
    )


@blueprint.post("/admin/joining/links")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.LINK_TO_JOIN)
def sheet() -> ResponseReturnValue:
    """A sheet to print with a fresh link for everybody who is waited for.

    Only where no mail can be sent: else nobody but its reader sees a link.
    """
    form, address = RecordingForm(), url_for(".joining")
    if not form.validate_on_submit() or sending.can_send():
        flash(_("No sheet was made. Reload the page and press again."), "error")
        return redirect(address, 303)

    with submit_once.recording(form, leads_to=address) as recording:
        made = invite_each(all_waiting(db.session()), administrator(), sender=viewer().name)
        recording.done()
    strips = [strip_for(person.name, person.email, link) for person, link in made]
    return sheet_page(strips, place=_("Administration"), back=address)
