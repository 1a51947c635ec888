"""How does somebody get in? By a fresh session, once they have shown who they are."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from flask import (
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from tandem.models import Person
from tandem.models.audit import record_act
from tandem.people.accounts import actions, queries, sign_ins
from tandem.people.accounts.devices import device_of
from tandem.people.accounts.known_browsers import remember
from tandem.people.accounts.sign_ins import CameBy
from tandem.people.accounts.waiting import wait_for_second_step
from tandem.terms import AuditAct
from tandem.web import clock, db, interrupted_forms
from tandem.web.viewer import viewer, viewer_of


class SignInOutcome(StrEnum):
    """What came of somebody who wanted to come in."""

    REFUSED = "refused"
    IN = "in"
    OWES_SECOND_STEP = "owes_second_step"


def fits(password: str, password_hash: str | None) -> bool:
    """Is this the password? Nothing is held meanwhile."""
    db.rest()
    return actions.password_fits(password, password_hash)


def hashed(password: str) -> str:
    """The hash of a new password. Nothing is held meanwhile."""
    db.rest()
    return actions.hash_password(password)


def enter(person: Person, by: CameBy | None = None) -> None:
    """Sign somebody in, in a fresh session, and record it. Inside `with db.writing()`.

    Where that is not committed, the cookie that goes out opens nothing.
    """
    own, now = db.session(), clock.now()
    leave()
    device = device_of(request.headers.get("User-Agent", ""))
    row, token = sign_ins.begin(own, person.id, device=device, by=by, now=now)
    record_act(own, AuditAct.SIGNED_IN, by_id=person.id, subject_id=person.id, now=now)
    session.clear()
    session.permanent = True
    # The token that this request has looked at belongs to the session before.
    g.pop("csrf_token", None)
    login_user(
        viewer_of(
            person,
            person.roles,
            sign_in_id=row.id,
            proved_at=row.proved_at,
            provider=row.provider,
            token=token,
        )
    )
    remember(person.email)


def enter_or_wait(person: Person, by: CameBy | None = None) -> SignInOutcome:
    """Sign in somebody whose first step fitted, unless they owe the second one."""
    if not person.has_second_step:
        enter(person, by)
        return SignInOutcome.IN
    leave()
    wait_for_second_step(person, by)
    return SignInOutcome.OWES_SECOND_STEP


def leave() -> None:
    """End the sign-in that this browser has now: whoever signs in again has one, not two."""
    if current_user.is_authenticated:
        sign_ins.end(db.session(), viewer().sign_in_id, person_id=viewer().id)


def sign_out(sign_in_id: int | None) -> None:
    """End one sign-in of the viewer, or all but the one that asks; recorded if there was any."""
    own, who = db.session(), viewer()
    if sign_in_id is None:
        has_ended = sign_ins.end_all(own, who.id, but=who.sign_in_id)
    else:
        has_ended = sign_ins.end(own, sign_in_id, person_id=who.id)
    if has_ended:
        act = AuditAct.SIGNED_OUT if sign_in_id == who.sign_in_id else AuditAct.SIGNED_OUT_ELSEWHERE
        record_act(own, act, by_id=who.id, subject_id=who.id, now=clock.now())


def forget_pages(answer: Response) -> Response:
    """Let the browser forget pages and what scripts kept.

    Not its cookies: those of the whole domain would go, other sites' too. In a folder what scripts
    keep belongs to other sites as well.
    """
    has_own_host = current_app.config["SESSION_COOKIE_PATH"] == "/"
    answer.headers["Clear-Site-Data"] = '"cache", "storage"' if has_own_host else '"cache"'
    return answer


def go_on(kept: str | None, wanted: str) -> ResponseReturnValue:
    """After the sign-in: to a form that was under way, or where somebody wanted to go."""
    form_under_way = interrupted_forms.kept_form(kept) if kept else None
    if form_under_way:
        return interrupted_forms.send_again(form_under_way)
    return redirect(safe_next(wanted))


def on_to_second_step(kept: str | None, wanted: str) -> ResponseReturnValue:
    """After the first step of two: to the second, with the form that was under way."""
    address = url_for("second_step_asked.ask", next=wanted or None)
    if not kept:
        return redirect(address)
    page = "people/accounts/on_to_second_step.html"
    return render_template(page, kept=kept, address=address)


def wanted_here() -> str:
    """Where this request says that somebody wants to go."""
    return request.args.get("next", "")


def safe_next(wanted: str) -> str:
    """Where somebody wanted to go, if that is a page of this site; else my page."""
    if is_page_of_ours(wanted):
        return f"{request.script_root}{wanted}"
    return url_for("my_page.my_page")


def is_page_of_ours(wanted: str) -> bool:
    """Is it the address of a page of this site, without the folder in which the site is?"""
    # No header holds a line break, and browsers leave a tab out: what follows would be a host.
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or not wanted.isprintable():
        return False
    try:
        return not urlsplit(wanted).netloc
    except ValueError:
        return False


def record_by_stranger(email: str, act: AuditAct) -> None:
    """Record what somebody who is not signed in did at an account, where there is one."""
    person = queries.person_by_email(db.session(), email)
    if person is not None:
        record_act(db.session(), act, by_id=None, subject_id=person.id, now=clock.now())


def stay_in() -> None:
    """Sign the viewer in anew where what they did has ended it: their rights are others now.

    Inside `with db.writing()`, after the act.
    """
    own, who = db.session(), viewer()
    if not sign_ins.is_there(own, who.sign_in_id):
        enter(queries.person_by_id(own, who.id))


def spent_link() -> ResponseReturnValue:
    """The page for a link that was used, was replaced, or is too old."""
    return render_template("people/accounts/spent_link.html"), 404
