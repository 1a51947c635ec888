"""What comes back of finished modules, and how does somebody answer it or switch it off?"""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.lesson import Question
from tandem.learning.quizzes import paper
from tandem.learning.quizzes.forms import answers_in
from tandem.learning.quizzes.paper import AskedQuestion, PaperFault
from tandem.learning.quizzes.shuffling import Lot
from tandem.learning.refreshers import actions, pages
from tandem.learning.refreshers.forms import AskedTurn, RefresherForm
from tandem.learning.refreshers.off_links import person_in
from tandem.learning.refreshers.queries import LearnedCourse, courses_learned, situation_of
from tandem.learning.refreshers.turn import RefresherTurn, turns
from tandem.learning.refreshers.words import refresher_promise_words
from tandem.models import Pair, Person
from tandem.models.locking import hold
from tandem.people.accounts.queries import active_person
from tandem.web import clock, db, submit_once
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("refreshers", __name__, url_prefix="/refreshers")
blueprint.add_app_template_global(refresher_promise_words)
NOBODYS_LOT = Lot("")


@blueprint.get("/")
@open_to(SIGNED_IN)
def refreshers() -> ResponseReturnValue:
    """The question that is due, if there is one, and what has opened between two."""
    return page()


@blueprint.get("/<int:answer_id>")
@open_to(SIGNED_IN)
def result(answer_id: int) -> ResponseReturnValue:
    """What came of one of the viewer's own answers, and the partner's where both are there."""
    session, who = db.session(), viewer().id
    found = pages.result(session, who, answer_id)
    more = (
        pages.refreshers_page(session, who, learned_by_viewer(), now=clock.now()).shown is not None
    )
    return render_template("learning/refreshers/result.html", result=found, has_more=more)


@blueprint.post("/answer")
@open_to(SIGNED_IN)
def answer() -> ResponseReturnValue:
    """Answer the question that was shown. Sent twice is answered once."""
    form = RefresherForm()
    sent = form.sent or abort(404)
    if not form.validate_on_submit():
        flash(_("This page was out of date. Nothing was saved: please answer once more."), "error")
        return page(status=400)
    question = pages.question_shown(db.session(), sent.revision_id, sent.question) or abort(404)
    asked = paper.asked_question(question, number=1, shuffled=False, lot=NOBODYS_LOT)
    answers = answers_in(request.form)
    fault = paper.fault_in(asked, answers)
    if fault is not None and not submit_once.was_recorded(form):
        return page(sent=sent, fault=fault, chosen=answers.get(question.id, ()), status=400)

    with submit_once.recording(form) as recording:
        recorded = recorded_as(sent, question, asked, answers.get(question.id, ()))
        if recorded is not None:
            recording.leads_to(url_for(".result", answer_id=recorded, _anchor="refresher"))
            return recording.done()
    flash(
        _("This question is no longer open, so nothing was saved. It was answered or has changed.")
    )
    return redirect(url_for(".refreshers"), 303)


def recorded_as(
    sent: AskedTurn, question: Question, asked: AskedQuestion, given: Collection[str]
) -> int | None:
    """Record an answer where it is still asked, and give its id. Another tab waits."""
    session, who, now = db.session(), viewer().id, clock.now()
    hold(session, Person.id == who, references_pass=True)
    if sent.pair_id:
        hold(session, Pair.id == sent.pair_id, references_pass=True)
    turn = turn_asked(sent)
    if turn is None:
        return None
    kept = paper.as_kept(asked, given)
    revision_id = sent.revision_id
    row = actions.record_answer(
        session, who, turn, question, kept, revision_id=revision_id, now=now
    )
    return row.id


def turn_asked(sent: AskedTurn) -> RefresherTurn | None:
    """What a page asked, where it may be asked now."""
    now = clock.now()
    situation = situation_of(db.session(), viewer().id, learned_by_viewer(), now=now)
    possible = turns(situation, now=now) if situation else iter(())
    return next((turn for turn in possible if sent.is_for(turn)), None)


@blueprint.post("/choice")
@open_to(SIGNED_IN)
def choose() -> ResponseReturnValue:
    """Switch them off, or on again. Pressed twice is pressed once."""
    wanted = request.form.get("wants")
    if wanted not in {"yes", "no"} or not RecordingForm().validate_on_submit():
        flash(_("This page was out of date. Nothing was saved: please press once more."), "error")
        return redirect(url_for(".refreshers"), 303)

    with db.writing() as session:
        actions.choose(session, viewer().id, wants=wanted == "yes", now=clock.now())
    said = (
        _("Questions come back again.") if wanted == "yes" else _("No question comes back anymore.")
    )
    flash(said, "success")
    return redirect(url_for(".refreshers"), 303)


@blueprint.route("/off/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
def off(token: str) -> ResponseReturnValue:
    """Switch somebody's refreshers off from a letter, as long as their account is open. Looking at
    the page changes nothing."""
    person_id = person_in(token)
    person = active_person(db.session(), person_id) if person_id else abort(404)
    if request.method == "GET":
        return render_template("learning/refreshers/off.html", email=person.email, is_off=False)

    email = person.email
    with db.writing() as session:
        actions.choose(session, person.id, wants=False, now=clock.now())
    return render_template("learning/refreshers/off.html", email=email, is_off=True)


def learned_by_viewer() -> list[LearnedCourse]:
    """What the viewer has learned, in pairs that work together now and alone."""
    who = viewer()
    return courses_learned(db.session(), who.id, roles=who.roles, now=clock.now())


def page(
    *,
    sent: AskedTurn | None = None,
    fault: PaperFault | None = None,
    chosen: Collection[str] = (),
    status: int = 200,
) -> ResponseReturnValue:
    """The page; with what is wrong with an answer where its question is still asked."""
    session, who, now = db.session(), viewer().id, clock.now()
    shown = pages.refreshers_page(session, who, learned_by_viewer(), now=now)
    is_same = sent is not None and shown.shown is not None and sent.is_for(shown.shown.turn)
    whole = render_template(
        "learning/refreshers/refreshers.html",
        page_of=shown,
        between=pages.opened_between(session, who),
        form=RefresherForm.for_page(shown.shown),
        choice_form=RecordingForm(formdata=None),
        fault=fault if is_same else None,
        chosen=chosen if is_same else (),
    )
    return whole, status
