"""Does whoever comes first write first, and does nobody hold up the others?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tandem.models import write_queue
from tandem.models.write_queue import LockNotFreeError, QueuedConnection, WriteQueue

LONG, NO_TIME = 20.0, 0.01
Opened = Callable[[], QueuedConnection]


@pytest.fixture
def queue() -> WriteQueue:
    """A line in which nobody stands."""
    return WriteQueue()


@pytest.fixture
def opened(tmp_path: Path, queue: WriteQueue) -> Opened:
    """Opens one more connection to the same file, in that line."""

    def connect() -> QueuedConnection:
        connection = sqlite3.connect(
            tmp_path / "queue.db", factory=QueuedConnection, check_same_thread=False
        )
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.queue = queue
        return connection

    return connect


def test_whoever_comes_first_is_first(queue: WriteQueue) -> None:
    order: list[int] = []
    queue.enter(LONG)

    def write(number: int) -> None:
        assert queue.enter(LONG)
        order.append(number)
        queue.leave()

    with ThreadPoolExecutor(8) as pool:
        for number in range(8):
            pool.submit(write, number)
            while queue.waiting <= number:
                pass
        queue.leave()

    assert order == list(range(8))


def test_who_gives_up_waiting_leaves_the_line(queue: WriteQueue) -> None:
    queue.enter(LONG)

    assert not queue.enter(NO_TIME)
    queue.leave()

    assert queue.waiting == 0
    assert queue.enter(NO_TIME)


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_next_writes_once_the_first_is_through(opened: Opened, end: str) -> None:
    first, second = opened(), opened()
    first.begin_writing(LONG)

    with pytest.raises(LockNotFreeError):
        second.begin_writing(NO_TIME)
    getattr(first, end)()

    second.begin_writing(NO_TIME)
    assert second.in_transaction


def test_another_process_is_waited_for_and_then_no_turn_is_kept(
    opened: Opened, queue: WriteQueue
) -> None:
    stranger, own = opened(), opened()
    stranger.queue = None
    stranger.begin_writing(LONG)

    with pytest.raises(LockNotFreeError):
        own.begin_writing(NO_TIME)

    stranger.rollback()
    assert queue.enter(NO_TIME)


def test_another_fault_is_said_as_it_is_and_keeps_no_turn(
    opened: Opened, queue: WriteQueue
) -> None:
    own = opened()
    own.execute("BEGIN")

    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        own.begin_writing(LONG)

    assert queue.enter(NO_TIME)


def test_who_has_no_turn_gives_none_away(opened: Opened, queue: WriteQueue) -> None:
    own = opened()
    queue.enter(LONG)

    own.rollback()
    own.close()

    assert not queue.enter(NO_TIME)


def test_a_turn_is_given_away_once(opened: Opened, queue: WriteQueue) -> None:
    own = opened()
    own.begin_writing(LONG)
    own.commit()
    queue.enter(LONG)

    own.close()

    assert not queue.enter(NO_TIME)


def test_the_file_is_waited_for_as_long_as_the_turn(opened: Opened) -> None:
    own = opened()

    own.begin_writing(1.2345)

    assert own.execute("PRAGMA busy_timeout").fetchone() == (1234,)


def test_a_turn_that_comes_at_the_last_moment_counts(
    queue: WriteQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    class LastMoment(Event):
        """It comes when nobody waits for it anymore."""

        def wait(self, timeout: float | None = None) -> bool:
            queue.leave()
            return False

    monkeypatch.setattr(write_queue, "Event", LastMoment)
    queue.enter(LONG)

    assert queue.enter(NO_TIME)
    assert queue.waiting == 0
