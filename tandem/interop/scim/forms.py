"""What does an administrator say of a new token?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired, Length

from tandem.web.forms import NameField, RecordingForm


class MakeTokenForm(RecordingForm):
    """Make a token for a directory."""

    name = NameField(
        _("What it is for"),
        [DataRequired(_("Please fill this in.")), Length(max=100)],
        description=_("Such as the name of your directory. The log calls it so."),
    )
