"""How much does a quiz ask of the database while everybody else who writes waits?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import GOOD, HALF, keep, send

MOST = 12


@contextmanager
def sent_under_the_lock(engine: Engine) -> Iterator[list[str]]:
    """The statements that requests send meanwhile while they hold the lock for writing."""
    sent: list[str] = []

    def note(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        # How long to wait for the lock is said before it is held, and only to PostgreSQL.
        is_held = not statement.startswith("SET LOCAL lock_timeout")
        if is_held and "patience" in connection.get_execution_options():
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_passed_quiz_is_at_most_twelve_statements_under_the_lock(
    session: Session, cast: Cast, course: Course, engine: Engine, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    keep(sam, HALF)

    with sent_under_the_lock(engine) as sent:
        send(sam, GOOD)

    assert session.scalars(select(Attempt.passed)).all() == [True]
    assert 0 < len(sent) <= MOST


def test_a_quiz_that_cannot_be_marked_never_takes_the_lock(
    session: Session, cast: Cast, course: Course, engine: Engine, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    with sent_under_the_lock(engine) as sent:
        answer = send(sam, {"answer-q1": "q1-good"})

    assert answer.status_code == 400
    assert sent == []
