"""When may the session of a request write? Only while it holds the lock for writing."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

# What a session knows only as long as it reads, in its `info`: the served courses.
LIBRARY_SEEN = "library"


class WroteWhileReadingError(RuntimeError):
    """Something was to be written outside a block that writes: a fault of the code."""


class RequestSession(Session):
    """Reads, and writes only from `begin_writing` to the next commit or rollback.

    While it reads, nobody waits for it. What was read is read again once it writes: meanwhile
    somebody else may have changed it.
    """

    is_writing = False

    def begin_writing(self, *, patience: float) -> None:
        """Take the lock for writing, so many seconds at most; all rows are read anew from here on.

        Raises LockNotFreeError, and WroteWhileReadingError where changes would be forgotten.
        """
        forbid_changes(self)
        self.rollback()
        self.is_writing = True
        try:
            self.connection(execution_options={"writes": True, "patience": patience})
        except BaseException:
            self.rollback()
            raise

    def commit(self) -> None:
        """Store what was written; from here on the session reads."""
        super().commit()
        self.is_writing = False
        self.info.pop(LIBRARY_SEEN, None)

    def rollback(self) -> None:
        """Undo what was written; from here on the session reads."""
        super().rollback()
        self.is_writing = False
        self.info.pop(LIBRARY_SEEN, None)


def only_reads(session: Session) -> bool:
    """Is this the session of a request, which does not write now?"""
    return isinstance(session, RequestSession) and not session.is_writing


def rest(session: Session) -> None:
    """Store what was written and give the connection back, before something that takes a while."""
    session.commit()


def forbid_changes(session: RequestSession) -> None:
    """Raise WroteWhileReadingError where rows were changed before the session may write."""
    changed = [row for row in session.dirty if session.is_modified(row)]
    rows = [*session.new, *changed, *session.deleted]
    if rows and not session.is_writing:
        names = ", ".join(sorted({type(row).__name__ for row in rows}))
        raise WroteWhileReadingError(f"{names} changed outside `with db.writing()`")


@event.listens_for(RequestSession, "before_flush")
def before_flush(session: RequestSession, context: UOWTransaction, rows: object) -> None:
    """Nothing is flushed while the session reads."""
    forbid_changes(session)


@event.listens_for(RequestSession, "do_orm_execute")
def before_statement(state: ORMExecuteState) -> None:
    """No statement writes while the session reads."""
    if state.is_insert or state.is_update or state.is_delete:
        forbid_reading(state.session)


def forbid_reading(session: Session) -> None:
    """Raise WroteWhileReadingError where this is a request's session that only reads."""
    if only_reads(session):
        raise WroteWhileReadingError("a statement that writes outside `with db.writing()`")
