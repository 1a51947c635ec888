"""How do the two do their steps together?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.lesson import PairStep, StepKind
from tandem.learning.quizzes.shared_scenes import shared_scenes
from tandem.models import Pair
from tandem.models.locking import hold
from tandem.progress.doors.guard import keep_readable
from tandem.progress.moments import moment_after
from tandem.progress.more_attempts.queries import with_used_up
from tandem.progress.next_thing import next_for
from tandem.terms import Promise
from tandem.together.steps import actions, draft_actions, queries
from tandem.together.steps.answers import (
    AnswerFault,
    StepAnswer,
    content_of,
    fault,
    fault_in_text,
    in_words,
)
from tandem.together.steps.forms import StepForm, given_in_fields, number_in
from tandem.together.steps.handovers import HandoverTurn
from tandem.together.steps.queries import StepGone, StepsPlace
from tandem.together.steps.view import ShownStep
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.scripts import wants_json
from tandem.web.viewer import viewer

blueprint = Blueprint("steps", __name__)
PAGE = "/learn/<course>/<module>/together/<int:pair_id>"


@blueprint.get(PAGE)
@open_to(SIGNED_IN)
def together(course: str, module: str, pair_id: int) -> ResponseReturnValue:
    """The steps for two of a module: what is to do, what was given, what may be read."""
    return page(place_of(course, module, pair_id))


@blueprint.get(f"{PAGE}/talk")
@open_to(SIGNED_IN)
def talk(course: str, module: str, pair_id: int) -> ResponseReturnValue:
    """The talk card: what the two may both read, to print or to hold."""
    place = place_of(course, module, pair_id)
    shown = queries.steps_page(db.session(), place, now=clock.now())
    return render_template("together/steps/talk.html", shown=shown, place=place)


@blueprint.post(f"{PAGE}/<step>")
@open_to(SIGNED_IN)
def give(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Give what the step asks for. What nobody else may have read can be given anew."""
    place, asked, form = under_way(course, module, pair_id, step)
    answer = in_words(asked, given_in_fields(request.form))
    if not form.validate_on_submit() or not form.promise_made(place, asked) or not place.may_write:
        return refused(place, asked, answer)
    if wrong := fault_now(asked, answer):
        return faulty(place, asked, answer, wrong)

    with submit_once.recording(
        form,
        leads_to=address(place, asked),
        words=content_of(answer),  # other words are never lost
        counts_anew=lambda: was_replaced(course, module, pair_id, step, answer),
        on_repeat=partial(tell, asked, _("Saved."), kind="success"),
    ) as recording:
        place, asked = held(course, module, pair_id, step)
        promise = form.promise_made(place, asked) if place.may_write else None
        wrong = fault_now(asked, answer) or fault_of_text(place, asked, form)
        if promise and not wrong and record(place, asked, form, answer, promise):
            if moment := moment_after(place.course, place.module):
                recording.leads_to(moment)
                return recording.done()
            return recording.done(_("Saved."), f"success {asked.id}")
    if wrong:
        return faulty(place, asked, answer, wrong)
    return stands_already(place, asked, answer) if promise else refused(place, asked, answer)


def fault_now(asked: PairStep, answer: StepAnswer) -> AnswerFault | None:
    """What keeps this from being recorded today."""
    return fault(asked, answer, today=clock.local_day(clock.now()))


def fault_of_text(place: StepsPlace, asked: PairStep, form: StepForm) -> AnswerFault | None:
    """What is wrong where the partner has meanwhile begun with another text than the page had."""
    is_other = queries.is_other_case(
        db.session(), place, asked, number=form.number, shown=form.revision_id
    )
    return AnswerFault.OTHER_CASE if is_other else None


def faulty(
    place: StepsPlace, asked: PairStep, answer: StepAnswer, wrong: AnswerFault
) -> ResponseReturnValue:
    """The page with what was sent and what is wrong with it."""
    return page(place, faults={asked.id: wrong}, typed={asked.id: answer}, status=400)


def was_replaced(course: str, module: str, pair_id: int, step: str, answer: StepAnswer) -> bool:
    """Did the viewer give something else since, so that to give this again is no repeat?"""
    place, asked = held(course, module, pair_id, step)
    return actions.was_replaced(db.session(), place, asked, answer)


def record(
    place: StepsPlace, step: PairStep, form: StepForm, answer: StepAnswer, promise: Promise
) -> bool:
    """Record what was given in a step; False where something is there already."""
    session, writer, now = db.session(), form.writer, clock.now()
    match step.kind:
        case StepKind.AGREEMENT:
            actions.propose(session, place, step, answer, promise=promise, writer=writer, now=now)
        case StepKind.TALKED:
            actions.mark_done(session, place, step, person_id=place.me.id, now=now)
        case StepKind.HANDOVER:
            return actions.hand_over(
                session,
                place,
                step,
                answer,
                promise=promise,
                turn=HandoverTurn(min(form.number, HandoverTurn.ANSWER)),
                writer=writer,
                shown_revision=form.revision_id,
                now=now,
            )
        case _:
            return actions.give(
                session,
                place,
                step,
                answer,
                promise=promise,
                number=form.number,
                seen=form.seen,
                shown_revision=form.revision_id,
                writer=writer,
                now=now,
            )
    return True


@blueprint.post(f"{PAGE}/<step>/add")
@open_to(SIGNED_IN)
def add(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Add to a text that stands."""
    place, asked, form = under_way(course, module, pair_id, step)
    answer, writer, now = given_in_fields(request.form), form.writer, clock.now()
    if not form.validate_on_submit() or not form.promise_made(place, asked) or not place.may_write:
        return refused(place, asked, answer)
    if wrong := fault_in_text(answer.text):
        return faulty(place, asked, answer, wrong)

    on_repeat = partial(tell, asked, _("Added."), kind="success")
    with submit_once.recording(
        form, leads_to=address(place, asked), words=content_of(answer), on_repeat=on_repeat
    ) as recording:
        place, asked = held(course, module, pair_id, step)
        if place.may_write and actions.add(
            db.session(), place, asked, answer.text, writer=writer, now=now
        ):
            return recording.done(_("Added."), f"success {asked.id}")
    return refused(place, asked, answer)


@blueprint.post(f"{PAGE}/<step>/share")
@open_to(SIGNED_IN)
def share(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Let the partner read a sealed answer before theirs is there. Shared twice is shared once."""
    place, asked, form = under_way(course, module, pair_id, step)
    if not form.validate_on_submit() or not place.may_write:
        return refused(place, asked, StepAnswer())
    with db.writing() as session:
        place, asked = held(course, module, pair_id, step)
        is_shared = place.may_write and actions.share_early(session, place, asked, now=clock.now())
    if not is_shared:
        return told(place, asked, _("Nothing was shared now: the page shows where this step is."))
    return told(place, asked, _("%(name)s can read it now.", name=place.partner.name))


@blueprint.post(f"{PAGE}/<step>/sign")
@open_to(SIGNED_IN)
def sign(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Sign the version of the agreement that was read. Signed twice is signed once."""
    place, asked, form = under_way(course, module, pair_id, step)
    if not form.validate_on_submit() or not place.may_write:
        return refused(place, asked, StepAnswer())
    version_id = number_in(request.form.get("version_id", ""))
    with db.writing() as session:
        place, asked = held(course, module, pair_id, step)
        is_signed = place.may_write and actions.sign(
            session, place, asked, version_id=version_id, now=clock.now()
        )
        moment = moment_after(place.course, place.module) if is_signed else None
    if moment:
        return redirect(moment, 303)
    if not is_signed:
        text = _("There is a newer version. Nothing was signed: please read it first.")
        return told(place, asked, text, kind="error")
    return told(place, asked, _("Signed."))


@blueprint.post(f"{PAGE}/<step>/draft")
@open_to(SIGNED_IN)
def draft(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Keep what is being written. Another tab's text is never written over."""
    place, asked, form = under_way(course, module, pair_id, step)
    answer = in_words(asked, given_in_fields(request.form))
    if not form.validate_on_submit() or not place.may_write:
        return refused(place, asked, answer)

    version, now = number_in(request.form.get("version", "")), clock.now()
    with db.writing() as session:
        place, asked = held(course, module, pair_id, step)
        is_kept = place.may_write and actions.keep_draft(
            session, place, asked, answer, version=version, writer=form.writer, now=now
        )
    if not place.may_write:
        return refused(place, asked, answer)
    return said_of_draft(place, asked, is_kept)


@blueprint.post(f"{PAGE}/<step>/forget")
@open_to(SIGNED_IN)
def forget(course: str, module: str, pair_id: int, step: str) -> ResponseReturnValue:
    """Take away what other tabs had. Pressed twice is pressed once."""
    place, asked, form = under_way(course, module, pair_id, step)
    if not form.validate_on_submit():
        return refused(place, asked, StepAnswer())
    with db.writing() as session:
        draft_actions.forget(session, place.author, asked)
    return told(place, asked, _("Removed."))


def place_of(course: str, module: str, pair_id: int) -> StepsPlace:
    """The steps of a pair for this person; 404 for everybody but the two."""
    session, who = db.session(), viewer().id
    place = queries.place(
        session, who, course=course, module=module, pair_id=pair_id, now=clock.now()
    )
    keep_readable(place.course, place.module, place.door)
    return place


def under_way(
    course: str, module: str, pair_id: int, step: str
) -> tuple[StepsPlace, PairStep, StepForm]:
    """The place, the step and the form sent."""
    place, form = place_of(course, module, pair_id), StepForm()
    return place, asked_in(place, step), form


def held(course: str, module: str, pair_id: int, step: str) -> tuple[StepsPlace, PairStep]:
    """The place and the step as they are now; whoever else would write here waits."""
    hold(db.session(), Pair.id == pair_id)
    place = place_of(course, module, pair_id)
    return place, asked_in(place, step)


def asked_in(place: StepsPlace, step: str) -> PairStep:
    """What a step asks of this half, as the two began it or as this page showed it."""
    form = StepForm()
    return queries.step_asked(db.session(), place, step, number=form.number, shown=form.revision_id)


@blueprint.errorhandler(StepGone)
def gone(error: StepGone) -> ResponseReturnValue:
    """Say that the step is gone from the lesson; what was typed stays on the page."""
    text = _("This step is no longer in the lesson. Nothing was saved.")
    if wants_json():
        return jsonify(error=text), 400
    flash(text, "error")
    return page(error.place, typed={error.step: given_in_fields(request.form)}, status=400)


def page(
    place: StepsPlace,
    *,
    faults: Mapping[str, AnswerFault] | None = None,
    typed: Mapping[str, StepAnswer] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page; `typed` is what was sent and not recorded, which stays in its fields."""
    shown = queries.steps_page(db.session(), place, now=clock.now())
    forms = {shown_step.step.id: form_for(place, shown_step) for shown_step in shown.steps}
    kept = {name: answer for name, answer in (typed or {}).items() if not answer.is_empty}
    html = render_template(
        "together/steps/steps.html",
        shown=shown,
        place=place,
        forms=forms,
        faults=faults or {},
        typed=kept,
        next=with_used_up(
            db.session(),
            viewer().id,
            next_for(db.session(), viewer().id, roles=viewer().roles, now=clock.now()),
        ),
        typed_elsewhere=[answer for name, answer in kept.items() if name not in forms],
        has_scenes=bool(shared_scenes(place.lesson)),
    )
    return html, status


def form_for(place: StepsPlace, shown: ShownStep) -> StepForm:
    """The form of a step, as the page shows it."""
    seen = shown.mine.given if shown.mine else None
    return StepForm.for_page(
        place,
        shown.step,
        shown.promise,
        number=shown.times.number,
        revision_id=shown.revision_id,
        seen=seen,
    )


def told(
    place: StepsPlace, step: PairStep, text: str, *, kind: str = "success"
) -> ResponseReturnValue:
    """Redirect to the step, which shows this text."""
    tell(step, text, kind=kind)
    return redirect(address(place, step), 303)


def tell(step: PairStep, text: str, *, kind: str) -> None:
    """Show a text inside its step on the next page. `kind` is success or error."""
    flash(text, f"{kind} {step.id}")


def refused(place: StepsPlace, step: PairStep, answer: StepAnswer) -> ResponseReturnValue:
    """Nothing was recorded; what was typed stays on the page."""
    text = _("This page was out of date. Nothing was saved, and what you wrote is still here.")
    if not place.may_write:
        text = _(
            "Nothing new can be written here. What you wrote is below: copy it if you need it."
        )
    if wants_json():
        return jsonify(error=text), 400
    tell(step, text, kind="error")
    return page(place, typed={step.id: answer}, status=400)


def stands_already(place: StepsPlace, step: PairStep, answer: StepAnswer) -> ResponseReturnValue:
    """Another tab gave something that stands: this text is kept, to be added."""
    text = _("You had given an answer that stands. This text is still below: you can add it.")
    if step.kind is StepKind.SCALE:
        text = _("What you both answered stands. Nothing was changed.")
    elif step.kind is StepKind.CHOICE:
        text = _("Both of you have chosen, and that stands. Nothing was changed.")
    elif step.kind is StepKind.HANDOVER:
        text = _(
            "This had been given already, and that stands. What you wrote now is below: copy it if"
            " you like."
        )
    elif step.kind is StepKind.GUESS:
        text = _(
            "You had guessed already, and that stands. This text is below: copy it if you like."
        )
    tell(step, text, kind="error")
    return page(place, typed={step.id: answer}, status=409)


def said_of_draft(place: StepsPlace, step: PairStep, kept: bool) -> ResponseReturnValue:
    """Answer whether a draft was kept: JSON for a script, a redirect for a page."""
    time = clock.time_of_day(clock.now())
    lost = _(
        "Another tab or device has saved this step since. That text stays in the field, and this"
        " one is kept below it. Reload the page to see both."
    )
    if wants_json():
        return jsonify(saved_at=time) if kept else (jsonify(error=lost, at=""), 409)
    if kept:
        text = _("Saved at %(time)s. Only you can see it until you give it.", time=time)
        return told(place, step, text)
    return told(place, step, lost, kind="error")


def address(place: StepsPlace, step: PairStep) -> str:
    """Where a step is."""
    return url_for(
        "steps.together",
        course=place.course.slug,
        module=place.module.slug,
        pair_id=place.pair.id,
        _anchor=f"step-{step.id}",
    )
