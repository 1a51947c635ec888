"""What the tests of refreshers stand on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import course_of, learn
from tests.lessons import assign
from tests.moments import SetClock


@pytest.fixture
def course(session: Session, cast: Cast, clock: SetClock) -> Course:
    """Sam and Sue have both finished the only module of their course ten days ago."""
    served = course_of(session)
    assign(session, cast.pair, served)
    for who in (cast.sam, cast.sue):
        learn(session, who, at=clock.now - timedelta(days=10))
    return served


@pytest.fixture
def sam(cast: Cast, course: Course, browser_of: Browser) -> FlaskClient:
    """Sam's browser."""
    return browser_of(cast.sam)


@pytest.fixture
def sue(cast: Cast, course: Course, browser_of: Browser) -> FlaskClient:
    """Sue's browser."""
    return browser_of(cast.sue)
