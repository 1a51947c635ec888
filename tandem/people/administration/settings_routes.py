"""How is this site set up, and does its mail arrive?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.mail import letters, sending
from tandem.people.accounts.queries import person_by_id
from tandem.people.accounts.telling import post
from tandem.terms import AuditAct, LetterKind, Role
from tandem.web import db, submit_once
from tandem.web.access import open_to
from tandem.web.acts import note, records
from tandem.web.forms import RecordingForm
from tandem.web.links import full_address
from tandem.web.settings import PREFIX, SETTINGS
from tandem.web.viewer import viewer

blueprint = Blueprint("site_settings", __name__)


@dataclass(frozen=True)
class ShownSetting:
    """A setting as administrators see it: its value, or words for a secret, a yes or a no."""

    name: str
    value: str
    words: str
    is_default: bool


@blueprint.get("/admin/settings")
@open_to(Role.ADMIN)
def settings() -> ResponseReturnValue:
    """Every setting with its value, without the secrets."""
    return render_template(
        "people/administration/settings.html",
        settings=[shown_setting(name) for name in SETTINGS],
        can_send=sending.can_send(),
        form=RecordingForm(formdata=None),
        email=viewer().email,
    )


@blueprint.post("/admin/settings/letter")
@open_to(Role.ADMIN)
@records(AuditAct.TEST_LETTER)
def test_letter() -> ResponseReturnValue:
    """Send the viewer a letter, to see whether mail arrives."""
    form, address = RecordingForm(), url_for("site_settings.settings")
    if not form.validate_on_submit() or not sending.can_send():
        return redirect(address, 303)

    with submit_once.recording(form, leads_to=address) as recording:
        post_test_letter(viewer().id)
        note(AuditAct.TEST_LETTER, subject_id=viewer().id)
        answer = recording.done(
            _("A test letter to you is on its way. The mail log shows what becomes of it.")
        )
    sending.send_soon()
    return answer


def post_test_letter(person_id: int) -> None:
    """Put the letter into the outbox, in the language of whoever asked for it."""
    person = person_by_id(db.session(), person_id)
    with letters.reading_as(current_app, person.language):
        letter = letters.short_letter(
            "people/administration/mail_test.txt",
            subject=_("A test letter from [Tandem]"),
            link=full_address("site_settings.settings"),
            button=_("Open the settings"),
            person=person,
        )
    post(person, letter, LetterKind.ASKED)


def shown_setting(name: str) -> ShownSetting:
    """A setting and its value."""
    value, setting = current_app.config[name], SETTINGS[name]
    if setting.is_secret:
        words = _("set, and shown to nobody") if value else _("not set")
    elif isinstance(value, bool):
        words = _("yes") if value else _("no")
    else:
        words = "" if str(value) else _("not set")
    return ShownSetting(
        name=f"{PREFIX}{name}",
        value="" if words else str(value),
        words=words,
        is_default=value == setting.default,
    )
