"""How does a learner say that a question is wrong, and how does a trainer answer?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.learning.remarks import actions, queries
from tandem.learning.remarks.forms import AnswerForm, RemarkForm
from tandem.terms import AuditAct, Role
from tandem.web import clock, db, submit_once
from tandem.web.access import SIGNED_IN, open_to
from tandem.web.acts import note, records
from tandem.web.filters import number_in, page_in, search_in
from tandem.web.forms import RecordingForm
from tandem.web.viewer import viewer

blueprint = Blueprint("remarks", __name__)


@blueprint.route(
    "/learn/<course>/<module>/quiz/remarks/<int:revision_id>/<question>", methods=["GET", "POST"]
)
@open_to(SIGNED_IN)
def write(course: str, module: str, revision_id: int, question: str) -> ResponseReturnValue:
    """Something is wrong with this question. Said twice is said once."""
    about = queries.about(
        db.session(),
        viewer().id,
        roles=viewer().roles,
        course=course,
        module=module,
        revision_id=revision_id,
        question=question,
        now=clock.now(),
    )
    came_from = {
        "attempt": number_in(request.args.get("attempt")) or 0,
        "as": request.args.get("as"),
    }
    form = RemarkForm(facts=came_from)
    back = address_back(about, form)
    if not form.validate_on_submit():
        page = render_template("learning/remarks/write.html", about=about, form=form, back=back)
        return page, 400 if form.is_submitted() else 200

    text = form.text.data.strip()
    with submit_once.recording(form, leads_to=back) as recording:
        actions.write(db.session(), about, text, person_id=viewer().id, now=clock.now())
        return recording.done(
            _("Thank you. A trainer looks at it, and the answer comes to your page.")
        )


@blueprint.get("/remarks/")
@open_to(SIGNED_IN)
def mine() -> ResponseReturnValue:
    """The viewer's own remarks, with the answers to them."""
    search, page = search_in(request.args), page_in(request.args)
    own_remarks = queries.own_remarks(db.session(), viewer().id, search=search, page=page)
    return render_template("learning/remarks/mine.html", remarks=own_remarks, search=search)


@blueprint.post("/remarks/<int:remark_id>/read")
@open_to(SIGNED_IN)
def put_away(remark_id: int) -> ResponseReturnValue:
    """Put away an answer that the viewer has read. Pressed twice is pressed once."""
    if RecordingForm().validate_on_submit():
        with db.writing() as session:
            actions.put_away(session, remark_id, person_id=viewer().id, now=clock.now())
    return redirect(url_for("my_page.my_page"), 303)


@blueprint.get("/author/<course>/<module>/remarks")
@open_to(Role.TRAINER, Role.ADMIN)
def about_module(course: str, module: str) -> ResponseReturnValue:
    """All remarks about a module's questions, those that wait first, without names."""
    search = search_in(request.args)
    remarks = queries.remarks_found(
        db.session(), course=course, module=module, search=search, page=page_in(request.args)
    )
    return render_template(
        "learning/remarks/about_module.html",
        remarks=remarks,
        search=search,
        place={"course": course, "module": module},
    )


@blueprint.route("/author/<course>/<module>/remarks/<int:remark_id>", methods=["GET", "POST"])
@open_to(Role.TRAINER, Role.ADMIN)
@records(AuditAct.REMARK_ANSWERED)
def answer(course: str, module: str, remark_id: int) -> ResponseReturnValue:
    """Deal with a remark, with a word back. Answered twice is answered once."""
    page = queries.remark_page(db.session(), course=course, module=module, remark_id=remark_id)
    form = AnswerForm()
    if not form.validate_on_submit():
        status = 400 if form.is_submitted() else 200
        return render_template(
            "learning/remarks/answer.html", page_of_remark=page, form=form
        ), status

    address = url_for(".answer", course=course, module=module, remark_id=remark_id)
    with submit_once.recording(form, leads_to=address) as recording:
        text, by_id = form.text.data.strip(), viewer().id
        if actions.answer(db.session(), remark_id, text, by_id=by_id, now=clock.now()):
            note(AuditAct.REMARK_ANSWERED, about=f"{course}/{module}")
            return recording.done(_("Answered. Whoever wrote the remark finds it on their page."))
        return recording.done(_("Somebody has answered meanwhile. Their answer stays."), "error")


def address_back(about: queries.About, form: RemarkForm) -> str:
    """The page from which the remark was begun: an attempt, or the quiz at the question."""
    attempt, as_role = form.came_from()
    place: dict[str, Any] = {"course": about.course, "module": about.module}
    if attempt:
        return url_for("quiz_results.attempt", **place, number=attempt)
    return url_for(
        "quizzes.quiz", **place | {"as": as_role}, _anchor=f"question-{about.question.id}"
    )
