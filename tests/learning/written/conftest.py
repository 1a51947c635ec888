"""What the tests of written texts stand on."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.learning.written.written_helpers import TASK
from tests.lessons import assign, lesson, question, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course whose quiz asks a question and a text."""
    served = serve(session, lesson(question("q1"), TASK))
    assign(session, cast.pair, served)
    return served
