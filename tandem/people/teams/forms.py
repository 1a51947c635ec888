"""Which forms do teams and roles need?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, Length

from tandem.content.spelling import address_of
from tandem.library.served import ServedCourse
from tandem.people.invitations.actions import Wish
from tandem.terms import SEATS, Role
from tandem.web.forms import AddressField, NameField, RecordingForm
from tandem.web.words import ROLES

NAME_TAKEN = _("There is a team “%(name)s” already. Choose another name.")
NEEDED = DataRequired(_("Please fill this in."))
ADDRESS = Email(_("This doesn’t look like a mail address. It needs the form name@example.com."))


class TeamForm(RecordingForm):
    """Make a team."""

    name = NameField(_("Name of the team"), [NEEDED, Length(max=200)])


class FirstPairForm(RecordingForm):
    """Begin with a pair: a team, one rep, one support person, and the course they get."""

    team_name = NameField(_("Name of the team"), [NEEDED, Length(max=200)])
    rep_given_name = NameField(_("Given name ([rep])"), [NEEDED, Length(max=100)])
    rep_surname = NameField(_("Surname ([rep])"), [NEEDED, Length(max=100)])
    rep_email = AddressField(_("Mail address ([rep])"), [NEEDED, ADDRESS, Length(max=254)])
    support_given_name = NameField(_("Given name ([support])"), [NEEDED, Length(max=100)])
    support_surname = NameField(_("Surname ([support])"), [NEEDED, Length(max=100)])
    support_email = AddressField(_("Mail address ([support])"), [NEEDED, ADDRESS, Length(max=254)])
    course = SelectField(_("Course"), validate_choice=False)
    has_agreed = BooleanField(
        _("Both have agreed already"),
        description=_(
            "Then they are a pair as soon as both have joined; their invitations say so. Otherwise"
            " the two are asked."
        ),
    )

    def __init__(self, *args: Any, courses: Iterable[ServedCourse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {course.slug: course for course in courses}
        self.course.choices = [
            SelectChoice(slug, course.title) for slug, course in self.courses.items()
        ]

    def validate_support_email(self, field: AddressField) -> None:
        """A pair is two people."""
        if field.data and address_of(field.data) == address_of(self.rep_email.data or ""):
            raise ValidationError(_("That is the same address twice. A pair is two people."))

    def validate_course(self, field: SelectField) -> None:
        """The course must be one that can be assigned."""
        if field.data not in self.courses:
            raise ValidationError(
                _("There is no course called %(course)s. Choose one from the list.",
                  course=field.data or "–")
            )  # fmt: skip

    def wishes(self, team_id: int) -> tuple[Wish, Wish]:
        """Whom to ask, each to work with the other: rep, support."""
        agreed = self.has_agreed.data
        rep, support = address_of(self.rep_email.data), address_of(self.support_email.data)
        return (
            Wish(
                rep, self.rep_given_name.data, self.rep_surname.data,
                frozenset({Role.REP}), team_id, partner=support, has_agreed=agreed,
            ),
            Wish(
                support, self.support_given_name.data, self.support_surname.data,
                frozenset({Role.SUPPORT}), team_id, partner=rep, has_agreed=agreed,
            ),
        )  # fmt: skip


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
