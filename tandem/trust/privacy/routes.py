"""What is kept of people here; taking one's own along; erasing an account."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from tandem.content.files.zip import zipped
from tandem.models import Person
from tandem.models.locking import hold
from tandem.people.accounts.proof import password_fault
from tandem.people.accounts.queries import person_by_id
from tandem.people.administration.queries import is_administrator
from tandem.terms import AuditAct, Promise, Role
from tandem.trust.privacy import copy as copies
from tandem.trust.privacy import erasure, names, queries, retention
from tandem.trust.privacy.erasure import ErasureFault
from tandem.trust.privacy.forms import EraseOwnForm, ErasePersonForm
from tandem.trust.privacy.kept import SUBJECTS
from tandem.web import clock, db
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to, proof_first, proof_owed
from tandem.web.acts import exports, records
from tandem.web.viewer import viewer
from tandem.web.words import promise_words

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privacy")
@open_to(EVERYBODY)
def privacy() -> ResponseReturnValue:
    """What is kept of people, why, who reads it and how long, as this site is set up."""
    return render_template(
        "trust/privacy/privacy.html",
        subjects=SUBJECTS,
        promises=[begun_large(promise_words(each, partner=_("your partner"))) for each in Promise],
        keeping=retention.keeping_of(current_app.config),
        letters_days=retention.LETTERS_KEEP_TEXT.days,
    )


@blueprint.get("/account/everything.zip")
@open_to(SIGNED_IN)
@proof_first("GET")
@exports
def copy() -> ResponseReturnValue:
    """Everything about the viewer, to read and for programs, in one zip."""
    own, now = db.session(), clock.now()
    person = person_by_id(own, viewer().id)
    everything = queries.everything_about(own, person.id)
    called = names.names_in(own, everything, person.id)
    packed = zipped(copies.files(person, everything, called, now=now), at=now)
    response = Response(packed, mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="tandem-everything.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/account/erase", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@records(AuditAct.ERASED)
def erase() -> ResponseReturnValue:
    """Erase one's own account, after saying what goes and what stays."""
    person = person_by_id(db.session(), viewer().id)
    # Whoever has no password shows by the sign-in itself who they are.
    form = EraseOwnForm() if person.password_hash else ErasePersonForm()
    owed = None if person.password_hash else proof_owed(frozenset({"GET", "POST"}))
    if owed is not None:
        return owed
    if not form.validate_on_submit() or not knows_password(form, person):
        return erase_page(form, person)

    with db.writing():
        fault = erased(person.id)
    if fault is not None:
        return erase_page(form, person)
    logout_user()
    session.clear()
    flash(_("Your account is erased. Thank you for your time here."), "message")
    return redirect(url_for("sign_in.login"), 303)


@blueprint.route("/admin/people/<int:person_id>/erase", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.ERASED)
def erase_person(person_id: int) -> ResponseReturnValue:
    """Erase a closed account, for whoever asked for it and cannot sign in."""
    person = person_by_id(db.session(), person_id)
    if person.is_active or person.is_erased:
        abort(404)
    form = ErasePersonForm()
    if not form.validate_on_submit():
        return erase_page(form, person)

    with db.writing():
        fault = erased(person_id)
    if fault is not None:
        return erase_page(form, person)
    flash(_("The account is erased."), "success")
    return redirect(url_for("administration.roles", person_id=person_id), 303)


def begun_large(sentence: str) -> str:
    """A sentence that may begin with a name that is none."""
    return sentence[:1].upper() + sentence[1:]


def erased(person_id: int) -> ErasureFault | None:
    """Erase somebody, or say what must be settled first."""
    own = db.session()
    # Two administrators who leave at once wait here, for the same rows.
    hold(own, is_administrator(), references_pass=True)
    fault = erasure.erasure_fault(own, person_id)
    if fault is None:
        erasure.erase(own, person_id, by_id=viewer().id, now=clock.now())
    return fault


def knows_password(form: ErasePersonForm, person: Person) -> bool:
    """Is it the person's own password, where they have one? Says so in the form."""
    if not isinstance(form, EraseOwnForm):
        return True
    if fault := password_fault(form.password.data, person.password_hash):
        form.password.errors = [fault]
        return False
    return True


def erase_page(form: ErasePersonForm, person: Person) -> ResponseReturnValue:
    """What goes and what stays, and what must be settled first; 400 where it was refused."""
    page = render_template(
        "trust/privacy/erase.html",
        form=form,
        person=person,
        is_own=person.id == viewer().id,
        fault=erasure.erasure_fault(db.session(), person.id),
    )
    return page, 400 if form.is_submitted() else 200
