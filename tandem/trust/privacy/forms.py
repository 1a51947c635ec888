"""The forms that erase an account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired

from tandem.web.forms import RecordingForm

TICK = _("Tick this first.")


class ErasePersonForm(RecordingForm):
    """An administrator erases a closed account."""

    is_sure = BooleanField(_("I know that this can’t be undone."), [InputRequired(TICK)])


class EraseOwnForm(ErasePersonForm):
    """Somebody erases their own account."""

    password = PasswordField(
        _("Your password"),
        [InputRequired(_("Please fill this in."))],
        render_kw={"autocomplete": "current-password"},
    )
