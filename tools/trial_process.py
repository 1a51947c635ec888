"""A process that has read all tests once, and splits for each slip: a plugin for pytest.

Once they are read it says READY. Then a line that comes in asks for a trial, and a line that goes
out says which of its tests failed first. Reading the tests takes longer than most trials.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import FunctionType
from typing import TextIO

import pytest

from tools.in_memory import functions_by_file, has_planted

READY = "ready"
NOT_IN_MEMORY = "?"
# How a process ends in which not a test but a trial has failed.
BROKEN = 77


@dataclass(frozen=True)
class Trial:
    """Tests, or files or folders of tests, to be run without these marks and but for some, with the
    text of a file changed; "" for no file. A test that does not end is waited for so many seconds.
    """

    tests: Sequence[str]
    without: Sequence[str] = ()
    but: Sequence[str] = ()
    file: str = ""
    before: str = ""
    after: str = ""
    seconds: int = 0


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever asks say where questions come from and answers go, as two open files."""
    parser.addoption("--trials", nargs=2, type=int, help="numbers of two open files")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Answer as long as somebody asks."""
    source, target = session.config.getoption("--trials")
    functions = functions_by_file()
    with os.fdopen(source) as asked, os.fdopen(target, "w") as answers:
        print(READY, file=answers, flush=True)
        for line in asked:
            print(json.dumps(outcome(session, Trial(**json.loads(line)), functions)), file=answers)
            answers.flush()
    return True


def outcome(
    session: pytest.Session, trial: Trial, functions: Mapping[str, list[FunctionType]]
) -> str:
    """The first test that fails, or ends its process, or never ends; "" where none does, and
    NOT_IN_MEMORY where the file has to be read anew."""
    source, target = os.pipe()
    child = os.fork()
    if not child:
        ends_with = BROKEN
        try:
            os.close(source)
            with os.fdopen(target, "w") as answers:
                try_in_child(session, trial, functions, answers)
            ends_with = 0
        finally:
            os._exit(ends_with)
    os.close(target)
    with os.fdopen(source) as answers:
        *_, last = ["", *answers.read().splitlines()]
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == BROKEN:
        raise RuntimeError(f"{trial.file} could not be tried")
    return last


def try_in_child(
    session: pytest.Session,
    trial: Trial,
    functions: Mapping[str, list[FunctionType]],
    answers: TextIO,
) -> None:
    """Say the name of each test before it runs, and "" behind the last where none has failed."""
    hush()
    if trial.file and trial.file.endswith(".py"):
        found = functions.get(trial.file, [])
        if not has_planted(found, trial.file, trial.before, trial.after):
            print(NOT_IN_MEMORY, file=answers)
            return
    items = items_of(session, trial)
    for item, following in zip(items, [*items[1:], None], strict=True):
        print(item.nodeid, file=answers, flush=True)
        wait_at_most(trial.seconds)
        # Behind the last one whatever follows: only what it has for itself is put away.
        other = following or next((each for each in session.items if each is not item), item)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=other)
        if session.testsfailed:
            return
    print(file=answers)


def hush() -> None:
    """Say nothing to whoever reads what the first process says."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def wait_at_most(seconds: int) -> None:
    """End this process when it has used so much time of the processor, or waited ten times that."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(10 * seconds)


def items_of(session: pytest.Session, trial: Trial) -> list[pytest.Item]:
    """The tests in the order in which they are asked for, without those that are left out."""
    by_name: dict[str, list[pytest.Item]] = {}
    for item in session.items:
        file = PurePosixPath(item.nodeid.partition("::")[0])
        for name in (item.nodeid, file, *file.parents):
            by_name.setdefault(str(name), []).append(item)
    asked = dict.fromkeys(item for test in trial.tests for item in by_name.get(test, []))
    return [
        item
        for item in asked
        if item.nodeid not in trial.but and not any(map(item.get_closest_marker, trial.without))
    ]
