"""Which forms do teams and roles need?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import (
    RadioField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, Length

from tandem.terms import SEATS
from tandem.web.forms import AddressField, NameField, RecordingForm
from tandem.web.words import ROLES

NEEDED = DataRequired(_("Please fill this in."))
ADDRESS = Email(_("This doesn’t look like a mail address. It needs the form name@example.com."))


class TeamForm(RecordingForm):
    """Make a team."""

    name = NameField(_("Name of the team"), [NEEDED, Length(max=200)])


class InviteForm(RecordingForm):
    """Invite a rep or a support person into a team."""

    given_name = NameField(_("Given name"), [NEEDED, Length(max=100)])
    surname = NameField(_("Surname"), [NEEDED, Length(max=100)])
    email = AddressField(_("Mail address"), [NEEDED, ADDRESS, Length(max=254)])
    role = RadioField(
        _("Role"),
        choices=[SelectChoice(role, ROLES[role]) for role in SEATS],
        validate_choice=False,
    )

    def validate_role(self, field: RadioField) -> None:
        """Only the two roles of a pair can be given here."""
        if field.data not in SEATS:
            raise ValidationError(_("Choose one of the two roles: [rep] or [support]."))
