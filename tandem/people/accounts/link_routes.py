"""How does somebody come in by a letter instead of a password?

Asking writes nothing in the request and tells nothing: what is done about it is done beside. A
link only opens a page with a button, so programs that follow links in letters use nothing up.
"""

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

from tandem.mail import letters, sending
from tandem.models import Person, SignInLink
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import actions, mail_links, queries
from tandem.people.accounts.entering import (
    SignInOutcome,
    enter_or_wait,
    go_on,
    on_to_second_step,
    record_by_stranger,
    spent_link,
)
from tandem.people.accounts.forms import CodeOfLetterForm, MailLinkForm
from tandem.people.accounts.known_browsers import browser_known_to
from tandem.people.accounts.telling import post_sign_in_letter
from tandem.people.accounts.ways_in import ways_in
from tandem.terms import AuditAct
from tandem.web import beside, clock, db, throttle
from tandem.web.access import EVERYBODY, open_to
from tandem.web.links import full_address

blueprint = Blueprint("mail_link", __name__)
# What this browser holds, to which its letters belong, and where somebody wanted to go.
ASKED = "mail_link"


@blueprint.route("/login/link", methods=["GET", "POST"])
@open_to(EVERYBODY)
def ask() -> ResponseReturnValue:
    """Ask for a letter. The answer is the same whether there is an account or not."""
    form = MailLinkForm()
    if not form.validate_on_submit() or not ways_in().mail_link:
        page = render_template("people/accounts/ask_link.html", form=form)
        return page, 400 if form.errors else 200

    email = form.email.data
    lanes = throttle.lanes_of("mail-link", email, browser=browser_known_to(email))
    if not throttle.may_try(lanes):
        flash(_("Too many letters at once. Wait a while, then ask again."), "error")
        page = render_template("people/accounts/ask_link.html", form=form)
        return page, 429, {"Retry-After": str(throttle.WAIT_SECONDS)}
    browser = browser_here() or mail_links.new_browser()
    session[ASKED] = {"browser": browser, "next": request.args.get("next", "")}
    beside.do(lambda: post_link(email, browser), then=sending.send_or_log)
    if form.kept.data:
        return sent_page(CodeOfLetterForm(formdata=None, kept=form.kept.data))
    return redirect(url_for(".sent"), 303)


@blueprint.route("/login/link/sent", methods=["GET", "POST"])
@open_to(EVERYBODY)
def sent() -> ResponseReturnValue:
    """The letter is on its way; type its code here where it is read on another device."""
    form = CodeOfLetterForm()
    if not browser_here():
        return redirect(url_for("sign_in.login"))
    if not form.validate_on_submit():
        return sent_page(form)

    wanted = asked_here("next")
    with db.writing() as own:
        link = mail_links.link_by_code(own, form.code.data, browser=browser_here(), now=clock.now())
        outcome = let_in(link)
    if outcome is SignInOutcome.REFUSED:
        form.code.errors = [_("This code isn’t right. It works once, for 15 minutes.")]
        return sent_page(form)
    return go_on_as(outcome, form.kept.data, wanted)


@blueprint.route("/login/link/<token>", methods=["GET", "POST"])
@open_to(EVERYBODY)
def come_in(token: str) -> ResponseReturnValue:
    """The link of a letter: a button, which works in the browser that asked."""
    link = mail_links.link_by_token(db.session(), token, now=clock.now())
    if link is None:
        return spent_link()
    if not mail_links.belongs_to(link, browser_here()):
        return render_template("people/accounts/other_browser.html"), 403
    if request.method != "POST":
        person = queries.person_by_id(db.session(), link.person_id)
        return render_template("people/accounts/link.html", email=person.email)

    wanted = asked_here("next")
    with db.writing() as own:
        outcome = let_in(mail_links.link_by_token(own, token, now=clock.now()))
    return spent_link() if outcome is SignInOutcome.REFUSED else go_on_as(outcome, None, wanted)


def post_link(email: str, browser: str) -> None:
    """Put the letter into the outbox, if there is such an account. Beside a request."""
    own = db.session()
    person = queries.person_by_email(own, email)
    if person is None or not person.is_active:
        return
    keys = mail_links.make(own, person.id, browser=browser, now=clock.now())
    record_by_stranger(email, AuditAct.MAIL_LINK_ASKED)
    with letters.reading_as(current_app, person.language):
        link = full_address("mail_link.come_in", token=keys.token)
        post_sign_in_letter(person, link, code=keys.code)


def let_in(link: SignInLink | None) -> SignInOutcome:
    """Use a link up and sign its person in. Inside `with db.writing()`."""
    own, now = db.session(), clock.now()
    if link is None:
        return SignInOutcome.REFUSED
    hold(own, Person.id == link.person_id, references_pass=True)
    person = queries.person_by_id(own, link.person_id)
    if not person.is_active or not mail_links.use(own, link, now=now):
        return SignInOutcome.REFUSED
    if not person.has_joined:
        actions.come_in(own, person, now=now)
        record_act(own, AuditAct.JOINED, by_id=person.id, subject_id=person.id, now=now)
    return enter_or_wait(person)


def go_on_as(outcome: SignInOutcome, kept: str | None, wanted: str) -> ResponseReturnValue:
    """To where somebody wanted to go, or to the second step."""
    if outcome is SignInOutcome.IN:
        return go_on(kept, wanted)
    return on_to_second_step(kept, wanted)


def sent_page(form: CodeOfLetterForm) -> ResponseReturnValue:
    """The letter is on its way; 400 where a code was refused."""
    page = render_template("people/accounts/link_sent.html", form=form)
    return page, 400 if form.errors else 200


def browser_here() -> str:
    """What this browser holds; nothing where it has asked for no letter."""
    return asked_here("browser")


def asked_here(what: str) -> str:
    """A part of what this browser has asked for."""
    return str((session.get(ASKED) or {}).get(what, ""))
