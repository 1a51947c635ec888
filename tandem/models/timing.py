"""By which clock does a session of the database go? By that of its engine.

What follows from a commit has no request and no caller who could say what time it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

# What tells the time, in UTC.
Clock = Callable[[], datetime]
OPTION = "clock"


def moment_of(session: Session) -> datetime:
    """This moment, in UTC, by the clock with which the session's engine was made (`db.engine_for`).

    Raises KeyError where the engine was made without one.
    """
    clock: Clock = session.get_bind().get_execution_options()[OPTION]
    return clock()
