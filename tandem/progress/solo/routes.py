"""How does a leader give courses for one, and see how far everybody is?"""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.same_text import has_words
from tandem.dates import is_past
from tandem.figures.paging import page_of
from tandem.models import Team
from tandem.people.teams.queries import teams_led
from tandem.progress.assignments import changes
from tandem.progress.assignments.changes import Given
from tandem.progress.assignments.words import done_words, undone_words
from tandem.progress.solo import actions, queries
from tandem.progress.solo.forms import GiveAloneForm
from tandem.progress.solo.queries import SoloGiven, SoloRow
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to, proof_first
from tandem.web.acts import exports, records
from tandem.web.file_names import dated
from tandem.web.filters import number_in, page_in, search_in
from tandem.web.forms import RecordingForm
from tandem.web.spreadsheets import WRITERS, Cell, table_file
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("solo", __name__)
UNDO = "solo.undo_withdraw"
UNDO_GIVE = "solo.undo_give"


@blueprint.route("/lead/teams/<int:team_id>/solo", methods=["GET", "POST"])
@open_to(Role.LEADER, Role.ADMIN)
@records(AuditAct.COURSE_GIVEN, AuditAct.COURSE_MOVED, AuditAct.COURSE_RENEWAL)
def solo(team_id: int) -> ResponseReturnValue:
    """Courses for one: who has which, how far each is; give one."""
    team = team_of(team_id)
    form = give_form(team_id)
    if not form.validate_on_submit():
        return solo_page(team, form)

    with submit_once.recording(form, leads_to=url_for(".solo", team_id=team_id)) as recording:
        team_of(team_id)
        if can_be_kept(form, team_id):
            given = give(team_id, form)
            recording.leads_to(url_for(".solo", team_id=team_id, undo=offer_of(team_id, given)))
            is_new = _("The course is assigned. It’s on each one’s own page now.")
            return recording.done(done_words(given, is_new=is_new))
    return solo_page(team, form)


def give(team_id: int, form: GiveAloneForm) -> list[Given]:
    """Give the course of the form."""
    return actions.give(
        db.session(),
        team_id=team_id,
        course_id=form.courses[form.course.data].id,
        role=form.role(),
        people=form.chosen_people(),
        due_on=form.due_on.data,
        time_zone=viewer().time_zone,
        renew_months=form.renew_months.data,
        by_id=viewer().id,
        now=clock.now(),
    )


def offer_of(team_id: int, given: list[Given]) -> str | None:
    """What takes back what was given, where anything changed."""
    facts = changes.to_undo(given)
    return undo.signed(UNDO_GIVE, [team_id, facts]) if facts else None


@blueprint.post("/lead/solo/given/undo")
@open_to(Role.LEADER, Role.ADMIN)
@records(AuditAct.COURSE_MOVED, AuditAct.COURSE_RENEWAL, AuditAct.COURSE_TAKEN_BACK)
def undo_give() -> ResponseReturnValue:
    """Let a course for one that was just given be as before: with its date, or away."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO_GIVE)
    if facts is None:
        return undo.too_late(url_for("my_page.my_page"))
    team_id, given = facts[0], changes.unpacked(facts[1])
    address = url_for(".solo", team_id=team_id)
    with submit_once.recording(form, leads_to=address) as recording:
        team_of(team_id)
        number = actions.undo(db.session(), given, by_id=viewer().id, now=clock.now())
        if number:
            return recording.done(undone_words(given, number))
    return undo.too_late(address)


@blueprint.get("/admin/solo")
@open_to(Role.ADMIN)
def teams() -> ResponseReturnValue:
    """Every team, so that an administrator finds its courses for one."""
    search = search_in(request.args)
    teams = queries.teams_found(db.session(), search=search, page=page_in(request.args))
    return render_template("progress/solo/teams.html", teams=teams, search=search)


@blueprint.get("/lead/teams/<int:team_id>/solo.<kind>")
@open_to(Role.LEADER, Role.ADMIN)
@proof_first("GET")
@exports
def file(team_id: int, kind: str) -> ResponseReturnValue:
    """The same as a file: a line for each person and course."""
    team = team_of(team_id)
    if kind not in WRITERS:
        abort(404)
    rows = queries.solo_rows(db.session(), team_id, now=clock.now())
    name = dated(_("Courses for one"), team.name)
    return table_file(name, header(), map(cells, rows), kind=kind)


@blueprint.route(
    "/lead/teams/<int:team_id>/solo/<int:assignment_id>/withdraw", methods=["GET", "POST"]
)
@open_to(Role.LEADER, Role.ADMIN)
@records(AuditAct.COURSE_TAKEN_BACK)
def withdraw(team_id: int, assignment_id: int) -> ResponseReturnValue:
    """Take a course back, after saying what stops and what stays."""
    team = team_of(team_id)
    given = next(
        (g for g in queries.given_in(db.session(), team_id) if g.id == assignment_id), None
    )
    form = RecordingForm()
    if given is None:
        flash(_("This course was withdrawn already. What was done stays."))
        return redirect(url_for(".solo", team_id=team_id), 303)
    if not form.validate_on_submit():
        page = render_template("progress/solo/withdraw.html", team=team, given=given, form=form)
        return page, 400 if form.errors else 200

    now = clock.now()
    offer = undo.signed(UNDO, [team_id, assignment_id, now.isoformat()])
    address = url_for(".solo", team_id=team_id, undo=offer)
    with submit_once.recording(form, leads_to=address) as recording:
        team_of(team_id)
        row = queries.assignment_in(db.session(), team_id, assignment_id)
        actions.withdraw(db.session(), row, by_id=viewer().id, now=now)
        return recording.done(
            _("Withdrawn. Everything that was completed stays; assign it again at any time.")
        )


@blueprint.post("/lead/solo/undo")
@open_to(Role.LEADER, Role.ADMIN)
@records(AuditAct.COURSE_GIVEN)
def undo_withdraw() -> ResponseReturnValue:
    """Give a course for one back that was just withdrawn, as it was."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO)
    if facts is None:
        return undo.too_late(url_for("my_page.my_page"))
    team_id, assignment_id, withdrawn_at = facts
    address = url_for(".solo", team_id=team_id)
    with submit_once.recording(form, leads_to=address) as recording:
        team_of(team_id)
        if actions.give_back(
            db.session(),
            assignment_id,
            withdrawn_at=datetime.fromisoformat(withdrawn_at),
            by_id=viewer().id,
            now=clock.now(),
        ):
            return recording.done(_("Undone: the course is assigned as before."))
    return undo.too_late(address)


def team_of(team_id: int) -> Team:
    """A team that the viewer leads, or any for an administrator; 404 for the others."""
    return queries.team_of(
        db.session(), viewer().id, team_id=team_id, may_all=viewer().holds(Role.ADMIN)
    )


def give_form(team_id: int) -> GiveAloneForm:
    """The form with the courses that are read alone and the team's leaders and trainers.

    An address may choose somebody for more time, or what runs already to be changed.
    """
    wanted = (
        {"whom": "chosen", "people": [request.args["person"]]} if "person" in request.args else {}
    )
    given = queries.given_in(db.session(), team_id)
    form = GiveAloneForm(
        courses=queries.courses_for_one(db.session()),
        running={one.course_slug for one in given},
        readers=queries.readers_in(db.session(), team_id),
        zone=viewer().time_zone,
        data={"course": request.args.get("course"), **wanted},
    )
    running = next((one for one in given if is_wanted(one)), None)
    if running and not form.is_submitted():
        form.show(running)
    return form


def is_wanted(given: SoloGiven) -> bool:
    """Does the address want to change this, or the course that it names for this person?"""
    if given.id == number_in(request.args.get("change")):
        return True
    course, person_id = request.args.get("course"), number_in(request.args.get("person"))
    return bool(given.person and given.person.id == person_id and given.course_slug == course)


def can_be_kept(form: GiveAloneForm, team_id: int) -> bool:
    """Does the date lie ahead, or does it stay what it is, so that only the rest is changed? Says
    why not in the form."""
    day, course = form.due_on.data, form.courses[form.course.data]
    if day is None or not is_past(day, zone=viewer().time_zone, now=clock.now()):
        return True
    role, people = form.role(), form.chosen_people()
    place = {"team_id": team_id, "course_id": course.id}
    if actions.is_due_on(db.session(), day, **place, role=role, people=people):
        return True
    form.due_on.errors = [_("This day is over. Choose today or a later day.")]
    return False


def solo_page(team: Team, form: GiveAloneForm) -> ResponseReturnValue:
    """The grid, what is given, and the form; 400 where it was refused."""
    rows = queries.solo_rows(db.session(), team.id, now=clock.now())
    search = search_in(request.args)
    lines = [(row, cells(row)) for row in rows if has_words(search, row.person.name)]
    page = render_template(
        "progress/solo/solo.html",
        team=team,
        leads=team.id in {led.id for led in teams_led(db.session(), viewer().id)},
        header=header(),
        lines=page_of(lines, wanted=page_in(request.args)),
        search=search,
        given=queries.given_in(db.session(), team.id),
        form=form,
    )
    return page, 400 if form.errors else 200


def header() -> list[str]:
    """The columns of the screen and of the file."""
    return [
        _("Person"),
        _("Course"),
        _("Due on"),
        _("Time zone"),
        _("Past the date"),
        _("Round"),
        _("Round since"),
        _("Repeats on"),
        _("Modules done"),
        _("Modules in all"),
        _("Stands at"),
        _("Finished on"),
    ]


def cells(row: SoloRow) -> list[Cell]:
    """A line of the screen and of the file."""
    return [
        row.person.name,
        row.course.title,
        row.due_on,
        row.time_zone if row.due_on else None,
        _("yes") if row.is_overdue else None,
        row.round.number,
        row.round.began_on(row.time_zone),
        row.round.renews_on(row.time_zone),
        row.number_done,
        len(row.modules),
        row.stands_at.module.title if row.stands_at else None,
        clock.local_day(row.finished_at) if row.finished_at else None,
    ]
