"""How the tests bring the status of pairs up to date, and look at what waits for it."""

from __future__ import annotations

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.leading.status import refreshing
from tandem.models import StalePair, StatusSweep


def engine_of(session: Session) -> Engine:
    """The engine of a test's session."""
    bind = session.get_bind()
    assert isinstance(bind, Engine)
    return bind


def drain(session: Session) -> int:
    """Make whatever waits anew, as the site does beside the requests; how many pairs."""
    session.commit()
    return refreshing.drain(engine_of(session))


def waiting(session: Session) -> tuple[int, int]:
    """How many rows the queue has: of single pairs, and of sweeps."""
    session.commit()
    single, sweeps = (
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (StalePair, StatusSweep)
    )
    return single, sweeps
