"""Who gets which of the processes beside, and when is one ended? Without any process."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tandem.content import text_process
from tandem.content.text_process import (
    MOST_MEMORY,
    MOST_TEXTS,
    BrokenError,
    BusyError,
    Pool,
    TextProcess,
    TooLongError,
    UnfinishedError,
    budget,
    limit,
    serve,
)


class Pipe:
    """The pipe to a process that answers with these, one after the other, and then is gone."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.sent: list[Any] = []
        self.patience: list[float] = []

    def send(self, task: object) -> None:
        self.sent.append(task)

    def poll(self, seconds: float) -> bool:
        self.patience.append(seconds)
        return self.answers != ["silence"]

    def recv(self) -> object:
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def process(*answers: object, texts: int = 0, line: int = 0, ended: int | None = None) -> Any:
    """A process that has read so many texts, is at a line, and answers with these."""
    made: Any = TextProcess.__new__(TextProcess)
    made.pipe, made.place, made.texts = Pipe(*answers), SimpleNamespace(value=line), texts
    made.process = SimpleNamespace(
        exitcode=ended, is_alive=lambda: ended is None, join=lambda seconds: None
    )
    return made


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The processes that a pool begins. None of them is one."""
    found: list[Any] = []

    class Made:
        def __init__(self) -> None:
            self.is_fresh, self.is_ended = True, False
            found.append(self)

        def call(self, task: Callable[[], object], *, seconds: float) -> object:
            return task()

        def end(self) -> None:
            self.is_ended = True

    monkeypatch.setattr(text_process, "TextProcess", Made)
    return found


def call(pool: Pool, task: Any) -> object:
    """What a task gives."""
    return pool.call(task, seconds=1, wait=0)


@pytest.mark.parametrize(("size", "seconds"), [(0, 1), (512 * 1024, 3), (1024**2, 5)])
def test_a_text_has_a_second_and_four_for_each_megabyte(size: int, seconds: float) -> None:
    assert budget(size) == seconds


def test_one_process_reads_text_after_text_until_it_is_used_up(begun: list[Any]) -> None:
    pool = Pool()
    assert [call(pool, lambda: 1), call(pool, lambda: 2)] == [1, 2]
    assert len(begun) == 1

    begun[0].is_fresh = False

    assert call(pool, lambda: 3) == 3
    assert [one.is_ended for one in begun] == [True, False]


def test_a_process_in_which_a_text_broke_is_ended_and_leaves_its_place(begun: list[Any]) -> None:
    pool = Pool()

    def breaks() -> None:
        raise BrokenError(7)

    for _ in range(text_process.MOST_PROCESSES + 1):
        with pytest.raises(BrokenError):
            call(pool, breaks)

    assert all(one.is_ended for one in begun)
    assert call(pool, lambda: "next") == "next"


def test_whoever_comes_while_all_are_busy_is_told_so(begun: list[Any]) -> None:
    pool = Pool()

    def nested() -> object:
        return call(pool, lambda: call(pool, lambda: 3))

    with pytest.raises(BusyError):
        call(pool, nested)
    assert call(pool, lambda: call(pool, lambda: 2)) == 2


def test_a_pool_that_ends_ends_its_processes(begun: list[Any]) -> None:
    pool = Pool()
    call(pool, lambda: call(pool, lambda: 2))

    pool.end()

    assert [one.is_ended for one in begun] == [True, True]


@pytest.mark.parametrize(
    ("texts", "ended", "fresh"),
    [(0, None, True), (MOST_TEXTS - 1, None, True), (MOST_TEXTS, None, False), (0, -9, False)],
)
def test_a_process_reads_on_while_it_lives_up_to_its_last_text(
    texts: int, ended: int | None, fresh: bool
) -> None:
    assert process(texts=texts, ended=ended).is_fresh is fresh


def test_a_text_is_counted_and_begins_at_no_line() -> None:
    beside = process(("outcome", ""), line=12)

    assert beside.call(("task",), seconds=2) == "outcome"
    assert (beside.texts, beside.place.value, beside.pipe.sent) == (1, 0, [(2, "task")])


@pytest.mark.parametrize(("seconds", "patience"), [(1, 60), (2, 60), (3, 90)])
def test_the_clock_on_the_wall_waits_long_for_the_processor(
    seconds: float, patience: float
) -> None:
    beside = process(("outcome", ""))

    beside.call(("task",), seconds=seconds)

    assert beside.pipe.patience == [patience]


@pytest.mark.parametrize(
    ("answers", "ended", "error"),
    [
        (("silence",), None, TooLongError),
        ((), -signal.SIGXCPU, TooLongError),
        ((), -signal.SIGKILL, BrokenError),
        (((None, "Traceback"),), None, BrokenError),
    ],
)
def test_what_does_not_come_to_its_end_says_why_and_where(
    answers: tuple[object, ...], ended: int | None, error: type[UnfinishedError]
) -> None:
    beside = process(*answers, ended=ended)
    sent = beside.pipe.send

    def send(task: object) -> None:
        sent(task)
        beside.place.value = 12

    beside.pipe.send = send

    with pytest.raises(UnfinishedError) as told:
        beside.call(("task",), seconds=1)

    assert (type(told.value), told.value.line) == (error, 12)


def fails() -> None:
    """A task that fails."""
    raise LookupError("no such text")


def test_a_process_does_task_after_task_within_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[tuple[str, int | None]] = []
    handled: list[tuple[int, object]] = []
    monkeypatch.setattr(text_process, "limit", lambda *given: bounds.append(given))
    monkeypatch.setattr(signal, "signal", lambda *given: handled.append(given))
    monkeypatch.setattr("os.times", lambda: (2.0, 0.25, 50.0, 50.0, 50.0))
    monkeypatch.setattr(text_process, "place", None)
    pipe: Any = Pipe((1.0, divmod, (7, 2), {}), (2.0, fails, (), {}))
    line: Any = SimpleNamespace(value=0)

    serve(pipe, line)
    text_process.at(9)

    (first, said), (second, trouble) = pipe.sent
    assert (first, said, second, line.value) == ((3, 1), "", None, 9)
    assert "no such text" in trouble
    # Between two texts no seconds are counted: what the next one needs may have to be loaded.
    assert bounds == [("RLIMIT_AS", MOST_MEMORY), ("RLIMIT_CORE", 0), ("RLIMIT_CPU", 4),
                      ("RLIMIT_CPU", None), ("RLIMIT_CPU", 5), ("RLIMIT_CPU", None)]  # fmt: skip
    assert dict(handled) == {signal.SIGINT: signal.SIG_IGN, signal.SIGTERM: signal.SIG_DFL}


def test_a_bound_is_set_where_the_system_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[object] = []
    system = SimpleNamespace(
        RLIMIT_CORE="core",
        getrlimit=lambda kind: (5, 8),
        setrlimit=lambda *given: bounds.append(given),
    )
    monkeypatch.setattr(text_process, "resource", system)
    limit("RLIMIT_CORE", 3)
    limit("RLIMIT_CORE", None)
    monkeypatch.setattr(text_process, "resource", None)
    limit("RLIMIT_CORE", 4)

    assert bounds == [("core", (3, 8)), ("core", (8, 8))]
