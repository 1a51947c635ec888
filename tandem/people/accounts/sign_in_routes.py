"""How does somebody sign in and out, here and elsewhere?"""

from __future__ import annotations

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from tandem.content.spelling import address_of
from tandem.models import Person
from tandem.models.locking import hold
from tandem.people.accounts import actions, queries
from tandem.people.accounts.empty_site import waits_for_first_account
from tandem.people.accounts.entering import (
    SignInOutcome,
    enter_or_wait,
    fits,
    forget_pages,
    go_on,
    on_to_second_step,
    record_by_stranger,
    sign_out,
    wanted_here,
)
from tandem.people.accounts.forms import SignInForm
from tandem.people.accounts.known_browsers import browser_known_to
from tandem.people.accounts.ways_in import may_use_password, ways_in
from tandem.terms import AuditAct, Role
from tandem.web import beside, db, throttle
from tandem.web.access import EVERYBODY, SIGNED_IN, open_to
from tandem.web.acts import records
from tandem.web.viewer import viewer

blueprint = Blueprint("sign_in", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.SIGNED_IN)
def login() -> ResponseReturnValue:
    """Sign in. The message is the same for a wrong address and a wrong password."""
    form = SignInForm()
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(url_for("my_page.my_page"))
    if not form.validate_on_submit():
        return sign_in_page(form), 400 if form.errors else 200

    email = address_of(form.email.data)
    lanes = throttle.lanes_of("sign-in", email, browser=browser_known_to(email))
    if not throttle.may_try(lanes):
        return too_many_tries(form)
    outcome = let_in(form.email.data, form.password.data)
    if outcome is SignInOutcome.REFUSED:
        beside.do(lambda: record_by_stranger(form.email.data, AuditAct.SIGN_IN_REFUSED))
        flash(_("Mail address and password don’t match."), "error")
        return sign_in_page(form), 400

    throttle.take_back(lanes)
    if outcome is SignInOutcome.IN:
        return go_on(form.kept.data, wanted_here())
    return on_to_second_step(form.kept.data, wanted_here())


@blueprint.get("/login/again")
@open_to(SIGNED_IN)
def again() -> ResponseReturnValue:
    """Sign in again, to show who one is, and go on."""
    return render_template("people/accounts/prove.html", kept="")


@blueprint.post("/logout")
@open_to(EVERYBODY)
@records(AuditAct.SIGNED_OUT)
def logout() -> ResponseReturnValue:
    """Sign out; the browser forgets the pages it was sent."""
    if current_user.is_authenticated and viewer().provider in named_providers():
        # The same form goes on to where the provider is asked to sign out, too.
        return redirect(url_for("leaving_providers.sign_out", provider=viewer().provider), 307)
    if current_user.is_authenticated:
        with db.writing():
            sign_out(viewer().sign_in_id)
    logout_user()
    session.clear()
    flash(_("You are signed out."), "message")
    answer = current_app.make_response(redirect(url_for(".login")))
    return forget_pages(answer)


@blueprint.post("/account/sign-ins/<int:sign_in_id>/end")
@open_to(SIGNED_IN)
@records(AuditAct.SIGNED_OUT, AuditAct.SIGNED_OUT_ELSEWHERE)
def end(sign_in_id: int) -> ResponseReturnValue:
    """Sign out in another browser. Whatever is not one's own has ended already, as it seems."""
    with db.writing():
        sign_out(sign_in_id)
    flash(_("That browser is signed out."), "success")
    return redirect(account_list(), 303)


@blueprint.post("/account/sign-ins/end")
@open_to(SIGNED_IN)
@records(AuditAct.SIGNED_OUT_ELSEWHERE)
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    with db.writing():
        sign_out(None)
    flash(_("You are signed out everywhere but here."), "success")
    return redirect(account_list(), 303)


@blueprint.post("/login/kept")
@open_to(EVERYBODY)
def kept() -> ResponseReturnValue:
    """Whoever has signed in in another tab meanwhile goes on with what this page has kept.

    It needs no token: that of the page belongs to the session before, and nothing is done but to
    show the form, which was sealed for its sender.
    """
    sealed = request.form.get("kept", "")
    if not current_user.is_authenticated:
        return render_template("people/accounts/signed_out.html", kept=sealed), 400
    return go_on(sealed, "")


def named_providers() -> set[str]:
    """The providers that this site trusts now."""
    return {provider.name for provider in ways_in().providers}


def account_list() -> str:
    """Where the list stands."""
    return url_for("accounts.account", _anchor="sign-ins")


def is_emergency(person: Person) -> bool:
    """Is it the one administrator who comes in by a password when nothing else works?"""
    return may_use_password(person.email) and Role.ADMIN in person.roles


def too_many_tries(form: SignInForm) -> ResponseReturnValue:
    """Say when to come again. The password was not looked at."""
    flash(_("Too many tries. Wait 15 minutes, or set a new password."), "error")
    return sign_in_page(form), 429, {"Retry-After": str(throttle.WAIT_SECONDS)}


def sign_in_page(form: SignInForm) -> str:
    """The form, and where the link to the first account is, as long as there is none."""
    is_empty = waits_for_first_account()
    return render_template("people/accounts/login.html", form=form, is_empty=is_empty)


def let_in(email: str, password: str) -> SignInOutcome:
    """Sign somebody in, if the account is open and the password fits.

    That takes a while by design, so nothing is held meanwhile; afterwards it is read again.
    """
    known = queries.credentials(db.session(), email)
    if not fits(password, known.password_hash if known else None) or known is None:
        return SignInOutcome.REFUSED
    fresh_hash = actions.fresh_hash(password, known.password_hash or "")
    with db.writing() as own:
        # Who closes the account or sets a password at this moment comes before or after.
        hold(own, Person.id == known.person_id, references_pass=True)
        person = queries.person_by_id(own, known.person_id)
        if not person.is_active or person.password_hash != known.password_hash:
            return SignInOutcome.REFUSED
        if not ways_in().password and not is_emergency(person):
            return SignInOutcome.REFUSED
        person.password_hash = fresh_hash or person.password_hash
        return enter_or_wait(person)
