"""How do two partners and their leader agree on a goal, and see how it goes?"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Pair
from tandem.models.locking import hold
from tandem.people.pairs.queries import ShownPair, pair_for
from tandem.people.pairs.rules import is_living
from tandem.terms import AuditAct
from tandem.together.goals import actions, queries
from tandem.together.goals.forms import AgreeForm, ProposeGoalForm, WithdrawGoalForm
from tandem.together.goals.queries import PairGoal
from tandem.together.goals.reading_forms import CorrectReadingForm, ReadingForm, ReadingsForm
from tandem.together.goals.reading_records import record_readings
from tandem.together.goals.readings import DayReading, reading_in, values_by_day
from tandem.together.goals.readings_file import ReadFile, unmistakable
from tandem.together.goals.readings_plan import DryRun, dry_run
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.acts import exports, note, records
from tandem.web.csv import csv_file
from tandem.web.file_names import dated
from tandem.web.forms import FactsForm
from tandem.web.numbers import number
from tandem.web.viewer import viewer
from tandem.web.words import words

blueprint = Blueprint("goals", __name__)


@blueprint.get("/pairs/<int:pair_id>/goal/")
@open_to(SIGNED_IN)
def goal(pair_id: int) -> ResponseReturnValue:
    """The shared goal: what is agreed, how it goes. The same for all three."""
    pair = pair_seen(pair_id)
    return goal_page(pair, queries.goal_of(db.session(), pair))


@blueprint.get("/pairs/<int:pair_id>/goal/readings.csv")
@open_to(SIGNED_IN)
@exports
def readings_file(pair_id: int) -> ResponseReturnValue:
    """The table of readings as a file, cell by cell."""
    pair = pair_seen(pair_id)
    rows = [cells_of(reading) for reading in queries.goal_of(db.session(), pair).readings]
    name = dated(_("Shared goal"), *(partner.name for partner in pair.partners), pair.team_name)
    return csv_file(name, header(), rows)


@blueprint.route("/pairs/<int:pair_id>/goal/propose", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@records(AuditAct.GOAL_PROPOSED)
def propose(pair_id: int) -> ResponseReturnValue:
    """Propose a goal, or a new version of it."""
    pair, goal = goal_to_change(pair_id)
    form = propose_form(goal)
    if not form.validate_on_submit():
        return propose_page(pair, goal, form)

    with submit_once.recording(form, leads_to=url_for(".goal", pair_id=pair_id)) as recording:
        pair, goal = goal_held(pair_id)
        newer = _("A newer version was proposed meanwhile; it is on the goal’s page. "
                  "Send yours again if you want it to take its place.")  # fmt: skip
        if not is_behind(form, goal.newest_number, newer):
            actions.propose(
                db.session(),
                pair,
                form.proposal(),
                number=goal.newest_number + 1,
                time_zone=viewer().time_zone,
                by_id=viewer().id,
                now=clock.now(),
            )
            note_of_leader(AuditAct.GOAL_PROPOSED, pair)
            return recording.done(_("Your proposal stands, with your yes."))
    return propose_page(pair, goal, form)


@blueprint.post("/pairs/<int:pair_id>/goal/agree")
@open_to(SIGNED_IN)
@records(AuditAct.GOAL_AGREED)
def agree(pair_id: int) -> ResponseReturnValue:
    """Say yes to the version that was on the page."""
    form = AgreeForm()
    if not form.validate_on_submit():
        return goal_page(*goal_to_change(pair_id), status=400)

    address = url_for(".goal", pair_id=pair_id)
    with submit_once.recording(form, leads_to=address) as recording:
        pair, goal = goal_held(pair_id)
        proposed = goal.proposed
        if proposed is None or str(proposed.number) != form.number.data:
            flash(_("There is a newer version meanwhile. Nothing was agreed: look at it first.")
                  if proposed or not goal.is_withdrawn
                  else _("This version was withdrawn meanwhile. Nothing was agreed."),
                  "error")  # fmt: skip
            return redirect(address, 303)
        is_agreed = actions.say_yes(
            db.session(), pair, goal_id=proposed.id, person_id=viewer().id, now=clock.now()
        )
        note_of_leader(AuditAct.GOAL_AGREED, pair)
        if is_agreed:
            return recording.done(_("All have said yes: this is the shared goal now."))
        return recording.done(_("Your yes stands."))


@blueprint.post("/pairs/<int:pair_id>/goal/withdraw")
@open_to(SIGNED_IN)
@records(AuditAct.GOAL_WITHDRAWN)
def withdraw(pair_id: int) -> ResponseReturnValue:
    """Take the own proposal back while it waits for a yes. It stays readable as withdrawn."""
    form = WithdrawGoalForm()
    if not form.validate_on_submit():
        return goal_page(*goal_to_change(pair_id), status=400)

    address = url_for(".goal", pair_id=pair_id)
    with submit_once.recording(form, leads_to=address) as recording:
        pair, goal = goal_held(pair_id)
        proposed = goal.proposed
        if proposed is None or str(proposed.number) != form.number.data:
            flash(_("This version no longer waits for a yes. Nothing was withdrawn."), "error")
            return redirect(address, 303)
        if proposed.by_id != viewer().id:
            abort(403)
        actions.withdraw(db.session(), goal_id=proposed.id, now=clock.now())
        note_of_leader(AuditAct.GOAL_WITHDRAWN, pair)
        return recording.done(
            _("Your proposal is withdrawn. It stays readable under all versions.")
        )


@blueprint.post("/pairs/<int:pair_id>/goal/readings")
@open_to(SIGNED_IN)
@records(AuditAct.READINGS_RECORDED)
def record(pair_id: int) -> ResponseReturnValue:
    """Record the figure of one day."""
    pair, goal = goal_to_change(pair_id)
    form = ReadingForm(today=today(), present=values_by_day(goal.readings))
    if not form.validate_on_submit():
        submit_once.answer_repeat(form)
        return goal_page(pair, goal, form=form, status=400)

    with submit_once.recording(form, leads_to=url_for(".goal", pair_id=pair_id)) as recording:
        pair, goal = goal_held(pair_id)
        form.present = values_by_day(goal.readings)
        if form.validate():
            save(pair, goal, {form.day.data: form.value.data})
            reading = {"day": clock.day(form.day.data), "value": value_words(form.value.data)}
            return recording.done(_("Recorded for %(day)s: %(value)s.", **reading))
    return goal_page(pair, goal, form=form, status=400)


@blueprint.route("/pairs/<int:pair_id>/goal/readings/<int:reading_id>", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@records(AuditAct.READINGS_RECORDED)
def correct(pair_id: int, reading_id: int) -> ResponseReturnValue:
    """Correct a reading, or take it out. What stood there stays in the history."""
    pair, goal = goal_to_change(pair_id)
    reading = reading_in(goal.readings, reading_id) or abort(404)
    form = CorrectReadingForm(facts={"after": reading.id})
    if not form.validate_on_submit():
        return correct_page(pair, goal, reading, form)

    with submit_once.recording(form, leads_to=table_address(pair_id)) as recording:
        pair, goal = goal_held(pair_id)
        reading = reading_in(goal.readings, reading_id) or abort(404)
        newer = _("%(name)s corrected it meanwhile. Send yours again if it is to hold.",
                  name=reading.by_name)  # fmt: skip
        if not is_behind(form, reading.id, newer):
            save(pair, goal, {reading.day: form.corrected()})
            return recording.done(_("Corrected. What was there before stays in the table."))
    return correct_page(pair, goal, reading, form)


@blueprint.route("/pairs/<int:pair_id>/goal/import", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@records(AuditAct.READINGS_RECORDED)
def readings(pair_id: int) -> ResponseReturnValue:
    """Several readings at once: first what would happen, then, if all is well, it happens."""
    pair, goal = goal_to_change(pair_id)
    form = ReadingsForm()
    rows = form.rows() if form.validate_on_submit() else None
    run = run_of(rows, goal) if rows else None
    if rows is None or run is None or run.faults or request.form.get("record") != "yes":
        submit_once.answer_repeat(form)
        return readings_page(pair, goal, form, run)

    with submit_once.recording(form, leads_to=table_address(pair_id)) as recording:
        pair, goal = goal_held(pair_id)
        run = run_of(rows, goal)
        if not run.faults:
            save(pair, goal, run.values)
            return recording.done(_("The readings are recorded."))
    return readings_page(pair, goal, form, run)


def pair_seen(pair_id: int) -> ShownPair:
    """The pair, for the two and for who leads their team."""
    return pair_for(db.session(), viewer().id, pair_id=pair_id).pair


def goal_to_change(pair_id: int) -> tuple[ShownPair, PairGoal]:
    """A living pair and its goal. Sends back a pair that has ended."""
    pair = pair_seen(pair_id)
    if not is_living(pair.state):
        flash(_("Nothing was recorded: only a pair that works together adds to its goal."), "error")
        abort(redirect(url_for(".goal", pair_id=pair_id), 303))
    return pair, queries.goal_of(db.session(), pair)


def goal_held(pair_id: int) -> tuple[ShownPair, PairGoal]:
    """The same as it is now; whoever else would change it waits."""
    hold(db.session(), Pair.id == pair_id)
    return goal_to_change(pair_id)


def propose_form(goal: PairGoal) -> ProposeGoalForm:
    """The form, filled with what is proposed or holds, else with what was withdrawn last."""
    return ProposeGoalForm(
        obj=goal.terms_to_change,
        zone=viewer().time_zone,
        today=today(),
        facts={"after": goal.newest_number},
    )


def is_behind(form: FactsForm, newest: int, words: str) -> bool:
    """Has somebody else changed it since the form was opened? Says so, and keeps what was typed."""
    if form.facts.get("after") == newest:
        return False
    form.show(after=newest)
    form.form_errors.append(words)
    return True


def note_of_leader(act: AuditAct, pair: ShownPair) -> None:
    """Let the log say what a leader does. What the two do between them stands on the goal alone."""
    if viewer().id not in {partner.id for partner in pair.partners}:
        note(act, subject_id=pair.rep.id, other_id=pair.support.id, team_id=pair.team_id)


def save(pair: ShownPair, goal: PairGoal, values: dict[date, float | None]) -> None:
    """Record figures by day. 404 where there is no goal."""
    record_readings(
        db.session(),
        (goal.terms or abort(404)).measure_id,
        values,
        present=values_by_day(goal.readings),
        by_id=viewer().id,
        now=clock.now(),
    )
    note_of_leader(AuditAct.READINGS_RECORDED, pair)


def table_address(pair_id: int) -> str:
    """Where the table of readings is."""
    return url_for(".goal", pair_id=pair_id, _anchor="readings")


def today() -> date:
    """This day, where the viewer is."""
    return clock.local_day(clock.now())


def goal_page(
    pair: ShownPair, goal: PairGoal, *, form: ReadingForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page of the goal."""
    page = render_template(
        "together/goals/goal.html",
        pair=pair,
        goal=goal,
        rows=[(reading, cells_of(reading)) for reading in goal.readings],
        header=header(),
        may_change=is_living(pair.state),
        form=form or empty_form(goal),
        agree_form=AgreeForm(formdata=None, number=goal.newest_number),
        withdraw_form=WithdrawGoalForm(formdata=None, number=goal.newest_number),
        now=clock.now(),
    )
    return page, status


def empty_form(goal: PairGoal) -> ReadingForm:
    """The form of a reading, of today where today has none yet."""
    present = values_by_day(goal.readings)
    day = None if today() in present else today()
    return ReadingForm(formdata=None, today=today(), present=present, day=day)


def propose_page(pair: ShownPair, goal: PairGoal, form: ProposeGoalForm) -> ResponseReturnValue:
    """The form of a proposal; 400 where it was refused."""
    page = render_template("together/goals/propose.html", pair=pair, goal=goal, form=form)
    return page, 400 if form.errors else 200


def correct_page(
    pair: ShownPair, goal: PairGoal, reading: DayReading, form: CorrectReadingForm
) -> ResponseReturnValue:
    """The form of a correction; 400 where it was refused."""
    page = render_template(
        "together/goals/correct.html", pair=pair, goal=goal, reading=reading, form=form
    )
    return page, 400 if form.errors else 200


def run_of(rows: ReadFile, goal: PairGoal) -> DryRun:
    """What recording these rows would do."""
    return dry_run(rows, present=values_by_day(goal.readings), today=today())


def readings_page(
    pair: ShownPair, goal: PairGoal, form: ReadingsForm, run: DryRun | None
) -> ResponseReturnValue:
    """What several readings would change; 400 where they were refused."""
    page = render_template("together/goals/readings.html", pair=pair, goal=goal, form=form, run=run)
    return page, 400 if form.errors or (run and run.faults) else 200


def header() -> list[str]:
    """The columns of the table of readings."""
    return [_("Day"), _("Value"), _("Period"), _("Entered by"), _("Entered on"), _("Before")]


def cells_of(reading: DayReading) -> list[str]:
    """A row of the table of readings, alike on the screen and in the file."""
    before = [
        _("%(value)s (%(name)s, %(day)s)", value=value_words(e.value), name=e.by_name,
          day=clock.day(e.at))
        for e in reading.earlier
    ]  # fmt: skip
    return [
        clock.day(reading.day),
        value_words(reading.value),
        words(reading.period),
        reading.by_name,
        clock.day(reading.at),
        ", ".join(before),
    ]


def value_words(value: float | None) -> str:
    """A value that cannot be mistaken for another, or that it was taken out."""
    return _("removed") if value is None else unmistakable(number(value))
