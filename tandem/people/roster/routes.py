"""How are many people brought in at once, by a list that is looked at first?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.dates import local_day
from tandem.mail import sending
from tandem.models import RosterFile
from tandem.models.locking import hold
from tandem.people.accounts.telling import tell
from tandem.people.invitations.actions import Invited
from tandem.people.invitations.joining import number_without_link
from tandem.people.invitations.posting import hand_over
from tandem.people.roster import actions, places, queries, returning, returning_routes
from tandem.people.roster.choices import ListChoices, unpacked
from tandem.people.roster.forms import (
    SINCE_THEN,
    CarryOutForm,
    ColumnsForm,
    RosterForm,
    columns_form,
)
from tandem.people.roster.places import place_of, read_list
from tandem.people.roster.plan import RosterPlan
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.row_counts import counts_of
from tandem.people.roster.sample import sample_list
from tandem.people.roster.table import Roster
from tandem.people.roster.words import PASSED_OVER, text_of
from tandem.people.teams.queries import teams_left_alone
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to, proof_first
from tandem.web.acts import records
from tandem.web.csv import csv_file
from tandem.web.languages import page_language
from tandem.web.site_identity import own_words
from tandem.web.viewer import viewer

blueprint = Blueprint("roster", __name__)
SHOWN = 100
NAMED = 10
FIRST_ROWS = 3


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
@records(
    *(AuditAct.PEOPLE_BROUGHT_IN, AuditAct.LEAVES_ON, AuditAct.STAYS, AuditAct.CLOSED),
    AuditAct.TEAM_LEADERLESS,
)
def check(team_id: int, file_id: int) -> ResponseReturnValue:
    """What the table would change; then change it."""
    return check_in(place_of(team_id), file_id)


@blueprint.route("/admin/import/<int:file_id>", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(
    *(AuditAct.PEOPLE_BROUGHT_IN, AuditAct.LEAVES_ON, AuditAct.STAYS, AuditAct.CLOSED),
    AuditAct.TEAM_LEADERLESS,
)
def check_all(file_id: int) -> ResponseReturnValue:
    """What the table would change; then change it."""
    return check_in(RosterPlace(viewer().id), file_id)


@blueprint.route(
    "/lead/teams/<int:team_id>/people/import/<int:file_id>/columns", methods=["GET", "POST"]
)
@open_to(Role.LEADER)
def columns(team_id: int, file_id: int) -> ResponseReturnValue:
    """What each column of the table is taken for; choose otherwise."""
    return columns_of(place_of(team_id), file_id)


@blueprint.route("/admin/import/<int:file_id>/columns", methods=["GET", "POST"])
@open_to(Role.ADMIN)
def columns_all(file_id: int) -> ResponseReturnValue:
    """What each column of the table is taken for; choose otherwise."""
    return columns_of(RosterPlace(viewer().id), file_id)


@blueprint.get("/lead/people-sample.csv")
@open_to(Role.LEADER, Role.ADMIN)
def sample() -> ResponseReturnValue:
    """A table to start from."""
    head, *rows = sample_list(own_words(), page_language())
    return csv_file("people.csv", head, rows)


def bring_to(place: RosterPlace) -> ResponseReturnValue:
    """Store an uploaded table and go on to the look at it."""
    form = RosterForm()
    if not form.validate_on_submit():
        page = render_template("people/roster/bring.html", form=form, team=place.team)
        return page, 400 if form.errors else 200

    content, name = form.file.data.read(), form.file.data.filename or ""
    unchosen = ListChoices(is_whole=form.is_whole.data)
    roster = read_list(content, unchosen)
    heads = actions.heads_of(roster)
    choices = actions.as_before(db.session(), unchosen, place, heads=heads)
    if choices != unchosen:
        roster = read_list(content, choices)
    with submit_once.recording(form) as recording:
        file = actions.keep_file(
            db.session(), content, place,
            by_id=viewer().id, name=name, choices=choices, heads=heads, now=clock.now(),
        )  # fmt: skip
        recording.leads_to(places.first_look(place, file.id, roster))
        return recording.done()


def columns_of(place: RosterPlace, file_id: int) -> ResponseReturnValue:
    """Show what each column of a table is taken for, with its first rows; keep what is chosen."""
    file = queries.file_of(db.session(), file_id, place)
    choices = unpacked(file.choices)
    roster = read_list(file.content, choices)
    if file.done_at is not None or roster.head is None:
        return redirect(places.check_address(place, file_id), 303)
    form = columns_form(roster, choices)
    if not form.validate_on_submit():
        return columns_page(place, file.name, roster, form), 400 if form.errors else 200

    chosen = form.choices()
    is_other_sheet = bool(chosen.sheet) and roster.sheet and chosen.sheet != roster.sheet.name
    address = places.columns_address if is_other_sheet else places.check_address
    chosen = replace(chosen, columns=None) if is_other_sheet else chosen
    heads = actions.heads_of(read_list(file.content, chosen))
    with submit_once.recording(form, leads_to=address(place, file_id)) as recording:
        file = queries.file_of(db.session(), file_id, place)
        actions.choose(file, chosen, heads=heads)
        return recording.done()


def check_in(place: RosterPlace, file_id: int) -> ResponseReturnValue:
    """Show what a table would change; carry it out when told to, all of it or nothing."""
    file = queries.file_of(db.session(), file_id, place)
    if file.done_at is not None:
        return redirect(places.list_of(place), 303)
    roster = read_list(file.content, unpacked(file.choices))
    today = local_day(clock.now(), viewer().time_zone)
    plan = plan_now(roster, place, today=today)
    form = form_for(plan, place)
    if not form.validate_on_submit():
        refused = bool(plan.faults) or bool(form.errors)
        return plan_page(place, file, roster, plan, form), 400 if refused else 200

    with db.writing() as session:
        hold(session, RosterFile.id == file_id)
        if queries.file_of(session, file_id, place).done_at is not None:
            return redirect(places.list_of(place), 303)
        seen = plan
        plan = plan_now(roster, place, today=today)
        changed = plan.faults or not form.has_shown(seen, plan)
        gone = [] if changed else queries.ids_of(session, plan.leaving)
        rests = returning.rests_of(session, gone)
        left = [] if changed else carried_out(plan, place, file_id, names=form.chosen_names)
    if changed:
        file = queries.file_of(db.session(), file_id, place)
        form = form_for(plan, place)
        form.form_errors += [SINCE_THEN]
        return plan_page(place, file, roster, plan, form), 400
    sending.send_soon()
    flash(_("Done. Importing the same file again changes nothing."), "success")
    back = returning_routes.offer(place, file_id, rests) if gone else None
    return redirect(way_on(place, left, brings=bool(plan.new), undo=back), 303)


def plan_now(roster: Roster, place: RosterPlace, *, today: date) -> RosterPlan:
    """What a table would change now."""
    emergency = current_app.config["EMERGENCY_ADMIN"]
    return actions.plan_for(db.session(), roster, place, today=today, emergency=emergency)


def form_for(plan: RosterPlan, place: RosterPlace) -> CarryOutForm:
    """The form that carries a plan out. Names are mended by administrators alone."""
    form = CarryOutForm()
    form.ask_about(plan, takes_names=place.team is None)
    return form


def carried_out(
    plan: RosterPlan, place: RosterPlace, file_id: int, *, names: Sequence[str]
) -> list[str]:
    """Carry a plan out, and let go of its table; gives the names of those left alone."""
    session, now = db.session(), clock.now()
    left = queries.partners_left(session, {wanted.email for wanted in plan.leaving})
    outcome = actions.carry_out(
        session, plan, place, time_zone=viewer().time_zone, names=names, now=now
    )
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


def way_on(
    place: RosterPlace, left: Sequence[str], *, undo: str | None, brings: bool = False
) -> str:
    """Where to go when it is done: to a new pair where somebody is left without a partner, and to
    the links of those whom an administrator brings in."""
    listed = places.list_of(place, undo=undo)
    if place.team is None and brings and say_who_has_no_link():
        listed = url_for("who_joined.joining", undo=undo)
    if not left:
        return listed
    names = ", ".join(left[:NAMED]) + (" …" if len(left) > NAMED else "")
    if place.team is None:
        message = _("Now without a partner: %(names)s. They will be told; their leaders can form"
                    " new pairs.", names=names)  # fmt: skip
        flash(message, "message")
        return listed
    message = _("Now without a partner: %(names)s. They will be told; form new pairs here.",
                names=names)  # fmt: skip
    flash(message, "message")
    return url_for("pairs.pairs", team_id=place.team.id, undo=undo, _anchor="form-pair")


def say_who_has_no_link() -> bool:
    """Say how many whom the administration brought in can't come in yet, and what lets them; are
    there any?"""
    number = number_without_link(db.session())
    if not number:
        return False
    if sending.can_send():
        message = ngettext("%(num)s person has no invitation yet: “Invite all of them” sends it.",
                           "%(num)s people have no invitation yet: “Invite all of them” sends"
                           " them.", number)  # fmt: skip
    else:
        message = ngettext("%(num)s person has no link yet: “Make a sheet of links to print” makes"
                           " it.", "%(num)s people have no link yet: “Make a sheet of links to"
                           " print” makes them.", number)  # fmt: skip
    flash(message, "message")
    return True


def plan_page(
    place: RosterPlace, file: RosterFile, roster: Roster, plan: RosterPlan, form: CarryOutForm
) -> str:
    """What a table would change, with every fault and its row, and what was read. The form says
    which plan is shown here."""
    form.show(shown=plan.figure)
    faults = [(fault.row, text_of(fault)) for fault in plan.faults]
    return render_template(
        "people/roster/check.html",
        team=place.team,
        file_name=file.name,
        plan=plan,
        roster=roster,
        counts=counts_of(roster, plan.faults),
        faults=faults[:SHOWN],
        more_faults=max(0, len(faults) - SHOWN),
        leaderless=leaderless(plan),
        ending=queries.pairs_that_end(
            db.session(), {person.email for person in plan.leaving}, place
        ),
        form=form,
        passed_over_words=PASSED_OVER,
        columns_address=places.columns_address(place, file.id) if roster.head else "",
        again=places.list_address(place),
    )


def leaderless(plan: RosterPlan) -> list[str]:
    """The teams that nobody leads when a plan is carried out."""
    left = teams_left_alone(db.session(), {wanted.email for wanted in plan.leaving})
    leading = [p for p in (*plan.new, *plan.changed) if Role.LEADER in p.roles]
    led = {team for person in leading for team in person.teams}
    return [name for name in left if name not in led]


def columns_page(place: RosterPlace, name: str, roster: Roster, form: ColumnsForm) -> str:
    """What each column is taken for, with its first rows."""
    return render_template(
        "people/roster/columns.html",
        team=place.team,
        file_name=name,
        head=roster.head,
        first_rows=first_rows(roster),
        form=form,
        again=places.list_address(place),
    )


def first_rows(roster: Roster) -> list[list[str]]:
    """What stands in each column in the first rows below the heads."""
    if roster.sheet is None or roster.head is None:
        return []
    rows = [row for row in roster.sheet.rows if row.number > max(roster.head.rows)][:FIRST_ROWS]
    return [
        [row.cells[place] if place < len(row.cells) else "" for row in rows]
        for place in range(len(roster.head.titles))
    ]
