"""How does somebody make the first account, set a password, and change what is theirs?"""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.content.spelling import address_of
from tandem.mail import letters, sending
from tandem.models import Person, Ticket
from tandem.models.audit import record_act
from tandem.people.accounts import actions, acts, queries, sign_ins
from tandem.people.accounts.entering import (
    enter,
    enter_or_wait,
    hashed,
    record_by_stranger,
    safe_next,
    spent_link,
)
from tandem.people.accounts.forms import (
    ChangePasswordForm,
    DetailsForm,
    FirstAccountForm,
    ForgottenForm,
    NewPasswordForm,
)
from tandem.people.accounts.known_browsers import browser_known_to
from tandem.people.accounts.proof import password_fault
from tandem.people.accounts.telling import post_password_letter, tell
from tandem.people.accounts.ways_in import may_use_password
from tandem.terms import AuditAct, QuizView, Role
from tandem.web import beside, clock, db, throttle
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to, proof_first
from tandem.web.acts import note, records
from tandem.web.languages import languages_of_pages, named_languages, page_language
from tandem.web.links import full_address
from tandem.web.regions import zone_to_begin_with
from tandem.web.viewer import viewer

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/setup/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.SIGNED_IN)
def setup(token: str) -> ResponseReturnValue:
    """Make the first account: leader and administrator."""
    own = db.session()
    ticket = queries.live_ticket(own, token, purpose="setup", now=clock.now())
    if ticket is None or queries.has_people(own):
        return spent_link()
    form = FirstAccountForm(languages=named_languages(languages_of_pages()))
    form.begin_with(zone=zone_to_begin_with(), language=page_language())
    if not form.validate_on_submit():
        return render_template("people/accounts/setup.html", form=form), 400 if form.errors else 200

    password_hash = hashed(form.new_password.data)
    with db.writing():
        person = first_person(form, ticket, password_hash)
        if person is not None:
            enter(person)
    if person is None:
        return spent_link()
    return redirect(url_for("teams.welcome"))


def first_person(form: FirstAccountForm, ticket: Ticket, password_hash: str) -> Person | None:
    """Make the first account; None where somebody was faster."""
    own = db.session()
    if queries.has_people(own) or not actions.use_ticket(own, ticket, now=clock.now()):
        return None
    person = actions.create_person(
        own,
        form.email.data,
        given_name=form.given_name.data,
        surname=form.surname.data,
        roles=(Role.LEADER, Role.ADMIN),
        time_zone=form.time_zone.data,
        now=clock.now(),
    )
    person.language = form.language.data
    actions.set_password(own, person, password_hash, now=clock.now())
    return person


@blueprint.route("/password/forgotten", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.PASSWORD_FORGOTTEN)
def forgotten() -> ResponseReturnValue:
    """Ask for a link. The answer is the same whether there is an account or not."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        page = render_template(
            "people/accounts/forgotten.html", form=form, can_send=sending.can_send()
        )
        return page, 400 if form.errors else 200

    email = address_of(form.email.data)
    lanes = throttle.lanes_of("forgotten", email, browser=browser_known_to(email))
    if throttle.may_try(lanes) and sending.can_send():
        beside.do(lambda: post_password_link(email), then=sending.send_or_log)
    return render_template("people/accounts/forgotten_sent.html", can_send=sending.can_send())


@blueprint.route("/password/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.PASSWORD_SET)
def new_password(token: str) -> ResponseReturnValue:
    """Set a new password, behind a link."""
    ticket = queries.live_ticket(db.session(), token, purpose="password", now=clock.now())
    if ticket is None or not may_use_password(invited_person(ticket).email):
        return spent_link()
    form = NewPasswordForm(own_words=own_words(invited_person(ticket)))
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return render_template("people/accounts/new_password.html", form=form), status

    password_hash = hashed(form.new_password.data)
    with db.writing():
        person = person_let_in(ticket, password_hash)
    if person is None:
        return spent_link()
    sending.send_soon()
    if person.has_second_step:
        return redirect(url_for("second_step_asked.ask"), 303)
    flash(_("You are in. Welcome."), "success")
    return redirect(url_for("my_page.my_page"), 303)


@blueprint.route("/account", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@records(AuditAct.NAME_MENDED)
def account() -> ResponseReturnValue:
    """Change name, time zone and language. Another name is recorded: certificates carry it."""
    person = queries.person_by_id(db.session(), viewer().id)
    form = DetailsForm(obj=person, languages=languages())
    if not form.validate_on_submit():
        return account_page(form, ChangePasswordForm(formdata=None))

    with db.writing() as own:
        is_renamed = actions.change_details(
            queries.person_by_id(own, viewer().id),
            given_name=form.given_name.data,
            surname=form.surname.data,
            time_zone=form.time_zone.data,
            language=form.language.data,
            quiz_view=QuizView(form.quiz_view.data),
        )
        if is_renamed:
            note(AuditAct.NAME_MENDED, subject_id=viewer().id)
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/account/language")
@open_to(SIGNED_IN)
def choose_language() -> ResponseReturnValue:
    """Read the pages in another language from now on, and go on where one was."""
    language = request.form.get("language", "")
    if language not in languages_of_pages():
        abort(400)
    with db.writing() as own:
        queries.person_by_id(own, viewer().id).language = language
    return redirect(safe_next(request.form.get("next", "")), 303)


@blueprint.post("/account/password")
@open_to(SIGNED_IN)
@records(AuditAct.PASSWORD_SET)
def change_password() -> ResponseReturnValue:
    """Change one's own password; other sessions end."""
    person = queries.person_by_id(db.session(), viewer().id)
    form, present_hash = ChangePasswordForm(own_words=own_words(person)), person.password_hash
    if not may_use_password(person.email):
        return redirect(url_for("accounts.account"), 303)
    fault = password_fault(form.password.data, present_hash) if form.validate() else ""
    if not form.errors and not fault:
        new_hash = hashed(form.new_password.data)
        with db.writing() as own:
            person = queries.person_by_id(own, viewer().id)
            if person.password_hash == present_hash:
                set_own_password(person, new_hash)
                enter(person)
        if person.password_hash == new_hash:
            sending.send_soon()
            flash(_("Your password is changed. Other devices are signed out."), "success")
            return redirect(url_for("accounts.account"), 303)
    if fault:
        form.password.errors = [fault]
    return account_page(DetailsForm(formdata=None, obj=person, languages=languages()), form)


@blueprint.route("/account/password/new", methods=["GET", "POST"])
@open_to(SIGNED_IN)
@proof_first("GET", "POST")
@records(AuditAct.PASSWORD_SET)
def first_password() -> ResponseReturnValue:
    """Set a password where there is none."""
    if viewer().has_password or not may_use_password(viewer().email):
        return redirect(url_for("accounts.account", _anchor="new-password"))
    person = queries.person_by_id(db.session(), viewer().id)
    form = NewPasswordForm(own_words=own_words(person))
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return render_template("people/accounts/new_password.html", form=form), status

    new_hash = hashed(form.new_password.data)
    with db.writing() as own:
        person = queries.person_by_id(own, viewer().id)
        if person.password_hash is None:
            set_own_password(person, new_hash)
            enter(person)
    sending.send_soon()
    flash(_("Saved. From now on you can sign in with it, too."), "success")
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/account/notices")
@open_to(SIGNED_IN)
def notices_read() -> ResponseReturnValue:
    """What others did with the account is read, up to what the page showed."""
    up_to = request.form.get("up_to", type=int)
    if up_to is None:
        abort(400)
    with db.writing() as own:
        newest = acts.notices_for(own, viewer().id)
        if newest:
            acts.read_notices(own, viewer().id, up_to=min(up_to, newest[0].id))
    return redirect(url_for("my_page.my_page"), 303)


def invited_person(ticket: Ticket) -> Person:
    """The person a ticket is for."""
    return queries.person_by_id(db.session(), ticket.person_id or 0)


def person_let_in(ticket: Ticket, password_hash: str) -> Person | None:
    """Use a link up and set the password; None where it was used meanwhile."""
    person = invited_person(ticket)
    if not person.is_active or not actions.use_ticket(db.session(), ticket, now=clock.now()):
        return None
    set_own_password(person, password_hash)
    enter_or_wait(person)
    return person


def own_words(person: Person) -> tuple[str, ...]:
    """What belongs to a person and into no password."""
    return person.given_name, person.surname, person.email


def set_own_password(person: Person, password_hash: str) -> None:
    """Set a password and record it. Every sign-in has ended; the caller lets this browser in."""
    own, now = db.session(), clock.now()
    actions.set_password(own, person, password_hash, now=now)
    act = AuditAct.PASSWORD_SET
    tell([record_act(own, act, by_id=person.id, subject_id=person.id, now=now)])


def post_password_link(email: str) -> None:
    """Put the letter with the link into the outbox, if there is such an account. Beside a request,
    so that its time does not tell whether there is one."""
    own, now = db.session(), clock.now()
    person = queries.person_by_email(own, email)
    if person is None or not person.is_active or not may_use_password(person.email):
        return
    token = actions.issue_ticket(own, "password", person_id=person.id, now=now)
    record_by_stranger(email, AuditAct.PASSWORD_FORGOTTEN)
    with letters.reading_as(current_app, person.language):
        post_password_letter(person, full_address("accounts.new_password", token=token))


def languages() -> list[tuple[str, str]]:
    """The languages a person may choose, each under its own name."""
    offered = queries.languages_of_lessons(db.session()) | set(languages_of_pages())
    return named_languages(offered | {viewer().language})


def account_page(details: DetailsForm, password: ChangePasswordForm) -> ResponseReturnValue:
    """The account's page; 400 where a form was refused."""
    status = 400 if details.errors or password.errors else 200
    page = render_template(
        "people/accounts/account.html",
        form=details,
        password_form=password,
        acts=acts.acts_on(db.session(), viewer().id),
        sign_ins=sign_ins.sign_ins_of(db.session(), viewer().id, here=viewer().sign_in_id),
    )
    return page, status
