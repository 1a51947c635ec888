"""What happens when two trainers let a course go to another state at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import CourseChange
from tandem.terms import CourseState
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, serve

ARCHIVE = "/author/teaming/archive"


def test_a_course_that_two_archive_is_archived_once(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, lesson())
    acts = []
    for who in (cast.tess, cast.ada):
        browser = browser_of(who)
        sent = {"form_id": form_id_in(browser.get(ARCHIVE))}
        acts.append(partial(browser.post, ARCHIVE, data=sent))

    at_once(*acts)

    assert session.scalars(select(CourseChange.state)).all() == [CourseState.ARCHIVED]
