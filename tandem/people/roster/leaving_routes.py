"""How is somebody let go who leaves the company?"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Person
from tandem.people import leaving, reopening
from tandem.people.accounts.queries import person_unless_erased
from tandem.people.pairs.queries import ShownPair
from tandem.people.roster import queries
from tandem.people.roster.places import place_of
from tandem.people.teams import queries as teams
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records
from tandem.web.forms import RecordingForm
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("leavers", __name__)
UNDO = "leavers.undo_gone"


@blueprint.route("/lead/teams/<int:team_id>/people/<int:person_id>/gone", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.CLOSED)
def gone(team_id: int, person_id: int) -> ResponseReturnValue:
    """Somebody leaves the company, after saying what stops and what stays."""
    place = place_of(team_id)
    person = teams.member(db.session(), team_id, person_id=person_id)
    if not queries.can_close(db.session(), person, place):
        flash(_("%(name)s has other roles or teams. An administrator can close the account.",
                name=person.name), "error")  # fmt: skip
        return redirect(url_for("teams.people", team_id=team_id), 303)
    pairs = queries.pairs_in_team(db.session(), team_id, person_id=person_id)
    form = RecordingForm()
    if not form.validate_on_submit():
        page = render_template(
            "people/roster/gone.html", team=place.team, person=person, pairs=pairs, form=form
        )
        return page, 400 if form.errors else 200

    now = clock.now()
    with db.writing() as session:
        person = teams.member(session, team_id, person_id=person_id)
        if not queries.can_close(session, person, place_of(team_id)):
            abort(409)
        pairs = queries.pairs_in_team(session, team_id, person_id=person_id)
        before = leaving.before_closing(session, person.id)
        leaving.close_account(session, person.id, by_id=viewer().id, now=now)
    flash(_("%(name)s can no longer sign in. All records stay.", name=person.name), "success")
    tell_who_is_left(pairs, person_id)
    offer = undo.signed(UNDO, [team_id, reopening.closing(person_id, before, now=now)])
    return redirect(url_for("pairs.pairs", team_id=team_id, undo=offer, _anchor="form-pair"), 303)


@blueprint.post("/lead/accounts/undo")
@open_to(Role.LEADER)
@records(AuditAct.OPENED)
def undo_gone() -> ResponseReturnValue:
    """Open an account that was just closed, with its pairs."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO)
    if facts is None:
        return undo.too_late(url_for("board.lead"))
    team_id, closed = facts
    return reopening.take_back(
        form,
        closed,
        address=url_for("teams.people", team_id=team_id),
        may_open=lambda: may_open(team_id, closed[0]),
    )


@blueprint.post("/lead/teams/<int:team_id>/people/<int:person_id>/stays")
@open_to(Role.LEADER)
@records(AuditAct.STAYS)
def stays(team_id: int, person_id: int) -> ResponseReturnValue:
    """Take the last day back of somebody in a team, who stays after all."""
    place = place_of(team_id)
    person = teams.member(db.session(), team_id, person_id=person_id)
    address = url_for("teams.people", team_id=team_id, _anchor=f"person-{person_id}")
    if not queries.can_close(db.session(), person, place):
        flash(_("%(name)s has other roles or teams. An administrator can take the last day back.",
                name=person.name), "error")  # fmt: skip
        return redirect(address, 303)
    return take_last_day_back(person, address)


@blueprint.post("/admin/people/<int:person_id>/stays")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.STAYS)
def stays_anywhere(person_id: int) -> ResponseReturnValue:
    """Take somebody's last day back, who stays after all."""
    address = url_for("administration.roles", person_id=person_id)
    return take_last_day_back(person_unless_erased(db.session(), person_id), address)


def take_last_day_back(person: Person, address: str) -> ResponseReturnValue:
    """Somebody stays: nothing closes by itself any more. A repeat changes nothing."""
    form = RecordingForm()
    if not form.validate_on_submit():
        return redirect(address, 303)
    with submit_once.recording(form, leads_to=address) as recording:
        own, by_id = db.session(), viewer().id
        leaving.set_last_day(own, person.id, None, by_id=by_id, now=clock.now())
        said = _("%(name)s stays. No last day is set.", name=person.name)
        return recording.done(said)


def may_open(team_id: int, person_id: int) -> bool:
    """Could the viewer close this account, as somebody's of that team? Raises NoResultFound."""
    person = teams.member(db.session(), team_id, person_id=person_id)
    return queries.can_close(db.session(), person, place_of(team_id))


def tell_who_is_left(pairs: Sequence[ShownPair], person_id: int) -> None:
    """Say who has lost a partner."""
    partners = [
        partner.name for pair in pairs for partner in pair.partners if partner.id != person_id
    ]
    if partners:
        message = _("Now without this partner: %(names)s. They will be told; form a new pair here.",
                    names=", ".join(partners))  # fmt: skip
        flash(message, "message")
