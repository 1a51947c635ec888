"""How does somebody take up an invitation, or answer what a leader asks them?"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Person
from tandem.models.locking import hold
from tandem.people.accounts import actions as accounts
from tandem.people.accounts.entering import enter, hashed, spent_link, stay_in
from tandem.people.accounts.forms import JoinForm
from tandem.people.accounts.queries import person_by_id
from tandem.people.accounts.ways_in import may_use_password, needs_password
from tandem.people.invitations import actions, queries
from tandem.people.invitations.queries import LinkOpens, OpenedLink
from tandem.terms import SEATS, AuditAct, InvitationAnswer
from tandem.web import clock, db, submit_once
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.acts import records
from tandem.web.forms import RecordingForm
from tandem.web.languages import languages_of_pages, named_languages, page_language
from tandem.web.regions import zone_to_begin_with
from tandem.web.viewer import viewer

blueprint = Blueprint("invitations", __name__)


@blueprint.route("/invite/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.JOINED)
def join(token: str) -> ResponseReturnValue:
    """Take up an invitation: name, time zone, and a password where there is no other way in.

    Whoever has an account answers inside.
    """
    link = queries.opened_link(db.session(), token, now=clock.now())
    if link is None or link.opens is not LinkOpens.ACCOUNT:
        return other_way(link)
    form = form_to_join(link.person)
    if not form.validate_on_submit():
        return join_page(form, link, token)

    password = form.new_password.data if form.new_password else ""
    password_hash = hashed(password) if password else None
    person_id = link.person.id
    with db.writing() as own:
        # Two links into one account, used at the same moment: the second finds it taken.
        hold(own, Person.id == person_id)
        link = queries.opened_link(own, token, now=clock.now())
        person = let_in(link, form, password_hash)
        if person is not None:
            enter(person)
    if person is None or link is None:
        return other_way(link)
    flash(_("You are in. Welcome."), "success")
    return redirect(first_page(person, link), 303)


@blueprint.post("/invite/<token>/no")
@open_to(EVERYBODY)
@records(AuditAct.SAID_NO)
def refuse(token: str) -> ResponseReturnValue:
    """Say no to an invitation, without an account."""
    link = queries.opened_link(db.session(), token, now=clock.now())
    if link is None:
        return other_way(link)
    person_id = link.person.id
    with db.writing() as own:
        # A yes at the same moment takes turns with it: the first answer stands.
        hold(own, Person.id == person_id)
        link = queries.opened_link(own, token, now=clock.now())
        is_open = link is not None and link.opens is LinkOpens.ACCOUNT
        if link is not None and is_open:
            actions.refuse(own, link.invitation, now=clock.now())
    return render_template("people/invitations/refused.html") if is_open else other_way(link)


@blueprint.get("/account/requests")
@open_to(SIGNED_IN)
def requests() -> ResponseReturnValue:
    """What leaders ask this person, and what was answered."""
    return render_template(
        "people/invitations/requests.html",
        requests=queries.requests_to(db.session(), viewer().id, now=clock.now()),
        answered=queries.answered_by(db.session(), viewer().id),
        form=RecordingForm(formdata=None),
    )


@blueprint.post("/account/requests/<int:invitation_id>")
@open_to(SIGNED_IN)
@records(AuditAct.SAID_YES, AuditAct.SAID_NO)
def answer(invitation_id: int) -> ResponseReturnValue:
    """Say yes or no to what a leader asks. The first answer stands."""
    queries.request_to(db.session(), viewer().id, invitation_id=invitation_id)
    form, text = RecordingForm(), request.form.get("answer", "")
    if not form.validate_on_submit() or text not in {"yes", "no"}:
        abort(400)

    with submit_once.recording(form, leads_to=url_for(".requests")) as recording:
        # The form that was sent points to this person already.
        hold(db.session(), Person.id == viewer().id, references_pass=True)
        waiting = queries.requests_to(db.session(), viewer().id, now=clock.now())
        row = next((row for row in waiting if row.id == invitation_id), None)
        if row is None:
            flash(_("This is no longer asked: it was answered, withdrawn, or is too old."), "error")
            return redirect(url_for(".requests"), 303)
        person = person_by_id(db.session(), viewer().id)
        if text == InvitationAnswer.YES:
            actions.accept(db.session(), row, person, now=clock.now())
            stay_in()
            return recording.done(_("You are in the team now."))
        actions.refuse(db.session(), row, now=clock.now())
        return recording.done(_("You have said no. Nothing has changed."))


def join_page(form: JoinForm, link: OpenedLink, token: str) -> ResponseReturnValue:
    """The form with what is asked, and of whom it is said that the two have agreed."""
    page = render_template(
        "people/invitations/join.html",
        form=form,
        link=link,
        token=token,
        partner=queries.agreed_partner(db.session(), link.invitation),
    )
    return page, 400 if form.errors else 200


def first_page(person: Person, link: OpenedLink) -> str:
    """Where somebody begins. How one likes to work is asked here once, of those for whom nobody has
    chosen a partner yet; my page asks again, quietly."""
    may_be_asked = person.roles & set(SEATS) and not link.invitation.partner
    is_asked = may_be_asked and not queries.has_partner(db.session(), person.id)
    return url_for("matching.style" if is_asked else "my_page.my_page")


def form_to_join(person: Person) -> JoinForm:
    """The form, in which a password is a choice where a letter lets one in."""
    form = JoinForm(
        obj=person,
        own_words=(person.email,),
        needs_password=needs_password(person.email),
        languages=named_languages(languages_of_pages()),
    )
    form.begin_with(zone=zone_to_begin_with(known=person.time_zone), language=page_language())
    if not may_use_password(person.email):
        del form.new_password, form.repeat_password
    return form


def let_in(link: OpenedLink | None, form: JoinForm, password_hash: str | None) -> Person | None:
    """Use a link up and keep what was filled in; None where it opens no account any more."""
    own, now = db.session(), clock.now()
    if link is None or link.opens is not LinkOpens.ACCOUNT:
        return None
    if not accounts.use_ticket(own, link.ticket, now=now):
        return None
    person = link.person
    accounts.change_details(
        person,
        given_name=form.given_name.data,
        surname=form.surname.data,
        time_zone=form.time_zone.data,
        language=form.language.data,
        quiz_view=person.quiz_view,
    )
    person.password_hash = password_hash
    accounts.come_in(own, person, now=now)
    actions.join(own, link.invitation, person, now=now)
    return person


def other_way(link: OpenedLink | None) -> ResponseReturnValue:
    """Where a link leads that does not open an account: to the sign-in, or nowhere."""
    if link is None:
        return spent_link()
    if link.opens is LinkOpens.REQUESTS:
        return redirect(url_for(".requests"), 303)
    return render_template("people/invitations/other_link.html"), 403
