"""Which process reads and renders what somebody wrote, and who ends it when it takes too long?

A text can keep a reader or a renderer busy for hours, fill the memory, or end the process it is
read in. So none of them works where somebody else waits: a few processes stand ready beside each
site and each command. One that goes beyond its budget is ended, and a new one begins with the next
text.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from ctypes import c_int

try:
    import resource
except ImportError:  # on Windows the clock on the wall alone ends a process
    resource = None  # type: ignore[assignment]

P = ParamSpec("P")
Result = TypeVar("Result")
Item = TypeVar("Item")
log = logging.getLogger(__name__)
MOST_PROCESSES = 2
# After so many texts a process makes room for a new one: nothing it keeps can grow for ever.
MOST_TEXTS = 1000
MOST_MEMORY = 1024**3
# Seconds of the processor for any text, and for each megabyte: twenty times what prose takes.
SECONDS, SECONDS_PER_MEGABYTE = 1.0, 4.0
# The clock on the wall is the last net, for what waits and uses no processor: where others use a
# machine too, a sound text takes long by it. Where no process can be held to its seconds
# of the processor, it is the only one.
PATIENCE, LEAST_PATIENCE = (30, 60.0) if resource else (5, 5.0)
# So long a page waits for a process that is busy with somebody else's text.
SECONDS_TO_WAIT = 10.0
# Not fork: a site has threads, and open connections that no other process may touch.
spawning = multiprocessing.get_context("spawn")


class UnfinishedError(Exception):
    """A text was not read to its end. `line` is where its process was; 0 where nobody knows."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.line = line


class TooLongError(UnfinishedError):
    """It took longer than it may."""


class BrokenError(UnfinishedError):
    """It ended the process that read it, or made it raise an error."""


class BusyError(UnfinishedError):
    """Every process was busy with other texts."""


class TextProcess:
    """A process that stands ready, and the pipe to it."""

    def __init__(self) -> None:
        self.pipe, theirs = spawning.Pipe()
        self.place = spawning.RawValue("i", 0)
        self.process = spawning.Process(
            target=serve, args=(theirs, self.place), name="tandem-text", daemon=True
        )
        self.process.start()
        theirs.close()
        self.texts = 0

    def call(self, task: tuple[Any, ...], *, seconds: float) -> Any:
        """What the task gives. Raises UnfinishedError."""
        self.texts, self.place.value = self.texts + 1, 0
        try:
            self.pipe.send((seconds, *task))
            if not self.pipe.poll(max(seconds * PATIENCE, LEAST_PATIENCE)):
                raise TooLongError(self.place.value)
            outcome, failure = self.pipe.recv()
        except (EOFError, OSError) as error:
            self.process.join(1)
            used_up = self.process.exitcode == -getattr(signal, "SIGXCPU", 0)
            raise (TooLongError if used_up else BrokenError)(self.place.value) from error
        if failure:
            log.error("a text could not be read to its end\n%s", failure)
            raise BrokenError(self.place.value)
        return outcome

    @property
    def is_fresh(self) -> bool:
        """May it read another text?"""
        return self.texts < MOST_TEXTS and self.process.is_alive()

    def end(self) -> None:
        """End the process at once, whatever it is at, and leave nothing of it behind."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Pool:
    """The processes of one site or command; each begins when it is needed for the first time."""

    def __init__(self) -> None:
        self.free: LifoQueue[TextProcess | None] = LifoQueue()
        for _ in range(MOST_PROCESSES):
            self.free.put(None)

    def call(self, task: tuple[Any, ...], *, seconds: float, wait: float | None) -> Any:
        """What the task gives. Raises UnfinishedError."""
        try:
            process = self.free.get(timeout=wait)
        except Empty:
            raise BusyError from None
        try:
            process = self.ready(process)
            return process.call(task, seconds=seconds)
        except BaseException:
            if process is not None:
                process.end()
                process = None
            raise
        finally:
            self.free.put(process)

    def end(self) -> None:
        """End every process that has nothing to do."""
        while not self.free.empty():
            process = self.free.get()
            if process is not None:
                process.end()

    @staticmethod
    def ready(process: TextProcess | None) -> TextProcess:
        """This process, or a new one where it has done its work."""
        if process is not None and process.is_fresh:
            return process
        if process is not None:
            process.end()
        return TextProcess()


pool = Pool()


def renew() -> None:
    """Begin without processes: a copy of this process must not talk to those of the first."""
    global pool  # noqa: PLW0603 (one for each process)
    pool = Pool()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=renew)


def budget(size: int) -> float:
    """How many seconds of the processor a text of so many bytes may take."""
    return SECONDS + SECONDS_PER_MEGABYTE * size / 1024**2


def call(
    function: Callable[P, Result], size: int, wait: float | None, *args: P.args, **kwargs: P.kwargs
) -> Result:
    """What a function of a module gives for a text of so many bytes, called in a process beside.

    Waits for a free process for `wait` seconds, or as long as it takes. Raises UnfinishedError.
    """
    result: Result = pool.call((function, args, kwargs), seconds=budget(size), wait=wait)
    return result


def for_each(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What a function that calls a process gives for each item, in their order.

    As many at a time as there are processes, so that those who only wait for one wait less.
    """
    with ThreadPoolExecutor(MOST_PROCESSES, "tandem-texts") as waiting:
        return list(waiting.map(function, items))


# What follows runs in the process beside.

place: c_int | None = None


def at(line: int) -> None:
    """Say that the process has come to this line of its text, so that it can be named."""
    if place is not None:
        place.value = line


def serve(pipe: Connection, line: c_int) -> None:
    """Do one task after another until the other end of the pipe is closed."""
    global place  # noqa: PLW0603 (one for each process)
    place = line
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    limit("RLIMIT_AS", MOST_MEMORY)
    limit("RLIMIT_CORE", 0)
    with contextlib.suppress(EOFError, OSError):
        while True:
            seconds, function, args, kwargs = pipe.recv()
            limit("RLIMIT_CPU", ceil(sum(os.times()[:2]) + seconds))
            try:
                outcome, failure = function(*args, **kwargs), ""
            except Exception:  # whatever it is, it is told to whoever waits
                outcome, failure = None, traceback.format_exc()
            # What has to be loaded for the next task is no part of this text, nor of that one.
            limit("RLIMIT_CPU", None)
            pipe.send((outcome, failure))


def limit(name: str, most: int | None) -> None:
    """Let this process use so much of something at most, where the system can hold it to that; what
    the system itself lets it use for None."""
    if resource is None:
        return
    kind = getattr(resource, name)
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (hard if most is None else most, hard))
