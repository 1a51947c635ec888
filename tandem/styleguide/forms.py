"""A form with every kind of field, and the same one rejected."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, NumberRange, ValidationError

from tandem.web.forms import SiteForm, TickField

PARTNERS = [
    SelectChoice("sam", "Samira Donaudampfschifffahrt-Wellington"),
    SelectChoice("sue", "Sue Lin"),
]


class EveryFieldForm(SiteForm):
    """One field of each kind."""

    line = StringField("One line", description="A hint says what is meant.")
    text = TextAreaField("A text", validators=[DataRequired("Write a sentence.")])
    file = FileField("A file", description="At most 4 MB.")
    one = SelectField("One of a list", choices=PARTNERS)
    day = DateField("A day", validators=[DataRequired("Choose a day.")])
    number = IntegerField("A number", validators=[NumberRange(1, 9, "Between 1 and 9.")])
    choice = RadioField(
        "One of a few",
        choices=PARTNERS,
        description="Only one fits.",
        validators=[DataRequired("Choose one.")],
    )
    several = TickField("Several", choices=PARTNERS)
    agreed = BooleanField("One box", description="What it means stands below.")

    def validate_line(self, field: StringField) -> None:
        """Nothing fits, so that the guide can show it."""
        if field.data:
            raise ValidationError("That is not it.")


def open_form() -> EveryFieldForm:
    """The form as it is first seen."""
    return EveryFieldForm(formdata=None, prefix="open-", meta={"csrf": False})


def rejected_form() -> EveryFieldForm:
    """The form as it comes back."""
    sent = MultiDict({"rejected-line": "Not it", "rejected-number": "10", "rejected-one": "sam"})
    form = EveryFieldForm(formdata=sent, prefix="rejected-", meta={"csrf": False})
    form.validate()
    return form
