"""A course that somebody reads alone is in all these tests."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve
from tests.moments import SetClock


@pytest.fixture
def course(session: Session, cast: Cast, clock: SetClock) -> Course:
    """A course for leaders."""
    clock.now = NOW
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    session.flush()
    one = lesson(question("q1"), name="position", title="Position them")
    return serve(session, one, course_slug="leading")
