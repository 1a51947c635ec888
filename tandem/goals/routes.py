"""How do two partners and their leader agree on a goal, and see how it goes?"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.readings import read_readings
from tandem.goals import actions, queries
from tandem.goals.forms import AgreeForm, ProposeGoalForm
from tandem.goals.queries import PairGoal
from tandem.pairs.queries import ShownPair, pair_for
from tandem.readings.actions import record_readings
from tandem.readings.forms import (
    CorrectReadingForm,
    DryRun,
    ReadingForm,
    ReadingsForm,
    dry_run,
)
from tandem.readings.queries import Reading, reading_in, values_by_day
from tandem.rules.waiting import is_living
from tandem.web import clock, db, once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.csv import csv_file
from tandem.web.forms import RecordingForm, facts_of, new_form_id
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
def readings_file(pair_id: int) -> ResponseReturnValue:
    """The table of readings as a file, cell by cell."""
    found = queries.goal_of(db.session(), pair_seen(pair_id))
    rows = [cells_of(one) for one in found.readings]
    return csv_file(f"tandem-goal-{pair_id}.csv", header(), rows)


@blueprint.route("/pairs/<int:pair_id>/goal/propose", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def propose(pair_id: int) -> ResponseReturnValue:
    """Propose a goal, or a new version of it."""
    pair, found = goal_to_change(pair_id)
    form = propose_form(found)
    if earlier := sent_before(form):
        return redirect(earlier, 303)
    newer = _("A newer version was proposed meanwhile; it stands on the goal’s page. "
              "Send yours again if you want it to take its place.")  # fmt: skip
    if not form.validate_on_submit() or is_behind(form, found.newest_number, newer):
        page = render_template("goals/propose.html", pair=pair, goal=found, form=form)
        return page, 400 if form.errors else 200

    actions.propose(
        db.session(),
        pair,
        form.proposal(),
        number=found.newest_number + 1,
        time_zone=viewer().time_zone,
        by_id=viewer().id,
        now=clock.now(),
    )
    address = once.remember_result(form.form_id.data, url_for(".goal", pair_id=pair_id))
    db.session().commit()
    flash(_("Your proposal stands, with your yes."), "success")
    return redirect(address, 303)


@blueprint.post("/pairs/<int:pair_id>/goal/agree")
@open_to(SIGNED_IN)
def agree(pair_id: int) -> ResponseReturnValue:
    """Say yes to the version that was on the page."""
    pair, found = goal_to_change(pair_id)
    form, proposed = AgreeForm(), found.proposed
    if earlier := sent_before(form):
        return redirect(earlier, 303)
    if not form.validate_on_submit():
        return goal_page(pair, found, status=400)
    address = url_for(".goal", pair_id=pair_id)
    if proposed is None or str(proposed.number) != form.number.data:
        flash(_("There is a newer version meanwhile. Nothing was agreed: look at it first."),
              "error")  # fmt: skip
        return redirect(address, 303)

    agreed = actions.say_yes(
        db.session(), pair, goal_id=proposed.id, person_id=viewer().id, now=clock.now()
    )
    once.remember_result(form.form_id.data, address)
    db.session().commit()
    flash(_("All have said yes: this is the shared goal now.") if agreed else _("Your yes stands."),
          "success")  # fmt: skip
    return redirect(address, 303)


@blueprint.post("/pairs/<int:pair_id>/goal/readings")
@open_to(SIGNED_IN)
def record(pair_id: int) -> ResponseReturnValue:
    """Record the figure of one day."""
    pair, found = goal_to_change(pair_id)
    form = reading_form(found)
    if earlier := sent_before(form):
        return redirect(earlier, 303)
    if not form.validate_on_submit():
        return goal_page(pair, found, form=form, status=400)

    address = save(pair, found, {form.day.data: form.value.data}, form=form)
    db.session().commit()
    said = {"day": clock.day(form.day.data), "value": number(form.value.figure())}
    flash(_("Recorded for %(day)s: %(value)s.", **said), "success")
    return redirect(address, 303)


@blueprint.route("/pairs/<int:pair_id>/goal/readings/<int:reading_id>", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def correct(pair_id: int, reading_id: int) -> ResponseReturnValue:
    """Correct a reading, or take it out. What stood there stays in the history."""
    pair, found = goal_to_change(pair_id)
    reading = reading_in(found.readings, reading_id) or abort(404)
    form = CorrectReadingForm(facts={"after": reading.id})
    if earlier := sent_before(form):
        return redirect(earlier, 303)
    newer = _("%(name)s corrected it meanwhile. Send yours again if it is to hold.",
              name=reading.by_name)  # fmt: skip
    if not form.validate_on_submit() or is_behind(form, reading.id, newer):
        page = render_template(
            "goals/correct.html", pair=pair, goal=found, reading=reading, form=form
        )
        return page, 400 if form.errors else 200

    address = save(pair, found, {reading.day: form.corrected()}, form=form)
    db.session().commit()
    flash(_("Corrected. What stood there before stays in the table."), "success")
    return redirect(address, 303)


@blueprint.route("/pairs/<int:pair_id>/goal/import", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def readings(pair_id: int) -> ResponseReturnValue:
    """Several readings at once: first what would happen, then, if all is well, it happens."""
    pair, found = goal_to_change(pair_id)
    form = ReadingsForm()
    if earlier := sent_before(form):
        return redirect(earlier, 303)
    run = look_at(form, found) if form.validate_on_submit() else None
    if run is None or run.faults or request.form.get("record") != "yes":
        page = render_template("goals/readings.html", pair=pair, goal=found, form=form, run=run)
        return page, 400 if form.errors or (run and run.faults) else 200

    address = save(pair, found, run.values, form=form)
    db.session().commit()
    flash(_("The readings are recorded."), "success")
    return redirect(address, 303)


def pair_seen(pair_id: int) -> ShownPair:
    """The pair, for the two and for who leads their team."""
    return pair_for(db.session(), viewer().id, pair_id=pair_id).pair


def goal_to_change(pair_id: int) -> tuple[ShownPair, PairGoal]:
    """A living pair and its goal; one change waits for the other. Back to the page for others."""
    pair = pair_seen(pair_id)
    if not is_living(pair.state):
        flash(_("Nothing was recorded: only a pair that works together adds to its goal."), "error")
        abort(redirect(url_for(".goal", pair_id=pair_id), 303))
    if request.method == "POST":
        actions.take_turn(db.session(), pair.id)
    return pair, queries.goal_of(db.session(), pair)


def sent_before(form: RecordingForm) -> str | None:
    """Where the result of this very form is, if it was recorded before; otherwise claims it."""
    if not form.is_submitted() or facts_of(form.form_id.data) is None:
        return None
    return once.earlier_result(form.form_id.data, now=clock.now())


def propose_form(found: PairGoal) -> ProposeGoalForm:
    """The form, filled with the newest version."""
    newest = found.versions[0] if found.versions else None
    return ProposeGoalForm(
        obj=newest,
        zone=viewer().time_zone,
        today=today(),
        facts={"after": found.newest_number},
    )


def is_behind(form: RecordingForm, newest: int, words: str) -> bool:
    """Has somebody else changed it since the form was opened? Says so, and keeps what was typed."""
    if (facts_of(form.form_id.data) or {}).get("after") == newest:
        return False
    form.form_id.data = new_form_id(after=newest)
    form.form_errors.append(words)
    return True


def reading_form(found: PairGoal) -> ReadingForm:
    """The form for one reading."""
    present = values_by_day(found.readings)
    return ReadingForm(today=today(), present=present)


def look_at(form: ReadingsForm, found: PairGoal) -> DryRun | None:
    """What recording the rows would do; None where they cannot be read."""
    rows = form.rows_sent()
    if rows is None:
        form.file.errors = [_("This file is not UTF-8. Save it as CSV UTF-8 and send it again.")]
        return None
    form.text.data = rows
    present = values_by_day(found.readings)
    return dry_run(read_readings(rows), present=present, today=today())


def save(
    pair: ShownPair, found: PairGoal, values: dict[date, float | None], *, form: RecordingForm
) -> str:
    """Record figures by day; gives the address of the table. 404 where there is no goal."""
    record_readings(
        db.session(),
        (found.terms or abort(404)).measure_id,
        values,
        present=values_by_day(found.readings),
        by_id=viewer().id,
        now=clock.now(),
    )
    address = url_for(".goal", pair_id=pair.id, _anchor="readings")
    return once.remember_result(form.form_id.data, address)


def today() -> date:
    """This day, where the viewer is."""
    return clock.local_day(clock.now())


def goal_page(
    pair: ShownPair, found: PairGoal, *, form: ReadingForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page of the goal."""
    page = render_template(
        "goals/goal.html",
        pair=pair,
        goal=found,
        rows=[(one, cells_of(one)) for one in found.readings],
        header=header(),
        may_change=is_living(pair.state),
        form=form or ReadingForm(formdata=None, today=today(), present={}),
        agree_form=AgreeForm(
            formdata=None, number=found.proposed.number if found.proposed else None
        ),
        now=clock.now(),
    )
    return page, status


def header() -> list[str]:
    """The columns of the table of readings."""
    return [_("Day"), _("Value"), _("Period"), _("Entered by"), _("Entered on"), _("Before")]


def cells_of(one: Reading) -> list[str]:
    """A row of the table of readings, alike on the screen and in the file."""
    before = [
        _("%(value)s (%(name)s, %(day)s)", value=value_words(e.value), name=e.by_name,
          day=clock.day(e.at))
        for e in one.earlier
    ]  # fmt: skip
    return [
        clock.day(one.day),
        value_words(one.value),
        words(one.period),
        one.by_name,
        clock.day(one.at),
        ", ".join(before),
    ]


def value_words(value: float | None) -> str:
    """A value as it was entered, or that it was taken out."""
    return _("taken out") if value is None else number(value)
