"""How does somebody write a text for a quiz, compare it, and write another?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.quizzes import queries
from tandem.learning.quizzes.queries import QuizPlace
from tandem.learning.quizzes.write_page import WritePage, asked_now, write_page
from tandem.learning.written import actions
from tandem.learning.written.forms import CompareForm, WriteForm
from tandem.learning.written.rules import LONGEST
from tandem.models import Person
from tandem.models.locking import hold
from tandem.people.pairs.rules import is_living
from tandem.progress.assigned import Seat, seats
from tandem.progress.doors.guard import keep_open
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.scripts import wants_json
from tandem.web.viewer import viewer

blueprint = Blueprint("writing", __name__)
PAGE = "/learn/<course>/<module>/quiz/write/<question>"


@blueprint.get(PAGE)
@open_to(SIGNED_IN)
def write(course: str, module: str, question: str) -> ResponseReturnValue:
    """The task; once a text is written, what it is compared with."""
    place = place_of(course, module)
    return page(page_of(place, question), form_for(place, question))


@blueprint.post(PAGE)
@open_to(SIGNED_IN)
def keep(course: str, module: str, question: str) -> ResponseReturnValue:
    """Record a text with the promise that its author chose. Sent twice is written once."""
    place = place_of(course, module)
    form = form_for(place, question)
    submit_once.answer_repeat(form)
    if not form.validate_on_submit() or not fits(form, place, question):
        return page(page_of(place, question, again=True), form, status=400)

    with submit_once.recording(form, leads_to=address(place, question, "compare")) as recording:
        session, who = db.session(), viewer().id
        hold(session, Person.id == who, references_pass=True)
        place = place_of(course, module)
        written = page_of(place, question, again="again" in request.form).writing
        if written is None and form.reader.data in readers_of(place):
            actions.write(
                session,
                asked_now(place.module.lesson, place, question),
                form.text.data.strip(),
                person_id=who,
                module_id=place.module.id,
                revision_id=form.facts["revision_id"],
                pair_id=form.pair_id,
                now=clock.now(),
            )
            return recording.done()
    return stands_already(place, question)


@blueprint.post(f"{PAGE}/draft")
@open_to(SIGNED_IN)
def draft(course: str, module: str, question: str) -> ResponseReturnValue:
    """Keep what is being written. Kept twice is kept once."""
    place = place_of(course, module)
    asked = asked_now(place.module.lesson, place, question)
    text = request.form.get("text", "")[:LONGEST]
    with db.writing() as session:
        hold(session, Person.id == viewer().id, references_pass=True)
        actions.keep_draft(
            session, asked, text, person_id=viewer().id, module_id=place.module.id, now=clock.now()
        )
    time = clock.time_of_day(clock.now())
    if wants_json():
        return jsonify(saved_at=time)
    flash(_("Saved at %(time)s. Only you can see it.", time=time))
    return redirect(address(place, question), 303)


@blueprint.post(f"{PAGE}/compare")
@open_to(SIGNED_IN)
def compare(course: str, module: str, question: str) -> ResponseReturnValue:
    """Record what the author found in the text. Pressed twice is pressed once."""
    place, form = place_of(course, module), CompareForm()
    shown = page_of(place, question)
    if shown.writing is None or shown.comparing is None:
        abort(404)
    if not form.validate_on_submit() or form.written_id != shown.writing.id:
        flash(_("This page was out of date. Nothing was saved: please tick once more."), "error")
        return redirect(address(place, question, "compare"), 303)

    known = {criterion.key for criterion in shown.comparing.criteria}
    ticks = known & set(request.form.getlist("tick"))
    leads_to = quiz_address(place, question)
    with submit_once.recording(form, leads_to=leads_to) as recording:
        session, who, now = db.session(), viewer().id, clock.now()
        hold(session, Person.id == who, references_pass=True)
        actions.compare(session, form.written_id, ticks, person_id=who, now=now)
        return recording.done(_("Compared. That counts as done."))


def place_of(course: str, module: str) -> QuizPlace:
    """Where the quiz stands for this person; 404 for whoever may not read the course."""
    place = queries.place(
        db.session(),
        viewer().id,
        roles=viewer().roles,
        course=course,
        module=module,
        wanted=request.args.get("as"),
        now=clock.now(),
    )
    keep_open(place.course, place.module, place.door)
    return place


def page_of(place: QuizPlace, question: str, *, again: bool | None = None) -> WritePage:
    """The page for this person; 404 where nothing of that name is to be written."""
    is_again = "again" in request.args if again is None else again
    return write_page(db.session(), place, question, person_id=viewer().id, again=is_again)


def form_for(place: QuizPlace, question: str) -> WriteForm:
    """The form to write in, with what was begun."""
    facts = {"revision_id": place.module.revision_id, "question": question}
    return WriteForm.for_page(readable_seats(place), facts=facts)


def readable_seats(place: QuizPlace) -> list[Seat]:
    """The seats of this person in pairs that go through this course together."""
    mine = seats(db.session(), viewer().id, now=clock.now())
    return [
        seat for seat in mine if seat.course_id == place.course.id and is_living(seat.pair_state)
    ]


def readers_of(place: QuizPlace) -> set[str]:
    """What may be chosen as a reader now."""
    return {"own", *(f"pair-{seat.pair_id}" for seat in readable_seats(place))}


def fits(form: WriteForm, place: QuizPlace, question: str) -> bool:
    """Was the form made for this question? If not, says so."""
    is_ours = form.facts.get("question") == question and "revision_id" in form.facts
    if not is_ours:
        flash(_("This page was out of date. Your text is still here: send it again."), "error")
    return is_ours


def stands_already(place: QuizPlace, question: str) -> ResponseReturnValue:
    """Another tab wrote a text that stands."""
    flash(_("You had written a text already, and it stands. Compare it first."), "error")
    return redirect(address(place, question, "compare"), 303)


def page(shown: WritePage, form: WriteForm, *, status: int = 200) -> ResponseReturnValue:
    """The page as it is for this person."""
    if not form.is_submitted():
        form.text.data = shown.draft
    written = shown.writing
    comparing = CompareForm.for_text(written.id) if written and not written.compared_at else None
    html = render_template(
        "learning/quizzes/write.html", shown=shown, form=form, comparing=comparing
    )
    return html, status


def address(place: QuizPlace, question: str, anchor: str | None = None) -> str:
    """Where the text is written."""
    course, module = place.course.slug, place.module.slug
    facts: dict[str, Any] = {"as": place.as_role, "_anchor": anchor}
    return url_for("writing.write", course=course, module=module, question=question, **facts)


def quiz_address(place: QuizPlace, question: str) -> str:
    """Where the quiz is, at this question."""
    facts: dict[str, Any] = {"as": place.as_role, "_anchor": f"question-{question}"}
    return url_for("quizzes.quiz", course=place.course.slug, module=place.module.slug, **facts)
