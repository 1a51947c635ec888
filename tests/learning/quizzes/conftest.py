"""What the tests of quizzes stand on."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.learning.quizzes.quiz_helpers import two_questions
from tests.lessons import assign, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with a quiz of two questions."""
    served = serve(session, two_questions())
    assign(session, cast.pair, served)
    return served
