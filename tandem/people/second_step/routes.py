"""How does somebody set up, use and take away the second step of their sign-in?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import sending
from tandem.models import Person
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import sign_ins
from tandem.people.accounts.queries import person_by_id, person_unless_erased
from tandem.people.accounts.telling import tell
from tandem.people.second_step import actions, queries, sealing, totp
from tandem.people.second_step.forms import AppForm, PasskeyForm
from tandem.people.second_step.picture import picture_of
from tandem.terms import AuditAct, Role
from tandem.web import clock, db
from tandem.web.access import SIGNED_IN, open_to, proof_first
from tandem.web.acts import records
from tandem.web.site_identity import own_words
from tandem.web.viewer import viewer

blueprint = Blueprint("second_step", __name__)


@blueprint.get("/account/second-step")
@open_to(SIGNED_IN)
def second_step() -> ResponseReturnValue:
    """What is set up, and what can be."""
    return render_template(
        "people/second_step/second_step.html",
        steps=queries.second_steps_of(db.session(), viewer().id),
    )


@blueprint.route("/account/second-step/app", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@proof_first("GET", "POST")
@records(AuditAct.SECOND_STEP_ADDED)
def app() -> ResponseReturnValue:
    """Add an app: a picture to read, and the first code back."""
    form = AppForm()
    key = sealing.opened(form.sealed_key.data or "") if form.is_submitted() else None
    if key is None:
        key = totp.new_key()
        form.sealed_key.data = sealing.seal(key)
    step = None
    if form.validate_on_submit():
        step = totp.step_of(key, form.code.data, after=0, now=clock.now())
        if step is None:
            form.code.errors = [_("This code isn’t right. Type the one that the app shows now.")]
    if step is None:
        return app_page(form, key)

    with db.writing() as own:
        person = person_held()
        codes = actions.set_app(own, person, sealing.seal(key), step=step, now=clock.now())
        record(AuditAct.SECOND_STEP_ADDED)
    return added(codes)


@blueprint.route("/account/second-step/passkey", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@proof_first("GET", "POST")
@records(AuditAct.SECOND_STEP_ADDED)
def passkey() -> ResponseReturnValue:
    """Add a passkey, which the browser makes."""
    from tandem.people.second_step import passkeys

    form = PasskeyForm()
    made = None
    if form.validate_on_submit():
        name = form.name.data or str(_("Passkey"))
        made = passkeys.made_by(form.credential.data or "", name=name)
        if made is None:
            form.name.errors = [_("The passkey couldn’t be made. Try again.")]
    if made is None:
        return passkey_page(form)

    try:
        with db.writing() as own:
            codes = actions.add_passkey(own, person_held(), made, now=clock.now())
            record(AuditAct.SECOND_STEP_ADDED)
    except db.CLASH:
        # Each is kept once, for one account (WebAuthn 3, 7.1); here the database alone decides.
        form.name.errors = [
            _("This passkey is kept already, for this account or another. Make a new one.")
        ]
        return passkey_page(form)
    return added(codes)


@blueprint.post("/account/second-step/codes")
@open_to(SIGNED_IN)
@proof_first("POST")
@records(AuditAct.RECOVERY_CODES_MADE)
def codes() -> ResponseReturnValue:
    """Ten new recovery codes; the old ones stop working."""
    with db.writing() as own:
        person = person_held()
        new = actions.renew_codes(own, person.id) if person.has_second_step else []
        if new:
            record(AuditAct.RECOVERY_CODES_MADE)
    return added(new)


@blueprint.post("/account/second-step/app/remove")
@open_to(SIGNED_IN)
@proof_first("POST")
@records(AuditAct.SECOND_STEP_REMOVED)
def remove_app() -> ResponseReturnValue:
    """Take the app away."""
    with db.writing() as own:
        actions.remove_app(own, person_held())
        record(AuditAct.SECOND_STEP_REMOVED)
    return removed()


@blueprint.post("/account/second-step/passkey/<int:passkey_id>/remove")
@open_to(SIGNED_IN)
@proof_first("POST")
@records(AuditAct.SECOND_STEP_REMOVED)
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Take a passkey away."""
    with db.writing() as own:
        if actions.remove_passkey(own, person_held(), passkey_id):
            record(AuditAct.SECOND_STEP_REMOVED)
    return removed()


@blueprint.post("/admin/people/<int:person_id>/second-step/remove")
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.SECOND_STEP_RESET)
def reset(person_id: int) -> ResponseReturnValue:
    """Take everything away from somebody whose phone and codes are gone; they are told."""
    with db.writing() as own:
        hold(own, Person.id == person_id, references_pass=True)
        person = person_unless_erased(own, person_id)
        if person.has_second_step:
            actions.remove_all(own, person)
            sign_ins.end_all(own, person_id)
            by_id, now = viewer().id, clock.now()
            act = AuditAct.SECOND_STEP_RESET
            tell([record_act(own, act, by_id=by_id, subject_id=person_id, now=now)])
    sending.send_soon()
    flash(_("The second step is removed, and its owner is told."), "success")
    return redirect(url_for("administration.roles", person_id=person_id), 303)


def person_held() -> Person:
    """The viewer's row, held: two tabs do not set up two things at the same moment."""
    own = db.session()
    hold(own, Person.id == viewer().id, references_pass=True)
    return person_by_id(own, viewer().id)


def record(act: AuditAct) -> None:
    """Note what was done to one's own sign-in, and tell its owner by mail: it may be a stranger."""
    own, who = db.session(), viewer()
    tell([record_act(own, act, by_id=who.id, subject_id=who.id, now=clock.now())])


def added(codes: list[str]) -> ResponseReturnValue:
    """The recovery codes, this once: they are kept nowhere, so this page does not redirect."""
    sending.send_soon()
    if codes:
        return render_template("people/second_step/codes.html", codes=codes)
    flash(_("Saved. From now on you can sign in with it, too."), "success")
    # Whoever sends a form again, because its answer was lost, has not seen them.
    flash(_("If you haven’t seen your recovery codes, make new ones."))
    return redirect(url_for(".second_step"), 303)


def removed() -> ResponseReturnValue:
    """Back to what is set up."""
    sending.send_soon()
    flash(_("It’s removed."), "success")
    return redirect(url_for(".second_step"), 303)


def app_page(form: AppForm, key: str) -> ResponseReturnValue:
    """The picture and the key; 400 where the code was refused."""
    page = render_template(
        "people/second_step/app.html",
        form=form,
        key=key,
        picture=picture_of(totp.address_for(key, viewer().email, site=own_words().name)),
    )
    return page, 400 if form.errors else 200


def passkey_page(form: PasskeyForm) -> ResponseReturnValue:
    """The page on which the browser makes a passkey; 400 where that was refused."""
    from tandem.people.second_step import passkeys

    own = db.session()
    person = person_by_id(own, viewer().id)
    page = render_template(
        "people/second_step/passkey.html",
        form=form,
        options=passkeys.options_to_make(person, queries.passkeys_of(own, person.id)),
    )
    return page, 400 if form.errors else 200
