"""What the tests of remarks stand on."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Revision
from tests.cast import Cast
from tests.learning.quizzes.quiz_helpers import QUIZ, two_questions
from tests.lessons import assign, serve


@pytest.fixture
def address(session: Session, cast: Cast) -> str:
    """Where the first question of Sam's and Sue's quiz is remarked upon."""
    assign(session, cast.pair, serve(session, two_questions()))
    revision = session.scalars(select(Revision.id)).one()
    return f"{QUIZ}/remarks/{revision}/q1"
