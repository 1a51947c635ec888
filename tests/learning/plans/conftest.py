"""What the tests of plans stand on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import NOW, Cast
from tests.learning.plans.plan_helpers import PLAN
from tests.lessons import assign, serve
from tests.moments import SetClock
from tests.together.steps.step_helpers import THOUGHT, for_two


@pytest.fixture
def cast(cast_in: Callable[[str], Cast]) -> Cast:
    """Everybody, in UTC: what these tests tell goes by the day."""
    return cast_in("UTC")


@pytest.fixture
def monday(clock: SetClock) -> SetClock:
    """The clock, on the cast's own Monday."""
    clock.set_to(NOW)
    return clock


@pytest.fixture
def course(session: Session, cast: Cast, monday: SetClock) -> Course:
    """Sam and Sue have a course with a plan."""
    served = serve(session, for_two(THOUGHT, PLAN))
    assign(session, cast.pair, served)
    return served
