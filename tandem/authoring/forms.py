"""Which forms does a trainer need?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from tandem.terms import READERS, Role
from tandem.web.forms import RecordingForm
from tandem.web.words import ROLES


class EditForm(RecordingForm):
    """Write a lesson. `version` is the file that was opened: nobody's work is overwritten."""

    source = TextAreaField(
        _("The lesson"),
        render_kw={"rows": 32, "spellcheck": "true", "class": "editor", "wrap": "soft"},
    )
    reader = RadioField(
        _("Preview as"),
        choices=[SelectChoice(role, ROLES[role]) for role in READERS],
        default=Role.REP,
        validate_choice=False,
    )
    version = HiddenField()

    def text(self) -> str:
        """The text with plain line ends; a browser sends others."""
        return "\n".join((self.source.data or "").splitlines()).rstrip("\n") + "\n"

    def role(self) -> Role:
        """As whom the preview is read."""
        return Role(self.reader.data) if self.reader.data in set(READERS) else Role.REP


class NewModuleForm(RecordingForm):
    """Begin a module."""

    title = StringField(
        _("Title of a new module"),
        [
            DataRequired(_("Please fill this in.")),
            Length(max=120),
            Regexp(r".*[A-Za-z0-9]", message=_("Use at least one letter from a to z.")),
        ],
    )
