"""Which form says whom people turn to?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from tandem.web.forms import RecordingForm

LONGEST = 600


class ContactForm(RecordingForm):
    """Set what readers of one language are told."""

    text = TextAreaField(
        _("Who is there when it is no longer a habit"),
        description=_(
            "A name, a number, an office and when somebody is there; one line each. Everybody"
            " who is signed in reads it. Leave it empty to remove it."
        ),
        validators=[Length(max=LONGEST, message=_("Please keep it to %(max)d characters."))],
        render_kw={"rows": 6},
        filters=[lambda text: "\n".join((text or "").split("\r\n")).strip()],
    )
