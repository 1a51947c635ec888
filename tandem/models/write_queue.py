"""Who writes next? SQLite lets one write at a time; those of one process wait in a line."""

from __future__ import annotations

import sqlite3
from collections import deque
from threading import Event, Lock


class LockNotFreeError(Exception):
    """The lock for writing was not free in time. Nothing was written."""


class WriteQueue:
    """The line of those who want to write into one file: whoever comes first is first.

    SQLite itself lets them ask again and again, and whoever asks at the right moment goes first:
    under load somebody waits for seconds while others pass.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Event] = deque()
        self._is_taken = False

    @property
    def waiting(self) -> int:
        """How many stand in the line."""
        return len(self._waiting)

    def enter(self, patience: float) -> bool:
        """Wait for one's turn, so many seconds at most; False where it did not come."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            turn = Event()
            self._waiting.append(turn)
        if turn.wait(patience):
            return True
        with self._guard:
            if turn.is_set():  # it came at the last moment
                return True
            self._waiting.remove(turn)
            return False

    def leave(self) -> None:
        """Let the next in the line have its turn."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


class QueuedConnection(sqlite3.Connection):
    """A connection to SQLite that takes its turn before it writes, until the commit is through."""

    queue: WriteQueue | None = None
    # The line in which it is this one's turn.
    turn: WriteQueue | None = None

    def begin_writing(self, patience: float) -> None:
        """Wait for the turn, then for the file, each so many seconds. Raises LockNotFreeError."""
        if self.queue is not None:
            if not self.queue.enter(patience):
                raise LockNotFreeError
            self.turn = self.queue
        try:
            self.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            self.give_turn()
            if is_busy(error):
                raise LockNotFreeError from error
            raise

    def commit(self) -> None:
        """Write it to the disk, then let the next one in."""
        super().commit()
        self.give_turn()

    def rollback(self) -> None:
        """Undo it, then let the next one in."""
        try:
            super().rollback()
        finally:
            self.give_turn()

    def close(self) -> None:
        """Whoever goes holds nobody up."""
        try:
            super().close()
        finally:
            self.give_turn()

    def give_turn(self) -> None:
        """Let the next one in, if it was this one's turn."""
        turn, self.turn = self.turn, None
        if turn is not None:
            turn.leave()


def is_busy(error: BaseException | None) -> bool:
    """Does SQLite say that somebody else holds the lock?"""
    code = getattr(error, "sqlite_errorcode", None)
    # The lower byte is the kind; the upper ones tell it more exactly.
    return code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
