"""How does a leader do one thing for many pairs, and take it back?

What is to be done stands on a page first, with the pairs it reaches and those it doesn’t. What was
done travels signed in the address of the board, whose notice can take it back within an hour.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tandem.dates import is_past
from tandem.leading.board import actions, acts, queries
from tandem.leading.board.acts import Act, DoneAct
from tandem.leading.board.forms import GiveCourseForm, ResumePairsForm
from tandem.leading.board.undoable import done_in, signed
from tandem.leading.status.address import sight_of_viewer
from tandem.library.served import ServedCourse
from tandem.people.pairs.forms import PausePairForm
from tandem.people.pairs.queries import ShownPair
from tandem.progress.assigned import AssignedCourse, given_to
from tandem.progress.assignments import queries as assignments
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import records
from tandem.web.filters import number_in, one_of
from tandem.web.links import address_here
from tandem.web.undo import UndoForm, too_late
from tandem.web.viewer import viewer

blueprint = Blueprint("board_acts", __name__)
RECORDED = (
    *(AuditAct.COURSE_GIVEN, AuditAct.COURSE_MOVED, AuditAct.COURSE_RENEWAL),
    *(AuditAct.COURSE_TAKEN_BACK, AuditAct.PAIR_PAUSED, AuditAct.PAIR_RESUMED),
)
ActForm = GiveCourseForm | PausePairForm | ResumePairsForm


@blueprint.route("/lead/acts", methods=["GET", "POST"])
@open_to(Role.LEADER)
@records(*RECORDED)
def act() -> ResponseReturnValue:
    """Do something for the pairs that were ticked, after showing which they are."""
    wanted, ids = one_of(Act, request.args.get("act")), ticked()
    if wanted is None or not ids:
        flash(_("Tick a pair first, then choose what is to be done."), "error")
        return redirect(url_for("board.lead"), 303)
    pairs = queries.pairs_ticked(db.session(), sight_of_viewer(None), ids)
    form = form_for(wanted, ids)
    if not form.validate_on_submit() or not lies_ahead(form):
        return act_page(wanted, pairs, form)

    with submit_once.recording(form, leads_to=board_of(pairs)) as recording:
        queries.pairs_ticked(db.session(), sight_of_viewer(None), ids)
        done = done_with(form, ids)
        if done.before:
            recording.leads_to(board_of(pairs, undo=signed(done)))
        return recording.done(done_words(done), "success" if done.before else "error")


@blueprint.post("/lead/acts/undo")
@open_to(Role.LEADER)
@records(*RECORDED)
def undo() -> ResponseReturnValue:
    """Take back what was done, where nothing has changed since."""
    form = UndoForm()
    done = done_in(form)
    if done is None:
        return too_late(url_for("board.lead"))
    ids = [row.pair_id for row in done.before]
    pairs = queries.pairs_ticked(db.session(), sight_of_viewer(None), ids)

    with submit_once.recording(form, leads_to=board_of(pairs)) as recording:
        queries.pairs_ticked(db.session(), sight_of_viewer(None), ids)
        number = actions.undo(db.session(), done, by_id=viewer().id, now=clock.now())
        return recording.done(undone_words(number, len(ids)))


def ticked() -> list[int]:
    """The pairs of the address; a hundred at most."""
    numbers = (number_in(text) for text in request.args.getlist("pair"))
    return sorted({number for number in numbers if number})[: acts.MOST]


def given_now(ids: list[int]) -> list[AssignedCourse]:
    """The courses that these pairs have."""
    return given_to(db.session(), ids, now=clock.now())


def courses_for(given: list[AssignedCourse]) -> list[ServedCourse]:
    """The courses that these pairs can be given; of those that are archived, what they have."""
    has = {assigned.course_id for assigned in given}
    return assignments.courses_to_give(db.session(), running=has)


def show_date(form: GiveCourseForm, ids: list[int], given: list[AssignedCourse]) -> None:
    """Choose the course of the address, with its date where all of these pairs have the same."""
    course = form.courses.get(request.args.get("course", ""))
    if form.is_submitted() or course is None:
        return
    form.course.data = course.slug
    own = [assigned for assigned in given if assigned.course_id == course.id]
    dates = {assigned.due_on for assigned in own}
    if len(own) == len(ids) and len(dates) == 1:
        form.due_on.data = dates.pop()


def form_for(wanted: Act, ids: list[int]) -> ActForm:
    """The form of an act, filled with what the address says."""
    zone = viewer().time_zone
    match wanted:
        case Act.COURSE:
            given = given_now(ids)
            form = GiveCourseForm(courses=courses_for(given), zone=zone)
            form.given = given
            show_date(form, ids, given)
            return form
        case Act.PAUSE:
            return PausePairForm(today=clock.local_day(clock.now()), zone=zone)
        case Act.RESUME:
            return ResumePairsForm()


def lies_ahead(form: ActForm) -> bool:
    """Does the date of a course lie ahead? Says why not in the form."""
    day = form.due_on.data if isinstance(form, GiveCourseForm) else None
    if day is None or not is_past(day, zone=viewer().time_zone, now=clock.now()):
        return True
    form.due_on.errors = [_("This day is over. Choose today or a later day.")]
    return False


def done_with(form: ActForm, ids: list[int]) -> DoneAct:
    """Do what the form says."""
    zone, by_id, now, session = viewer().time_zone, viewer().id, clock.now(), db.session()
    if isinstance(form, GiveCourseForm):
        return actions.give_course(
            session,
            ids,
            course_id=form.courses[form.course.data].id,
            due_on=form.due_on.data,
            zone=zone,
            by_id=by_id,
            now=now,
        )
    if isinstance(form, PausePairForm):
        return actions.pause(session, ids, until=form.until.data, zone=zone, by_id=by_id, now=now)
    return actions.resume(session, ids, by_id=by_id, now=now)


def act_page(wanted: Act, pairs: list[ShownPair], form: ActForm) -> ResponseReturnValue:
    """The question before it is done; 400 where the form was refused."""
    reached = [pair for pair in pairs if acts.reaches(wanted, pair.state)]
    page = render_template(
        "leading/board/act.html",
        act=wanted,
        reached=reached,
        others=[pair for pair in pairs if pair not in reached],
        form=form,
        back=board_of(pairs),
        address=request.script_root + address_here(),
    )
    return page, 400 if form.errors else 200


def board_of(pairs: list[ShownPair], *, undo: str | None = None) -> str:
    """The board that shows all of these pairs."""
    teams = {pair.team_id for pair in pairs}
    if len(teams) == 1:
        return url_for("board.team", team_id=teams.pop(), undo=undo)
    return url_for("board.lead", undo=undo)


def done_words(done: DoneAct) -> str:
    """What was done, and for how many."""
    number = len(done.before)
    match done.act:
        case _ if not number:
            return str(_("Nothing was changed: it reaches none of these pairs."))
        case Act.COURSE:
            text = ngettext(
                "%(num)s pair has the course with this date.",
                "%(num)s pairs have the course with this date.",
                number,
            )
            return str(text)
        case Act.PAUSE:
            return str(ngettext("%(num)s pair is paused.", "%(num)s pairs are paused.", number))
        case Act.RESUME:
            return str(ngettext("%(num)s pair goes on.", "%(num)s pairs go on.", number))


def undone_words(number: int, of: int) -> str:
    """What was taken back, and that the rest had changed since."""
    text = ngettext("Undone for %(num)s pair.", "Undone for %(num)s pairs.", number)
    others = _("The others have changed since, and stay.")
    return text if number == of else f"{text} {others}"
