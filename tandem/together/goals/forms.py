"""Which forms does a shared goal need?"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from tandem.terms import Better
from tandem.together.goals.actions import Proposal
from tandem.together.goals.reading_forms import day_field, figure_field, percent_field
from tandem.web.forms import FactsForm, NameField, RecordingForm


class ProposeGoalForm(FactsForm):
    """Propose a shared goal, or a new version of it."""

    name = NameField(
        _("What you measure"),
        [InputRequired(_("Give the measure a name.")), Length(max=120)],
        description=_("One figure of the bottom line, such as “orders corrected after sending”."),
    )
    unit = NameField(
        _("Unit"),
        [InputRequired(_("Say in what it is counted.")), Length(max=40)],
        description=_("Such as “orders a week”, “days” or “EUR”."),
    )
    better = RadioField(
        _("What is better?"),
        choices=[
            SelectChoice(Better.HIGHER.value, _("Higher is better")),
            SelectChoice(Better.LOWER.value, _("Lower is better")),
        ],
        validators=[InputRequired(_("Choose one of the two."))],
    )
    baseline_from = day_field(
        _("The baseline begins on"),
        _("The time you compare with: how it was before you worked on it."),
    )
    baseline_to = day_field(_("The baseline ends on"))
    target = figure_field(_("Target"), _("What the average is to reach after the baseline."))
    share_percent = percent_field(
        _("Share of your reward tied to it, in per cent"),
        _("The same for both of you. 0 where nothing is tied to it yet."),
    )
    share_text = TextAreaField(
        _("How it is tied to it"),
        [InputRequired(_("Say it in a sentence.")), Length(max=1000)],
        description=_("In words that all three can check later."),
        render_kw={"rows": 3},
    )
    review_on = day_field(_("The day to look at it again"))

    def __init__(self, *args: Any, zone: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.review_on.description = _("The end of that day in the time zone %(zone)s.", zone=zone)

    def validate_name(self, field: Field) -> None:
        """Signs that nobody sees do not count."""
        if not field.data:
            raise ValidationError(_("Give the measure a name."))

    def validate_unit(self, field: Field) -> None:
        """Signs that nobody sees do not count."""
        if not field.data:
            raise ValidationError(_("Say in what it is counted."))

    def validate_baseline_to(self, field: Field) -> None:
        """The baseline must not end before it begins."""
        begins = self.baseline_from.data
        if begins and field.data and field.data < begins:
            raise ValidationError(_("The baseline ends before it begins. Change one of the days."))

    def validate_review_on(self, field: Field) -> None:
        """The day to look again must come after the baseline and after today."""
        ends = self.baseline_to.data
        if field.data and field.data <= self.today:
            raise ValidationError(_("Choose a day after today."))
        if field.data and ends and field.data <= ends:
            raise ValidationError(_("Choose a day after the baseline."))

    def proposal(self) -> Proposal:
        """What is proposed."""
        return Proposal(
            name=self.name.data,
            unit=self.unit.data,
            better=Better(self.better.data),
            baseline_from=self.baseline_from.data,
            baseline_to=self.baseline_to.data,
            target=self.target.figure(),
            share_percent=self.share_percent.figure(),
            share_text=self.share_text.data.strip(),
            review_on=self.review_on.data,
        )


class AgreeForm(RecordingForm):
    """Say yes to one version; it names the version that was on the page."""

    number = HiddenField()


class WithdrawGoalForm(RecordingForm):
    """Take one's own proposal back; it names the version that was on the page."""

    number = HiddenField()
