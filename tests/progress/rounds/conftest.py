"""What the tests of the rounds stand on."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import (
    Course,
)
from tests.cast import Cast
from tests.lessons import lesson, question, serve
from tests.progress.rounds.round_helpers import give


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course that begins anew a month after both have completed it."""
    served = serve(session, lesson(question("q1")))
    give(session, cast, served)
    return served
