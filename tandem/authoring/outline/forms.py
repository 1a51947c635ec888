"""Which forms begin something new?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired, Length, Regexp

from tandem.web.forms import NameField, RecordingForm


class TitleForm(RecordingForm):
    """Begin a module or a course."""

    title = NameField(
        _("Title"),
        [
            DataRequired(_("Please fill this in.")),
            Length(max=120),
            Regexp(r".*[A-Za-z0-9]", message=_("Use at least one letter from a to z.")),
        ],
    )
