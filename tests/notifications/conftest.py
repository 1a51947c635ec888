"""What the tests of the daily mail stand on: a course with a date, and a clock that can be set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.notifications.daily import letter
from tests.cast import NOW, Cast
from tests.lessons import assign, lesson, question, serve
from tests.moments import SetClock

DUE = date(2026, 3, 9)


@pytest.fixture
def cast(cast_in: Callable[[str], Cast]) -> Cast:
    """Everybody, in UTC wherever the other tests are: what these tests tell goes by the hour."""
    return cast_in("UTC")


@pytest.fixture
def at(clock: SetClock) -> Callable[[datetime], None]:
    """Set the clock. What these tests tell begins on the cast's own Monday."""
    clock.set_to(NOW)
    return clock.set_to


@pytest.fixture
def course(session: Session, cast: Cast, at: Callable[[datetime], None]) -> Course:
    """A course that Sam and Sue are to finish within a week; it is Monday."""
    found = serve(session, lesson(question("q1")))
    assign(session, cast.pair, found, due_on=DUE)
    return found


At = Callable[[datetime], None]


def mail_today(app: Flask) -> None:
    """What `flask reminders send` does."""
    letter.run(app)
    letter.send(app)


@pytest.fixture
def wide() -> bool:
    """A house is around the two: whose letter it is matters."""
    return True
