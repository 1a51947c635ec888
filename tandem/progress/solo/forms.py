"""Which form gives a course for one?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from tandem.library.served import ServedCourse
from tandem.models import Person
from tandem.progress.rules.rounds import MOST_MONTHS
from tandem.progress.solo.queries import SoloGiven
from tandem.terms import Role
from tandem.web.forms import RecordingForm, TickField, plausible_day
from tandem.web.languages import tongue_marks


class GiveAloneForm(RecordingForm):
    """Give a course to everybody of a team with a role, or to some people."""

    shows_running = False
    course = SelectField(_("Course"), validate_choice=False)
    whom = RadioField(
        _("For whom"),
        choices=[
            SelectChoice(Role.LEADER.value, _("All leaders of the team, later ones too")),
            SelectChoice(Role.TRAINER.value, _("All trainers in the team, later ones too")),
            SelectChoice("chosen", _("Only the people I tick")),
        ],
        default=Role.LEADER.value,
        validate_choice=False,
    )
    people = TickField(
        _("People"),
        validate_choice=False,
        description=_(
            "A person’s own date wins: assign the course again to one person with a later date,"
            " and they have more time. It repeats as for their role unless you say otherwise."
        ),
    )
    due_on = DateField(_("Due on (optional)"), [Optional(), plausible_day])
    renew_months = IntegerField(
        _("Repeat after … months (optional)"),
        [
            Optional(),
            NumberRange(1, MOST_MONTHS, _("Choose 1 to %(most)s months.", most=MOST_MONTHS)),
        ],
        description=_(
            "Counted from the day on which each one has completed the course. Then all of it is"
            " asked again, and every completion stays with its date. A later round is due as many"
            " days after its beginning as the date above is ahead of today."
        ),
    )

    def __init__(
        self,
        *args: Any,
        courses: Iterable[ServedCourse],
        running: Collection[str],
        readers: Iterable[Person],
        zone: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {course.slug: course for course in courses}
        self.running = running
        self.readers = {str(person.id): person for person in readers}
        self.course.choices = [
            SelectChoice(slug, course.title, render_kw=tongue_marks(course.language))
            for slug, course in self.courses.items()
            if course.is_open or slug in running
        ]
        self.people.choices = [SelectChoice(key, p.name) for key, p in self.readers.items()]
        self.due_on.description = _("The end of that day in your time zone, %(zone)s.", zone=zone)

    def show(self, running: SoloGiven) -> None:
        """Fill in how a course runs now, so that what isn’t changed stays."""
        self.shows_running = True
        self.course.data = running.course_slug
        self.due_on.data, self.renew_months.data = running.due_on, running.renew_months
        if running.person:
            self.whom.data, self.people.data = "chosen", [str(running.person.id)]
        elif running.role:
            self.whom.data = running.role.value

    def validate_course(self, field: SelectField) -> None:
        """The course must be one that is read alone."""
        if field.data not in self.courses:
            raise ValidationError(
                _("There is no course called %(course)s. Choose one from the list.",
                  course=field.data or "–")
            )  # fmt: skip
        course = self.courses[field.data]
        if not course.is_open and course.slug not in self.running:
            raise ValidationError(
                _(
                    "“%(title)s” is archived: it goes on where it runs, and nobody new can get it."
                    " Choose another course.",
                    title=course.title,
                )
            )

    def validate_whom(self, field: RadioField) -> None:
        """Everybody with a role that the course is for, or those who are ticked."""
        course = self.courses.get(self.course.data or "")
        if field.data not in {Role.LEADER, Role.TRAINER, "chosen"}:
            raise ValidationError(_("Choose all leaders, all trainers or the people you tick."))
        if course and field.data != "chosen" and field.data not in course.audience:
            raise ValidationError(_("This course isn’t for that role. Choose another one."))

    def validate_people(self, field: TickField) -> None:
        """Everybody ticked must be in the team, in a role that the course is for."""
        course = self.courses.get(self.course.data or "")
        if self.whom.data != "chosen" or course is None:
            return
        if not field.data:
            raise ValidationError(_("Tick at least one person, or choose a role."))
        if set(field.data) - self.readers.keys():
            raise ValidationError(_("Somebody isn’t in the team anymore. Look at the list."))
        others = [p for key in field.data if not (p := self.readers[key]).roles & course.audience]
        if others:
            raise ValidationError(
                _("The course isn’t for the role of %(names)s.",
                  names=", ".join(person.name for person in others))
            )  # fmt: skip

    def role(self) -> Role | None:
        """The role whose people all get it; None where people were ticked."""
        return None if self.whom.data == "chosen" else Role(self.whom.data)

    def chosen_people(self) -> list[int]:
        """The people who were ticked."""
        return [int(key) for key in self.people.data or []] if self.role() is None else []
