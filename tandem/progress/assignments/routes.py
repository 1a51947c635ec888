"""How does a leader give a course to pairs, and take it back?"""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.same_text import has_words
from tandem.dates import is_past
from tandem.figures.paging import page_of
from tandem.library.served import ServedCourse, library
from tandem.models import Team
from tandem.people.pairs.queries import pairs_by_id, pairs_found
from tandem.people.teams import queries as teams
from tandem.progress.assignments import actions, changes, queries
from tandem.progress.assignments.changes import Given
from tandem.progress.assignments.forms import AssignForm
from tandem.progress.assignments.preparation import preparations
from tandem.progress.assignments.queries import Offered, Running
from tandem.progress.assignments.words import done_words, undone_words
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once, undo
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.filters import number_in, page_in, search_in
from tandem.web.undo import UndoForm
from tandem.web.viewer import viewer

blueprint = Blueprint("assignments", __name__)
UNDO = "assignments.undo_withdraw"
UNDO_ASSIGN = "assignments.undo_assign"


@blueprint.route("/lead/teams/<int:team_id>/assign", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.COURSE_GIVEN, AuditAct.COURSE_MOVED, AuditAct.COURSE_RENEWAL)
def assign(team_id: int) -> ResponseReturnValue:
    """Give a course to all pairs, later ones too, or to some."""
    team = teams.team_led(db.session(), viewer().id, team_id=team_id)
    running = running_wanted(team_id)
    offered = offered_to(team_id, running)
    form = assign_form(offered, team_id=team_id)
    if running and not form.is_submitted():
        form.show(running.slug, running.assignment)
    if not form.validate_on_submit():
        return assign_page(team, offered, form)

    with submit_once.recording(form, leads_to=url_for(".assign", team_id=team_id)) as recording:
        teams.team_led(db.session(), viewer().id, team_id=team_id)
        chosen = [team_id, *form.other_teams()]
        if can_be_kept(form, chosen) and is_still_to_give(form, chosen):
            given = [row for team in chosen for row in give(team, form)]
            recording.leads_to(url_for(".assign", team_id=team_id, undo=offer_of(team_id, given)))
            is_new = _("The course is assigned. It’s on the pairs’ pages now.")
            return recording.done(done_words(given, is_new=is_new))
    return assign_page(team, offered, form)


def offer_of(team_id: int, given: list[Given]) -> str | None:
    """What takes back what was given from the page of a team, where anything changed."""
    facts = changes.to_undo(given)
    return undo.signed(UNDO_ASSIGN, [team_id, facts]) if facts else None


@blueprint.post("/lead/assignments/given/undo")
@open_to(Role.LEADER)
@records(AuditAct.COURSE_MOVED, AuditAct.COURSE_RENEWAL, AuditAct.COURSE_TAKEN_BACK)
def undo_assign() -> ResponseReturnValue:
    """Let a course that was just given be as before: with its date and what was set, or away."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO_ASSIGN)
    if facts is None:
        return undo.too_late(url_for("board.lead"))
    address, given = url_for(".assign", team_id=facts[0]), changes.unpacked(facts[1])
    with submit_once.recording(form, leads_to=address) as recording:
        for row in given:
            assignment = queries.assignment_by_id(db.session(), row.assignment_id)
            teams.team_led(db.session(), viewer().id, team_id=assignment.team_id)
        number = actions.undo(db.session(), given, by_id=viewer().id, now=clock.now())
        if number:
            return recording.done(undone_words(given, number))
    return undo.too_late(address)


@blueprint.route("/lead/assignments/<int:assignment_id>/withdraw", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(AuditAct.COURSE_TAKEN_BACK)
def withdraw(assignment_id: int) -> ResponseReturnValue:
    """Take a course back, after a page that says what stops and what stays."""
    assignment = queries.assignment_by_id(db.session(), assignment_id)
    team = teams.team_led(db.session(), viewer().id, team_id=assignment.team_id)
    if request.method == "GET":
        given = queries.given_by(db.session(), assignment)
        return render_template("progress/assignments/withdraw.html", team=team, given=given)

    now = clock.now()
    with db.writing() as session:
        assignment = queries.assignment_by_id(session, assignment_id)
        teams.team_led(session, viewer().id, team_id=assignment.team_id)
        withdrawn_at = actions.withdraw(session, assignment, by_id=viewer().id, now=now)
    flash(_("The course is withdrawn. Everything that was completed stays."), "success")
    offer = undo.signed(UNDO, [assignment_id, withdrawn_at.isoformat()])
    return redirect(url_for(".assign", team_id=assignment.team_id, undo=offer), 303)


@blueprint.post("/lead/assignments/undo")
@open_to(Role.LEADER)
@records(AuditAct.COURSE_GIVEN)
def undo_withdraw() -> ResponseReturnValue:
    """Give a course back that was just taken away, as it was."""
    form = UndoForm()
    facts = undo.facts_sent(form, UNDO)
    if facts is None:
        return undo.too_late(url_for("board.lead"))
    assignment_id, withdrawn_at = facts
    with submit_once.recording(form) as recording:
        assignment = queries.assignment_by_id(db.session(), assignment_id)
        teams.team_led(db.session(), viewer().id, team_id=assignment.team_id)
        address = url_for(".assign", team_id=assignment.team_id)
        recording.leads_to(address)
        if actions.give_back(
            db.session(), assignment, withdrawn_at=datetime.fromisoformat(withdrawn_at)
        ):
            actions.record(
                db.session(), AuditAct.COURSE_GIVEN, assignment, by_id=viewer().id, now=clock.now()
            )
            return recording.done(_("Undone: the course is assigned as before."))
    return undo.too_late(address)


def give(team_id: int, form: AssignForm) -> list[Given]:
    """Give the course of the form to a team."""
    return actions.assign(
        db.session(),
        team_id=team_id,
        course_id=form.courses[form.course.data].id,
        pairs=form.chosen_pairs(),
        due_on=form.due_on.data,
        time_zone=viewer().time_zone,
        renew_months=form.renew_months.data,
        switches=actions.Switches(form.in_order.data, form.closes.data),
        by_id=viewer().id,
        now=clock.now(),
    )


def is_still_to_give(form: AssignForm, chosen: list[int]) -> bool:
    """Can the course be given to all of these teams now? Says why not in the form.

    A trainer may have archived it while the form was open.
    """
    course = form.courses[form.course.data]
    pairs = form.chosen_pairs()
    if all(
        queries.may_be_given(db.session(), course.id, team_id=team_id, pairs=pairs)
        for team_id in chosen
    ):
        return True
    form.course.errors = [
        _(
            "“%(title)s” is archived: it goes on where it runs, and nobody new can get it. Choose"
            " another course.",
            title=course.title,
        )
    ]
    return False


def running_wanted(team_id: int) -> Running | None:
    """The running assignment of the team that the address wants to change, if there is one."""
    return queries.running_assignment(db.session(), team_id, number_in(request.args.get("change")))


def offered_to(team_id: int, running: Running | None) -> Offered:
    """What the address asks for of the team's living pairs and of the leader's other teams."""
    session = db.session()
    led = [team for team in teams.teams_led(session, viewer().id) if team.id != team_id]
    name = search_in(request.args, "team_name")
    ticked = {number_in(text) or 0 for text in request.form.getlist("pairs")}
    if running and running.assignment.pair_id:
        ticked.add(running.assignment.pair_id)
    ticked_others = {number_in(text) for text in request.form.getlist("others")}
    return Offered(
        pairs=pairs_found(
            session,
            team_id,
            search=search_in(request.args),
            page=page_in(request.args),
            living=True,
        ),
        others=page_of(
            [team for team in led if has_words(name, team.name)],
            wanted=page_in(request.args, "teams_page"),
        ),
        ticked_pairs=tuple(queries.living_pairs(session, team_id, ticked)),
        ticked_others=tuple(team for team in led if team.id in ticked_others),
    )


def assign_form(offered: Offered, *, team_id: int) -> AssignForm:
    """The form with the courses for both roles and what they are offered to."""
    return AssignForm(
        courses=courses_for(team_id),
        pairs=offered.all_pairs,
        others=offered.all_others,
        zone=viewer().time_zone,
    )


def courses_for(team_id: int) -> list[ServedCourse]:
    """The courses that a leader of a team can give. Whatever was sent is looked at again later."""
    session = db.session()
    if request.method == "POST":
        everything = {course.id for course in library(session).courses if not course.is_draft}
        return queries.courses_to_give(session, running=everything)
    return queries.courses_to_give(session, running=queries.running_in(session, [team_id]))


def can_be_kept(form: AssignForm, chosen: list[int]) -> bool:
    """Does the date lie ahead, or does it stay what it is for all of these teams, whose switches
    alone are changed? Says why not in the form."""
    day, course = form.due_on.data, form.courses[form.course.data]
    if day is None or not is_past(day, zone=viewer().time_zone, now=clock.now()):
        return True
    pairs = form.chosen_pairs()
    if all(
        queries.is_due_on(db.session(), course.id, day, team_id=team_id, pairs=pairs)
        for team_id in chosen
    ):
        return True
    form.due_on.errors = [_("This day is over. Choose today or a later day.")]
    return False


def assign_page(team: Team, offered: Offered, form: AssignForm) -> ResponseReturnValue:
    """The form and what is given now; 400 where the form was refused."""
    given_search = search_in(request.args, "given_search")
    given = queries.assignments_of_team(
        db.session(), team.id, search=given_search, page=page_in(request.args, "given_page")
    )
    pairs = pairs_by_id(db.session(), {row.pair_id for row in given.rows if row.pair_id})
    page = render_template(
        "progress/assignments/assign.html",
        team=team,
        pairs={pair.id: pair for pair in pairs},
        given=given,
        offered=offered,
        search=search_in(request.args),
        team_name=search_in(request.args, "team_name"),
        given_search=given_search,
        preparations=preparations(db.session(), list(form.courses.values()), leader_id=viewer().id),
        form=form,
    )
    return page, 400 if form.errors else 200
