"""Which form says what mail somebody wants?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tandem.web.forms import RecordingForm


class MailChoiceForm(RecordingForm):
    """Choose the regular mail. Links that somebody asks for come in any case."""

    reminders = BooleanField(
        _("Reminders"),
        description=_(
            "A week and a day before a date, and after it, while your half is open; and once a week"
            " a question from a module that you have finished."
        ),
    )
    digest = BooleanField(
        _("The week of my teams"),
        description=_("For leaders, once a week: where the pairs stand, steps and dates only."),
    )
