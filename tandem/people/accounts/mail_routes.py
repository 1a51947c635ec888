"""How does somebody change the mail address of their account?"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.spelling import address_of
from tandem.mail import letters, sending
from tandem.models import Person
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import mail_change, queries
from tandem.people.accounts.entering import spent_link
from tandem.people.accounts.forms import MailForm
from tandem.people.accounts.telling import post_mail_letter, tell
from tandem.terms import AuditAct, Role
from tandem.web import clock, db
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to, proof_first
from tandem.web.acts import records
from tandem.web.links import full_address
from tandem.web.viewer import viewer

blueprint = Blueprint("mail_address", __name__)


@blueprint.route("/account/mail-address", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@proof_first("POST")
@records(AuditAct.MAIL_ASKED)
def address() -> ResponseReturnValue:
    """Ask for another address. Whether somebody has it already is not said."""
    form = MailForm()
    if not form.validate_on_submit() or not sending.can_send():
        return address_page(form)
    email = address_of(form.email.data)
    if email == viewer().email:
        form.email.errors = [_("This is your address already.")]
        return address_page(form)

    with db.writing():
        ask(email)
    sending.send_soon()
    flash(_("Two letters are on their way. Say yes in both."), "success")
    return redirect(url_for(".address"), 303)


@blueprint.post("/account/mail-address/withdraw")
@open_to(SIGNED_IN)
def withdraw() -> ResponseReturnValue:
    """Keep the address that is there."""
    with db.writing() as own:
        mail_change.withdraw(own, viewer().id)
    flash(_("Your address stays as it is."), "success")
    return redirect(url_for(".address"), 303)


@blueprint.route("/mail-address/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.MAIL_CHANGED)
def say_yes(token: str) -> ResponseReturnValue:
    """The yes of one of the two addresses, by a button: programs that follow links say nothing."""
    own, form = db.session(), MailForm()
    change = mail_change.change_by_token(own, token, now=clock.now())
    if change is None:
        return spent_link()
    if not form.is_submitted():
        return render_template("people/accounts/mail_yes.html", change=change)

    with db.writing():
        is_changed = take_yes(token)
    sending.send_soon()
    return render_template("people/accounts/mail_said.html", is_changed=is_changed)


@blueprint.route("/admin/people/<int:person_id>/mail-address", methods=["GET", "POST"])
@open_to(Role.ADMIN)
@proof_first("POST")
@records(AuditAct.MAIL_CHANGED)
def address_of_person(person_id: int) -> ResponseReturnValue:
    """Give somebody another address, where mail does not work or the old one is gone."""
    person = queries.person_unless_erased(db.session(), person_id)
    form = MailForm()
    if not form.validate_on_submit():
        return person_page(form, person)

    with db.writing():
        is_changed = change_for(person_id, address_of(form.email.data))
    if not is_changed:
        form.email.errors = [_("This address can’t be used. Choose another.")]
        return person_page(form, person)
    sending.send_soon()
    flash(
        _("Saved. Both addresses are told.")
        if person.has_joined
        else _(
            "Saved. Links that went to the first address open nothing anymore: make a fresh"
            " invitation link."
        ),
        "success",
    )
    return redirect(url_for("administration.roles", person_id=person_id), 303)


def ask(email: str) -> None:
    """Note the wish and write to both. To an address that somebody has nothing goes."""
    own, now = db.session(), clock.now()
    hold(own, Person.id == viewer().id, references_pass=True)
    person = queries.person_by_id(own, viewer().id)
    tokens = mail_change.ask(own, person.id, email, now=now)
    record_act(own, AuditAct.MAIL_ASKED, by_id=person.id, subject_id=person.id, now=now)
    is_free = queries.person_by_email(own, email) is None
    recipients = {person.email: tokens.old, **({email: tokens.new} if is_free else {})}
    for recipient, token in recipients.items():
        link = full_address("mail_address.say_yes", token=token)
        with letters.reading_as(current_app, person.language):
            post_mail_letter(person, link, recipient=recipient, email=email)


def take_yes(token: str) -> bool:
    """Take a yes, read again under the lock. True where the address is the new one now."""
    own, now = db.session(), clock.now()
    person_id = mail_change.whose(own, token, now=now)
    hold(own, Person.id == person_id, references_pass=True)
    # Only now it is known whether the other yes is there.
    change = mail_change.change_by_token(own, token, now=now)
    if change is None or not mail_change.say_yes(own, change, token, now=now):
        return False
    act = AuditAct.MAIL_CHANGED
    tell([record_act(own, act, by_id=person_id, subject_id=person_id, now=now)])
    return True


def change_for(person_id: int, email: str) -> bool:
    """Change somebody's address and tell both. False where it is somebody else's."""
    own, now = db.session(), clock.now()
    hold(own, Person.id == person_id, references_pass=True)
    person = queries.person_unless_erased(own, person_id)
    before = person.email
    if not mail_change.set_address(own, person, email, now=now):
        return False
    mail_change.withdraw(own, person_id)
    entry = record_act(own, AuditAct.MAIL_CHANGED, by_id=viewer().id, subject_id=person_id, now=now)
    tell([entry])
    tell([entry], at=before)
    return True


def address_page(form: MailForm) -> ResponseReturnValue:
    """The address and what waits for a yes; 400 where the form was refused."""
    page = render_template(
        "people/accounts/mail_address.html",
        form=form,
        change=mail_change.change_of(db.session(), viewer().id, now=clock.now()),
        can_send=sending.can_send(),
    )
    return page, 400 if form.errors else 200


def person_page(form: MailForm, person: Person) -> ResponseReturnValue:
    """Somebody's address, for an administrator; 400 where the form was refused."""
    page = render_template("people/accounts/mail_of_person.html", form=form, person=person)
    return page, 400 if form.errors else 200
