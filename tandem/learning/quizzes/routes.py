"""How does a person take a quiz, leave it, come back to it, and see what came of it?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning import scenario
from tandem.learning.quizzes import actions, queries
from tandem.learning.quizzes.forms import QuizForm, answers_in, scenario_move_in
from tandem.learning.quizzes.paper import PaperFault, still_valid
from tandem.learning.quizzes.queries import Shown, Sitting
from tandem.learning.quizzes.quiz_page import quiz_page_of
from tandem.models import Person
from tandem.models.locking import hold
from tandem.progress.doors.guard import keep_open
from tandem.progress.moments import moment_after
from tandem.terms import QuizView
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.scripts import wants_json
from tandem.web.viewer import viewer

blueprint = Blueprint("quizzes", __name__)


@blueprint.get("/learn/<course>/<module>/quiz")
@open_to(SIGNED_IN)
def quiz(course: str, module: str) -> ResponseReturnValue:
    """The quiz, with the answers kept so far."""
    return quiz_page(sitting_of(course, module, shown=None))


@blueprint.post("/learn/<course>/<module>/quiz")
@open_to(SIGNED_IN)
def send(course: str, module: str) -> ResponseReturnValue:
    """Mark the answers that were sent and record them as one attempt."""
    form, sitting, answers = under_way(course, module)
    if says_else(sitting, answers) and form.validate_on_submit():
        return kept_for_next(course, module, sitting, answers)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    faults = sitting.faults_in(answers)
    if faults or sitting.left == 0:
        return quiz_page(sitting, answers=answers, faults=faults, status=400)

    with submit_once.recording(form, leads_to=attempt_address(sitting)) as recording:
        sitting, answers = held(form, course, module)
        faults = sitting.faults_in(answers)
        if not faults and sitting.left != 0:
            who, now = viewer().id, clock.now()
            if actions.record_attempt(db.session(), sitting, answers, person_id=who, now=now):
                lead_to_moment(recording, sitting)
            return recording.done()
    return quiz_page(sitting, answers=answers, faults=faults, status=400)


@blueprint.post("/learn/<course>/<module>/quiz/draft")
@open_to(SIGNED_IN)
def draft(course: str, module: str) -> ResponseReturnValue:
    """Keep the answers given so far. Kept twice is kept once."""
    form, sitting, answers = under_way(course, module)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused

    with db.writing() as session:
        sitting, answers = held(form, course, module)
        kept = actions.keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    time = clock.time_of_day(kept.saved_at)
    if wants_json():
        return jsonify(saved_at=time)
    flash(_("Saved at %(time)s. Nothing is sent until you check your answers.", time=time))
    return redirect(quiz_address(sitting), 303)


@blueprint.post("/learn/<course>/<module>/quiz/check")
@open_to(SIGNED_IN)
def check(course: str, module: str) -> ResponseReturnValue:
    """Show the feedback on one answer, which stands from then on. Checked twice is checked once."""
    form, sitting, answers = under_way(course, module)
    name = request.form.get("check", "")
    if not sitting.may_check(name):
        abort(404)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    fault = sitting.fault_in(name, answers)
    if fault is not None:
        return quiz_page(sitting, answers=answers, faults={name: fault}, status=400)

    with db.writing() as session:
        sitting, answers = held(form, course, module)
        who, now = viewer().id, clock.now()
        actions.keep_draft(session, sitting, answers, person_id=who, now=now, check=name)
    return redirect(f"{quiz_address(sitting)}#question-{name}", 303)


@blueprint.post("/learn/<course>/<module>/quiz/hint")
@open_to(SIGNED_IN)
def hint(course: str, module: str) -> ResponseReturnValue:
    """Open a hint and keep the answers given so far. Opened twice is opened once."""
    form, sitting, answers = under_way(course, module)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    question = sitting.asked(request.form.get("hint", ""))
    if question is None or not question.hint:
        abort(404)

    who, now = viewer().id, clock.now()
    with db.writing() as session:
        sitting, answers = held(form, course, module)
        actions.open_hint(session, sitting, question.id, person_id=who, now=now)
        actions.keep_draft(session, sitting, answers, person_id=who, now=now)
    return redirect(f"{quiz_address(sitting)}#hint-{question.id}", 303)


@blueprint.post("/learn/<course>/<module>/quiz/remark")
@open_to(SIGNED_IN)
def remark(course: str, module: str) -> ResponseReturnValue:
    """Keep the answers given so far, and go to say what is wrong with a question."""
    form, sitting, answers = under_way(course, module)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    question = sitting.asked(request.form.get("remark", ""))
    if question is None:
        abort(404)

    with db.writing() as session:
        sitting, answers = held(form, course, module)
        actions.keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    about: dict[str, Any] = {
        "course": course,
        "module": module,
        "revision_id": sitting.shown.revision_id,
        "question": question.id,
        "as": sitting.place.as_role,
    }
    return redirect(url_for("remarks.write", **about), 303)


@blueprint.post("/learn/<course>/<module>/quiz/to-text")
@open_to(SIGNED_IN)
def to_text(course: str, module: str) -> ResponseReturnValue:
    """Keep the answers given so far, and go to a text that is to be written or compared."""
    form, sitting, answers = under_way(course, module)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    name = request.form.get("text", "")
    if name not in {text.id for text in sitting.to_write}:
        abort(404)

    with db.writing() as session:
        sitting, answers = held(form, course, module)
        actions.keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    face: dict[str, Any] = {"as": sitting.place.as_role}
    return redirect(
        url_for("writing.write", course=course, module=module, question=name, **face), 303
    )


@blueprint.post("/learn/<course>/<module>/quiz/play")
@open_to(SIGNED_IN)
def play(course: str, module: str) -> ResponseReturnValue:
    """Take one decision in a scenario, or go back. Pressed twice is taken once."""
    form, sitting, answers = under_way(course, module)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    name, move = scenario_move_in(request.form.get("play", ""))
    question = sitting.scenario(name)
    if question is None:
        abort(404)

    with db.writing() as session:
        sitting, answers = held(form, course, module)
        answers[name] = scenario.moved(question.scenes, answers[name], move)
        actions.keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    return redirect(f"{quiz_address(sitting)}#question-{name}", 303)


@blueprint.post("/learn/<course>/<module>/quiz/view")
@open_to(SIGNED_IN)
def view(course: str, module: str) -> ResponseReturnValue:
    """Show one question at a time from now on, or all, and keep the answers given so far."""
    form, sitting, answers = under_way(course, module)
    refused = refusal(form, sitting, answers)
    if refused is not None:
        return refused
    if request.form.get("view") not in {*QuizView}:
        abort(404)

    with db.writing() as session:
        sitting, answers = held(form, course, module)
        actions.choose_view(session, QuizView(request.form["view"]), person_id=viewer().id)
        actions.keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    return redirect(quiz_address(sitting), 303)


def under_way(course: str, module: str) -> tuple[QuizForm, Sitting, dict[str, list[str]]]:
    """The form that was sent, its quiz, and the answers. An answer that stands is not replaced."""
    form = QuizForm()
    sitting = sitting_of(course, module, shown=form.shown())
    return form, sitting, {**answers_in(request.form), **sitting.fixed}


def held(form: QuizForm, course: str, module: str) -> tuple[Sitting, dict[str, list[str]]]:
    """The quiz and the answers as they are now, to record something. Another tab waits.

    Answers that were sent meanwhile are not sent again.
    """
    # A step for two points to this person while it holds the pair that a passed quiz will hold.
    hold(db.session(), Person.id == viewer().id, references_pass=True)
    sitting = sitting_of(course, module, shown=form.shown())
    if sitting.is_recorded:
        abort(make_response(already_sent(sitting)))
    return sitting, {**answers_in(request.form), **sitting.fixed}


def refusal(
    form: QuizForm, sitting: Sitting, answers: Mapping[str, Collection[str]]
) -> ResponseReturnValue | None:
    """Why nothing of this form can be recorded, or None."""
    if not is_sound(form, sitting):
        return quiz_page(sitting, answers=answers, status=400)
    return already_sent(sitting) if sitting.is_recorded else None


def sitting_of(course: str, module: str, *, shown: Shown | None) -> Sitting:
    """The quiz for this person; 404 for whoever may not read the course."""
    session, who = db.session(), viewer().id
    wanted = shown.role if shown else request.args.get("as")
    place = queries.place(
        session,
        who,
        roles=viewer().roles,
        course=course,
        module=module,
        wanted=wanted,
        now=clock.now(),
    )
    keep_open(place.course, place.module, place.door)
    return queries.sitting(session, place, person_id=who, shown=shown)


def is_sound(form: QuizForm, sitting: Sitting) -> bool:
    """Is this our form, made for this person and this quiz? If not, says so."""
    sound = form.validate_on_submit() and form.shown() == sitting.shown
    if not sound:
        flash(
            _("This page was out of date. Your answers are still here: send them again."), "error"
        )
    return bool(sound)


def quiz_page(
    sitting: Sitting,
    *,
    answers: Mapping[str, Collection[str]] | None = None,
    faults: Mapping[str, PaperFault] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The quiz with these answers."""
    page = quiz_page_of(sitting, answers=answers, faults=faults)
    form = QuizForm.for_page(sitting.shown)
    return render_template("learning/quizzes/quiz.html", quiz=page, form=form), status


def says_else(sitting: Sitting, answers: Mapping[str, Collection[str]]) -> bool:
    """Is this attempt recorded, with other answers? A page from the browser's memory may be
    corrected and sent again."""
    recorded = next((t for t in sitting.tried if t.number == sitting.shown.number), None)
    sent = still_valid(sitting.paper, answers)
    return recorded is not None and any(recorded.answers.get(name) != sent[name] for name in sent)


def kept_for_next(
    course: str, module: str, sent: Sitting, answers: dict[str, list[str]]
) -> ResponseReturnValue:
    """Keep the other answers for the next attempt, and say so; the first ones count as sent."""
    if sitting_of(course, module, shown=None).left == 0:
        flash(_("This page was sent before, and no attempt is left. What you sent first counts."))
        return redirect(attempt_address(sent), 303)
    with db.writing() as session:
        hold(session, Person.id == viewer().id, references_pass=True)
        sitting = sitting_of(course, module, shown=None)
        actions.keep_draft(session, sitting, answers, person_id=viewer().id, now=clock.now())
    flash(
        _(
            "This page was sent before, and those answers count. Your new ones are here, in a new"
            " attempt, and not sent yet."
        )
    )
    return redirect(quiz_address(sitting), 303)


def already_sent(sitting: Sitting) -> ResponseReturnValue:
    """These answers came from a page whose attempt is recorded: nothing is kept."""
    if wants_json():
        return jsonify(error=_("This attempt is already sent."), at=attempt_address(sitting)), 409
    flash(_("These answers were sent before. Here is what came of them."))
    return redirect(attempt_address(sitting), 303)


def lead_to_moment(recording: submit_once.Recording, sitting: Sitting) -> None:
    """Lead to the moment of the two, where a passed quiz has closed the module for them."""
    place, number = sitting.place, sitting.shown.number
    if moment := moment_after(place.course, place.module, attempt=number):
        recording.leads_to(moment)


def quiz_address(sitting: Sitting) -> str:
    """Where the quiz is."""
    course, module = sitting.place.course.slug, sitting.place.module.slug
    face: dict[str, Any] = {"as": sitting.place.as_role}
    return url_for("quizzes.quiz", course=course, module=module, **face)


def attempt_address(sitting: Sitting) -> str:
    """Where the attempt is."""
    course, module = sitting.place.course.slug, sitting.place.module.slug
    number = sitting.shown.number
    return url_for(
        "quiz_results.attempt", course=course, module=module, number=number, _anchor="result"
    )
