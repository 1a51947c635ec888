"""What the tests of the steps for two stand on."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, serve
from tests.together.steps.step_helpers import ALL, for_two


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with a step of every kind but the guess."""
    served = serve(session, for_two(*ALL))
    assign(session, cast.pair, served)
    return served


@pytest.fixture
def sam(cast: Cast, course: Course, browser_of: Browser) -> FlaskClient:
    """Sam's browser."""
    return browser_of(cast.sam)


@pytest.fixture
def sue(cast: Cast, course: Course, browser_of: Browser) -> FlaskClient:
    """Sue's browser."""
    return browser_of(cast.sue)
