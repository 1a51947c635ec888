"""Does a text that keeps its process busy, or kills it, harm nobody else?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import active_children
from typing import Any

import pytest

from tandem.content import text_process
from tandem.content.text_process import (
    BrokenError,
    BusyError,
    Pool,
    TooLongError,
    UnfinishedError,
)

pytestmark = pytest.mark.process


def for_ever(line: int = 0) -> None:
    """Come to a line, and never further."""
    text_process.at(line)
    while True:
        pass


def asleep(line: int) -> None:
    """Come to a line and use no processor."""
    text_process.at(line)
    time.sleep(600)


def own_number() -> int:
    """The number of the process."""
    return os.getpid()


def fill_memory() -> int:
    """Ask for more memory than a process may have."""
    return len(bytearray(2 * text_process.MOST_MEMORY))


def fail() -> None:
    """Raise an error."""
    raise RecursionError


@pytest.fixture
def pool() -> Iterator[Pool]:
    """Processes of our own, which are ended afterwards."""
    own = Pool()
    yield own
    own.end()


def call(pool: Pool, function: Callable[..., Any], *args: object, seconds: float = 0.5) -> Any:
    """What a function gives in a process beside."""
    return pool.call((function, args, {}), seconds=seconds, wait=0)


def test_one_process_does_one_text_after_another(pool: Pool) -> None:
    first = call(pool, os.getpid)

    assert call(pool, os.getpid) == first != os.getpid()


@pytest.mark.parametrize("function", [for_ever, asleep])
def test_what_takes_too_long_is_ended_and_named(
    pool: Pool, function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = call(pool, own_number)
    if function is asleep:
        # Only now: a busy machine takes its time until a process stands ready and knows this file.
        monkeypatch.setattr(text_process, "PATIENCE", 1)
        monkeypatch.setattr(text_process, "LEAST_PATIENCE", 2.0)

    with pytest.raises(TooLongError) as error:
        call(pool, function, 12)

    assert error.value.line == 12
    assert call(pool, os.getpid) != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_who_waits_for_the_processor_has_not_used_it_up(pool: Pool) -> None:
    # As on a machine on which others leave nothing of the processor for so long.
    assert call(pool, time.sleep, 1.5, seconds=0.05) is None


@pytest.mark.parametrize("function", [os.abort, fill_memory, fail])
def test_what_ends_its_process_ends_nothing_else(pool: Pool, function: Callable[..., Any]) -> None:
    with pytest.raises(BrokenError):
        call(pool, function)

    assert call(pool, len, "abc") == 3


def test_a_process_that_was_killed_while_it_waited_is_replaced(pool: Pool) -> None:
    before = call(pool, os.getpid)

    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)

    assert call(pool, os.getpid) != before


def test_a_process_makes_room_after_many_texts(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_process, "MOST_TEXTS", 2)

    assert len({call(pool, os.getpid) for _ in range(6)}) == 3
    assert len(active_children()) <= 2 * text_process.MOST_PROCESSES


def test_whoever_finds_every_process_busy_is_told_so(pool: Pool) -> None:
    with ThreadPoolExecutor() as threads:
        waiting = [
            threads.submit(call, pool, for_ever, seconds=1)
            for _ in range(text_process.MOST_PROCESSES)
        ]
        while pool.free.qsize():
            time.sleep(0.01)

        with pytest.raises(BusyError):
            call(pool, len, "abc")

    assert all(isinstance(each.exception(), UnfinishedError) for each in waiting)
    assert call(pool, len, "abc") == 3


SITE = """
import os, signal
from tandem.content import text_process
if __name__ == "__main__":
    print(text_process.call(os.getpid, 0, None), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_processes_of_a_site_that_was_killed_end(tmp_path: Any) -> None:
    (tmp_path / "site.py").write_text(SITE)
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    command = [sys.executable, str(tmp_path / "site.py")]

    pid = int(subprocess.run(command, env=environment, capture_output=True, check=False).stdout)

    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("the process is still there")
