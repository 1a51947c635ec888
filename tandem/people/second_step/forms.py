"""Which forms does a second step need?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from tandem.people.accounts.forms import NEEDED
from tandem.web.forms import NameField, SiteForm

MOST_SIGNS = 64
# What a browser says of a passkey, with the certificates of its maker.
LONGEST_ANSWER = Length(max=64 * 1024)
ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class CodeForm(SiteForm):
    """Show the second step: a code of the app, or one from paper. A passkey fills `credential`.

    `kept` is a form that was under way when the session ended.
    """

    code = StringField(
        _("Code"),
        [Length(max=MOST_SIGNS)],
        description=_("The six figures that your app shows, or one of your recovery codes."),
        render_kw=ONE_TIME,
    )
    credential = HiddenField(validators=[LONGEST_ANSWER])
    kept = HiddenField()


class AppForm(SiteForm):
    """Add an app: its first code shows that it has the key."""

    sealed_key = HiddenField()
    code = StringField(
        _("The six figures that the app shows now"),
        [NEEDED, Length(max=MOST_SIGNS)],
        render_kw={**ONE_TIME, "inputmode": "numeric"},
    )


class PasskeyForm(SiteForm):
    """Add a passkey; the browser fills `credential`."""

    name = NameField(
        _("What you call it"),
        [Length(max=80)],
        description=_("Such as “my phone”, so that you know later which one it is."),
    )
    credential = HiddenField(validators=[LONGEST_ANSWER])
