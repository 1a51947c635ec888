"""Which forms does the board have?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, ValidationError
from wtforms.validators import Optional

from tandem.library.served import ServedCourse
from tandem.progress.assigned import AssignedCourse
from tandem.progress.assignments.forms import course_choices
from tandem.web.forms import RecordingForm, plausible_day


class GiveCourseForm(RecordingForm):
    """A course for the pairs that were ticked, or another date for it."""

    given: Sequence[AssignedCourse] = ()
    course = SelectField(_("Course"), validate_choice=False)
    due_on = DateField(_("Due on (optional)"), [Optional(), plausible_day])

    def __init__(
        self, *args: Any, courses: Iterable[ServedCourse], zone: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.courses = {course.slug: course for course in courses}
        self.course.choices = course_choices(self.courses.values())
        self.due_on.description = _("The end of that day in your time zone, %(zone)s.", zone=zone)

    def given_to(self, pair_id: int) -> Iterator[tuple[ServedCourse, AssignedCourse]]:
        """What a pair has already, of the courses to choose from."""
        courses = {course.id: course for course in self.courses.values()}
        for given in self.given:
            if given.pair_id == pair_id and given.course_id in courses:
                yield courses[given.course_id], given

    def validate_course(self, field: SelectField) -> None:
        """The course must be one that is published."""
        if field.data not in self.courses:
            raise ValidationError(
                _("There is no course called %(course)s. Choose one from the list.",
                  course=field.data or "–")
            )  # fmt: skip


class ResumePairsForm(RecordingForm):
    """Let the pairs that were ticked go on."""
