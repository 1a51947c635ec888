"""How does somebody whose first step fitted show the second?"""

from __future__ import annotations

import json

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.models import Passkey, Person
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import waiting
from tandem.people.accounts.entering import enter, go_on, record_by_stranger, wanted_here
from tandem.people.accounts.known_browsers import browser_known_to
from tandem.people.second_step import actions, queries, sealing, totp
from tandem.people.second_step.forms import CodeForm
from tandem.terms import AuditAct
from tandem.web import beside, clock, db, throttle
from tandem.web.access import EVERYBODY, open_to
from tandem.web.acts import records

blueprint = Blueprint("second_step_asked", __name__)


@blueprint.route("/login/second-step", methods=["GET", "POST"])
@open_to(EVERYBODY)
@records(AuditAct.SIGNED_IN, AuditAct.RECOVERY_CODE_USED)
def ask() -> ResponseReturnValue:
    """The second half of a sign-in."""
    person = waiting.person_waiting()
    if person is None:
        return redirect(url_for("sign_in.login"))
    form = CodeForm()
    if not form.validate_on_submit() or not (form.code.data or form.credential.data):
        return step_page(form, person)

    lanes = throttle.lanes_of("second-step", person.email, browser=browser_known_to(person.email))
    if not throttle.may_try(lanes):
        flash(_("Too many tries. Wait 15 minutes, then try again."), "error")
        return step_page(form, person)[0], 429
    if not let_in(form, person):
        beside.do(lambda: record_by_stranger(person.email, AuditAct.SECOND_STEP_REFUSED))
        form.code.errors = [_("This isn’t right. A code works once; wait for the next one.")]
        return step_page(form, person)
    throttle.take_back(lanes)
    return go_on(form.kept.data, wanted_here())


def let_in(form: CodeForm, person: Person) -> bool:
    """Sign somebody in whose second step fits. It is read again under the lock: once is once."""
    from tandem.people.second_step import passkeys

    answer, person_id = form.credential.data or "", person.id
    passkey = passkey_named(answer, person_id)
    sign_count = passkeys.sign_count_of(answer, passkey) if passkey else None
    with db.writing() as own:
        hold(own, Person.id == person_id, references_pass=True)
        person_again = waiting.person_waiting()
        if person_again is None:
            return False
        if passkey is not None and sign_count is not None:
            passkey.sign_count, passkey.used_at = sign_count, clock.now()
        elif answer or not is_code_right(person_again, form.code.data or ""):
            return False
        enter(person_again, waiting.came_by())
    return True


def passkey_named(answer: str, person_id: int) -> Passkey | None:
    """The passkey of this person that a browser's answer names."""
    try:
        named = json.loads(answer)["id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    known = queries.passkeys_of(db.session(), person_id)
    return next((key for key in known if key.credential_id == named), None)


def is_code_right(person: Person, code: str) -> bool:
    """Is it a code of the app, or one from paper? Either is used up. Inside `db.writing()`."""
    own, now = db.session(), clock.now()
    app = queries.app_of(own, person.id)
    key = sealing.opened(app.sealed_key) if app else None
    step = totp.step_of(key, code, after=app.last_step, now=now) if app and key else None
    if app is not None and step is not None:
        return actions.take_step(own, app, step)
    if not actions.use_code(own, person.id, code, now=now):
        return False
    record_act(own, AuditAct.RECOVERY_CODE_USED, by_id=person.id, subject_id=person.id, now=now)
    return True


def step_page(form: CodeForm, person: Person) -> tuple[str, int]:
    """What can be shown: a passkey, a code; 400 where it was refused."""
    from tandem.people.second_step import passkeys

    steps = queries.second_steps_of(db.session(), person.id)
    page = render_template(
        "people/second_step/ask.html",
        form=form,
        steps=steps,
        options=passkeys.options_to_use(steps.passkeys) if steps.passkeys else "",
    )
    return page, 400 if form.errors else 200
