"""How are many people brought in at once, invited, and let go?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.own_words import LABEL, words_to_roles
from tandem.mail import sending
from tandem.models import Person, RosterFile
from tandem.models.locking import hold
from tandem.people import leaving
from tandem.people.accounts.telling import tell
from tandem.people.invitations.actions import Invited
from tandem.people.invitations.posting import hand_over
from tandem.people.pairs.queries import ShownPair
from tandem.people.pairs.undoable import packed, unpacked
from tandem.people.roster import actions, queries
from tandem.people.roster.forms import RosterForm, text_of
from tandem.people.roster.plan import RosterPlan
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.table import read_roster
from tandem.people.teams import queries as teams
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.csv import csv_file
from tandem.web.forms import RecordingForm
from tandem.web.languages import page_language
from tandem.web.site_identity import own_words
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("roster", __name__)
UNDO = "roster.undo_gone"
SHOWN = 100
NAMED = 10
SAMPLE = (
    ("email", "given name", "surname", "role", "team", "partner", "leaves"),
    ("lena@firm.example", "Lena", "Okafor", "leader", "North", "", ""),
    ("ravi@firm.example", "Ravi", "Menon", Role.REP, "North", "signe@firm.example", ""),
    ("signe@firm.example", "Signe", "Dahl", Role.SUPPORT, "North", "", ""),
    ("gus@firm.example", "Gus", "Ferrara", Role.REP, "North", "", "yes"),
)


@blueprint.route("/lead/teams/<int:team_id>/people/import", methods=["GET", "POST"])
@open_to(Role.LEADER)
def bring(team_id: int) -> ResponseReturnValue:
    """A leader's table for one team."""
    return bring_to(place_of(team_id))


@blueprint.route("/admin/import", methods=["GET", "POST"])
@open_to(Role.ADMIN)
def bring_all() -> ResponseReturnValue:
    """An administrator's table, for all teams."""
    return bring_to(RosterPlace(viewer().id))


@blueprint.route("/lead/teams/<int:team_id>/people/import/<int:file_id>", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.PEOPLE_BROUGHT_IN)
def check(team_id: int, file_id: int) -> ResponseReturnValue:
    """What the table would change; then change it."""
    return check_in(place_of(team_id), file_id)


@blueprint.route("/admin/import/<int:file_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@records(AuditAct.PEOPLE_BROUGHT_IN)
def check_all(file_id: int) -> ResponseReturnValue:
    """What the table would change; then change it."""
    return check_in(RosterPlace(viewer().id), file_id)


@blueprint.get("/lead/people-sample.csv")
@open_to(Role.LEADER, Role.ADMIN)
def sample() -> ResponseReturnValue:
    """A table to start from."""
    words, language = own_words(), page_language()
    head, *rows = (
        [words.of(cell, language)[LABEL] if isinstance(cell, Role) else cell for cell in row]
        for row in SAMPLE
    )
    return csv_file("people.csv", head, rows)


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
        before = [packed(pair) for pair in leaving.before_closing(session, person.id)]
        leaving.close_account(session, person.id, by_id=viewer().id, now=now)
    flash(_("%(name)s can no longer sign in. All records stay.", name=person.name), "success")
    tell_who_is_left(pairs, person_id)
    offer = undo.signed(UNDO, [team_id, person_id, before, now.isoformat()])
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
    team_id, person_id, before, closed_at = facts
    address = url_for("teams.people", team_id=team_id)
    with submit_once.recording(form, leads_to=address) as recording:
        person = member_of(team_id, person_id)
        entries = leaving.undo_closing(
            db.session(),
            person_id,
            map(unpacked, before),
            closed_at=datetime.fromisoformat(closed_at),
            by_id=viewer().id,
            now=clock.now(),
        )
        if entries is None:
            return undo.too_late(address)
        tell(entries)
        said = _("Undone: the account of %(name)s is open, and its pairs go on.", name=person.name)
        answer = recording.done(said)
    sending.send_soon()
    return answer


def member_of(team_id: int, person_id: int) -> Person:
    """Somebody of a team that the viewer leads. Raises NoResultFound."""
    place_of(team_id)
    return teams.member(db.session(), team_id, person_id=person_id)


def tell_who_is_left(pairs: Sequence[ShownPair], person_id: int) -> None:
    """Say who has lost a partner."""
    partners = [
        partner.name for pair in pairs for partner in pair.partners if partner.id != person_id
    ]
    if partners:
        message = _("Now without this partner: %(names)s. They will be told; form a new pair here.",
                    names=", ".join(partners))  # fmt: skip
        flash(message, "message")


def place_of(team_id: int) -> RosterPlace:
    """A team that this person leads. Raises NoResultFound."""
    return RosterPlace(viewer().id, teams.team_led(db.session(), viewer().id, team_id=team_id))


def bring_to(place: RosterPlace) -> ResponseReturnValue:
    """Store an uploaded table and go on to the page that shows what it would change."""
    form = RosterForm()
    if not form.validate_on_submit():
        page = render_template("people/roster/bring.html", form=form, team=place.team)
        return page, 400 if form.errors else 200

    content, name = form.file.data.read(), form.file.data.filename or ""
    with submit_once.recording(form) as recording:
        file = actions.keep_file(
            db.session(), content, place, by_id=viewer().id, name=name, now=clock.now()
        )
        recording.leads_to(address_of(place, file.id))
        return recording.done()


def check_in(place: RosterPlace, file_id: int) -> ResponseReturnValue:
    """Show what a table would change; carry it out when told to, all of it or nothing."""
    file = queries.file_of(db.session(), file_id, place)
    if file.done_at is not None:
        return redirect(list_of(place), 303)
    name, roster, form = (
        file.name,
        read_roster(file.content, words_to_roles(own_words())),
        RecordingForm(),
    )
    plan = actions.plan_for(db.session(), roster, place)
    if request.method == "GET" or not form.validate_on_submit() or plan.faults:
        refused = bool(plan.faults) or bool(form.errors)
        return plan_page(place, name, plan, form), 400 if refused else 200

    with db.writing() as session:
        hold(session, RosterFile.id == file_id)
        if queries.file_of(session, file_id, place).done_at is not None:
            return redirect(list_of(place), 303)
        plan = actions.plan_for(session, roster, place)
        left = [] if plan.faults else carried_out(plan, place, file_id)
    if plan.faults:
        return plan_page(place, name, plan, form), 400
    sending.send_soon()
    flash(_("Done. Importing the same file again changes nothing."), "success")
    return redirect(way_on(place, left), 303)


def carried_out(plan: RosterPlan, place: RosterPlace, file_id: int) -> list[str]:
    """Carry a plan out, and let go of its table; gives the names of those left alone."""
    session, now = db.session(), clock.now()
    left = queries.partners_left(session, {wanted.email for wanted in plan.leaving})
    outcome = actions.carry_out(session, plan, place, time_zone=viewer().time_zone, now=now)
    tell(outcome.entries)
    post_all(outcome.asked)
    file = queries.file_of(session, file_id, place)
    file.done_at, file.content = now, b""
    return left


def post_all(asked: Sequence[Invited]) -> None:
    """Mail every invitation. Without mail a link is made when its button is pressed."""
    if not sending.can_send():
        return
    for invited in asked:
        if invited.invitation and invited.token:
            sender = viewer().name
            hand_over(invited.invitation, invited.person, invited.token, sender=sender)


def way_on(place: RosterPlace, left: Sequence[str]) -> str:
    """Where to go when it is done: to a new pair where somebody is left without a partner."""
    if not left:
        return list_of(place)
    names = ", ".join(left[:NAMED]) + (" …" if len(left) > NAMED else "")
    if place.team is None:
        message = _("Now without a partner: %(names)s. They will be told; their leaders can form"
                    " new pairs.", names=names)  # fmt: skip
        flash(message, "message")
        return list_of(place)
    message = _("Now without a partner: %(names)s. They will be told; form new pairs here.",
                names=names)  # fmt: skip
    flash(message, "message")
    return url_for("pairs.pairs", team_id=place.team.id, _anchor="form-pair")


def plan_page(place: RosterPlace, name: str, plan: RosterPlan, form: RecordingForm) -> str:
    """What a table would change, with every fault and its row."""
    faults = [(fault.row, text_of(fault)) for fault in plan.faults]
    return render_template(
        "people/roster/check.html",
        team=place.team,
        file_name=name,
        plan=plan,
        faults=faults[:SHOWN],
        more_faults=max(0, len(faults) - SHOWN),
        form=form,
        again=list_address(place),
    )


def address_of(place: RosterPlace, file_id: int) -> str:
    """The address of the page that shows what a table would change."""
    if place.team is None:
        return url_for("roster.check_all", file_id=file_id)
    return url_for("roster.check", team_id=place.team.id, file_id=file_id)


def list_address(place: RosterPlace) -> str:
    """The address at which a table is uploaded."""
    if place.team is None:
        return url_for("roster.bring_all")
    return url_for("roster.bring", team_id=place.team.id)


def list_of(place: RosterPlace) -> str:
    """The address of the list of people."""
    if place.team is None:
        return url_for("administration.administration")
    return url_for("teams.people", team_id=place.team.id)
