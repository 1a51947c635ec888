"""What stands on the first page of a leader: a first pair, a team of one's own, or the sample?"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from tandem.library.served import library
from tandem.people.teams.forms import FirstPairForm, TeamForm
from tandem.people.teams.queries import has_sample
from tandem.terms import SEATS
from tandem.web import db
from tandem.web.forms import RecordingForm


def first_pair_form(*, is_sent: bool = False) -> FirstPairForm:
    """The form with the courses that can be assigned to pairs."""
    courses = [
        course
        for course in library(db.session()).courses
        if course.is_open and course.audience.issuperset(SEATS)
    ]
    return FirstPairForm(courses=courses) if is_sent else FirstPairForm(None, courses=courses)


def welcome_page(pair_form: FirstPairForm, *, status: int = 200) -> ResponseReturnValue:
    """The page with its forms."""
    page = render_template(
        "people/teams/welcome.html",
        form=RecordingForm(formdata=None),
        team_form=TeamForm(formdata=None),
        pair_form=pair_form,
        has_sample=has_sample(db.session()),
    )
    return page, status
