"""Which form gives a course to pairs?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from tandem.library.served import ServedCourse
from tandem.models import Assignment, Team
from tandem.people.pairs.queries import ShownPair
from tandem.progress.rules.rounds import MOST_MONTHS
from tandem.web.forms import RecordingForm, TickField, plausible_day
from tandem.web.languages import tongue_marks


class AssignForm(RecordingForm):
    """Give a course to all pairs of a team or to some, with an optional due date."""

    shows_running = False
    course = SelectField(_("Course"), validate_choice=False)
    whom = RadioField(
        _("For whom"),
        choices=[
            SelectChoice("all", _("All pairs of the team, later ones too")),
            SelectChoice("chosen", _("Only the pairs I tick")),
        ],
        default="all",
        validate_choice=False,
    )
    pairs = TickField(_("Pairs"), validate_choice=False)
    others = TickField(
        _("Other teams of yours too"),
        validate_choice=False,
        description=_("All pairs of these teams get the course with the same date."),
    )
    due_on = DateField(_("Due on (optional)"), [Optional(), plausible_day])
    in_order = BooleanField(
        _("Modules in order"),
        description=_(
            "The next module opens when the one before is done by whoever reads; nobody waits for"
            " the partner. What was begun stays open."
        ),
    )
    closes = BooleanField(
        _("Closes after the date"),
        description=_(
            "Then nothing more can be added. What was begun stays readable, nothing is deleted, and"
            " a later date opens it again."
        ),
    )
    renew_months = IntegerField(
        _("Repeat after … months (optional)"),
        [
            Optional(),
            NumberRange(1, MOST_MONTHS, _("Choose 1 to %(most)s months.", most=MOST_MONTHS)),
        ],
        description=_(
            "Counted from the day on which both have completed the course. Then all of it is asked"
            " again, and every completion stays with its date. A later round is due as many days"
            " after its beginning as the date above is ahead of today."
        ),
    )

    def __init__(
        self,
        *args: Any,
        courses: Iterable[ServedCourse],
        pairs: Iterable[ShownPair],
        others: Iterable[Team],
        zone: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {course.slug: course for course in courses}
        self.course.choices = course_choices(self.courses.values())
        self.pairs.choices = [SelectChoice(str(pair.id), names(pair)) for pair in pairs]
        self.others.choices = [SelectChoice(str(team.id), team.name) for team in others]
        self.pairs.description = _(
            "A pair’s own date wins over its team’s: assign the course again to one pair with a"
            " later date, and it has more time. It repeats as for its team unless you say"
            " otherwise."
        )
        self.due_on.description = _("The end of that day in your time zone, %(zone)s.", zone=zone)

    def show(self, slug: str, running: Assignment) -> None:
        """Fill in how a course runs now, so that what isn’t changed stays."""
        self.shows_running = True
        self.course.data = slug
        self.due_on.data = running.due_on
        self.in_order.data, self.closes.data = running.in_order, running.closes
        self.renew_months.data = running.renew_months
        if running.pair_id:
            self.whom.data, self.pairs.data = "chosen", [str(running.pair_id)]

    def validate_course(self, field: SelectField) -> None:
        """The course must be one that is published."""
        if field.data not in self.courses:
            raise ValidationError(
                _("There is no course called %(course)s. Choose one from the list.",
                  course=field.data or "–")
            )  # fmt: skip

    def validate_closes(self, field: BooleanField) -> None:
        """What closes after a date needs one."""
        if field.data and self.due_on.data is None and not self.due_on.errors:
            raise ValidationError(_("Choose the date after which it closes."))

    def validate_whom(self, field: RadioField) -> None:
        """All pairs, or those that are ticked."""
        if field.data not in {"all", "chosen"}:
            raise ValidationError(_("Choose all pairs or the pairs you tick."))

    def validate_pairs(self, field: TickField) -> None:
        """Every pair ticked must be a living pair of this team."""
        known = {choice.value for choice in field.choices}
        if self.whom.data != "chosen":
            return
        if not field.data:
            raise ValidationError(_("Tick at least one pair, or choose all pairs."))
        if set(field.data) - known:
            raise ValidationError(_("One of the pairs has ended meanwhile. Look at the list."))

    def validate_others(self, field: TickField) -> None:
        """Every team ticked must be one that is led; only whole teams come together."""
        if set(field.data or []) - {choice.value for choice in field.choices}:
            raise ValidationError(_("You don’t lead one of the teams. Look at the list."))
        if field.data and self.whom.data == "chosen":
            raise ValidationError(_("Other teams get a course for all their pairs only."))

    def other_teams(self) -> list[int]:
        """The other teams that were ticked."""
        return sorted(int(key) for key in self.others.data or [])

    def chosen_pairs(self) -> list[int] | None:
        """The pairs that were ticked; None for all pairs."""
        return [int(key) for key in self.pairs.data] if self.whom.data == "chosen" else None


def course_choices(courses: Iterable[ServedCourse]) -> list[SelectChoice]:
    """The courses to choose from. One that is archived is named so: only its date can move."""
    return [
        SelectChoice(course.slug, course.title, render_kw=tongue_marks(course.language))
        if course.is_open
        else SelectChoice(
            course.slug, _("%(title)s (archived: only another date)", title=course.title)
        )
        for course in courses
    ]


def names(pair: ShownPair) -> str:
    """The two names, by surname."""
    return " · ".join(partner.name for partner in pair.partners)
