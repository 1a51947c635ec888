"""Copies of a project in which a slip is planted and tests are asked, each with a process that has
read all tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from tools.trial_process import NOT_IN_MEMORY, READY, Trial

ROOT = Path(__file__).parent.parent
LEFT_OUT = (
    ".git",
    ".venv",
    ".make",
    "node_modules",
    "instance",
    "__pycache__",
    ".hypothesis",
    "*.pyc",
)
QUICK = "not browser and not process"
# What pytest says when no test has failed, or none was asked.
GREEN = {0, 5}
# What it says when a test is not there, as with a slip in a number that its name is made of.
UNKNOWN_NAMES, NO_SUCH_TEST = 4, b"ERROR: not found"
NOTHING_CAN_BE_READ = b"ImportError while loading conftest"
NAMES = "asked.txt"
FAILED = Path(".pytest_cache/v/cache/lastfailed")
# A slip that runs without an end is noticed by whoever waits for it: one test, so many seconds of
# the processor, or by the clock on the wall where the file had to be read anew.
PATIENCE = 120
WITHOUT_END = b"Timeout ("


@dataclass(frozen=True)
class Asked:
    """Tests to run, in this order: names, files or folders; without those that bear a mark, and but
    for some. On SQLite, where no other database is named."""

    tests: tuple[str, ...]
    without: tuple[str, ...] = ()
    but: frozenset[str] = frozenset()
    database: str = ""

    @property
    def marks(self) -> str:
        """Which tests may run, as pytest reads it."""
        return " and not ".join((QUICK, *self.without))


@dataclass(frozen=True)
class Planted:
    """A file, named from the root, and what it says with a slip."""

    path: Path
    text: bytes


class Copy:
    """A copy of the project, and the process that has read its tests.

    What is compiled of a file is known by its content: one is changed twice within a second.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        # Tests are compiled by pytest, which changes them.
        by_content = PycInvalidationMode.CHECKED_HASH
        compile_dir(folder / "tandem", quiet=1, invalidation_mode=by_content)
        source, asks = os.pipe()
        answers, target = os.pipe()
        self.asks, self.answers = os.fdopen(asks, "w"), os.fdopen(answers)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-m",
            QUICK,
            "-ptools.trial_process",
            "-pno:xdist",
            "--timeout=0",
        ]
        # What is written down knows a folder of pytest by its name.
        written = folder.with_suffix(".tmp") / "pytest-0"
        written.parent.mkdir()
        trials = [f"--basetemp={written}", "--trials", str(source), str(target)]
        self.process = subprocess.Popen(  # noqa: S603 - a command of ours
            [*command, *trials],
            cwd=folder,
            env=surroundings(folder),
            pass_fds=(source, target),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(source)
        os.close(target)

    def wait(self) -> None:
        """Wait until all is read: no slip may stand in a file before. Raises RuntimeError where the
        tests cannot be read."""
        if self.answers.readline().strip() != READY:
            raise RuntimeError("the tests of a copy could not be read")

    def end(self) -> None:
        """Let the process go."""
        self.asks.close()
        self.process.wait()
        self.answers.close()

    @contextmanager
    def with_slip(self, planted: Planted) -> Iterator[Trial]:
        """The file says something else as long as this lasts, also for a process that is new."""
        file = self.folder / planted.path
        source = file.read_bytes()
        file.write_bytes(planted.text)
        try:
            yield Trial((), file=str(file), before=source.decode(), after=planted.text.decode())
        finally:
            file.write_bytes(source)

    def first_failed(self, asked: Asked, trial: Trial) -> str:
        """The first of these tests that fails, "" where none does."""
        if asked.database:
            return first_failed_anew(self.folder, asked)
        wanted = replace(
            trial, tests=asked.tests, without=asked.without, but=[*asked.but], seconds=PATIENCE
        )
        print(json.dumps(asdict(wanted)), file=self.asks, flush=True)
        found = str(json.loads(self.answers.readline()))
        # What is worked out while files are read stays as it is in memory.
        is_unsure = not found and trial.file.endswith(".py")
        if found == NOT_IN_MEMORY or is_unsure:
            return first_failed_anew(self.folder, asked)
        return found


class Trials:
    """Several copies, each for one slip at a time."""

    def __init__(self, root: Path, *, number: int) -> None:
        self.root, self.number, self.free = root, number, SimpleQueue[Copy]()
        self.place = TemporaryDirectory()
        # What is known of tests without any slip.
        self.red, self.green = set[str](), set[str]()

    def __enter__(self) -> Self:
        self.copies = [
            Copy(self.root, Path(self.place.name, str(number))) for number in range(self.number)
        ]
        for copy in self.copies:
            copy.wait()
            self.free.put(copy)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        for copy in self.copies:
            copy.end()
        self.place.cleanup()

    def noticed_by(self, asked: Asked, planted: Planted) -> str:
        """The first of these tests that fails with the slip and not without, "" where none does."""
        asked = replace(asked, but=frozenset(self.red))
        while (test := self.failed(asked, planted)) not in {"", *asked.but}:
            if not self.is_red(test, asked.database):
                return test
            asked = replace(asked, but=asked.but | {test})
        return ""

    def is_red(self, test: str, database: str) -> bool:
        """Does this test fail without any slip? Each is asked once."""
        if test not in self.green and test not in self.red:
            alone = Asked((test,), database=database)
            known = self.red if self.failed(alone, None) else self.green
            known.add(test)
        return test in self.red

    def failed(self, asked: Asked, planted: Planted | None) -> str:
        """The first of these tests that fails in a copy, with the slip where there is one; "" where
        none does."""
        if not asked.tests:
            return ""
        copy = self.free.get()
        try:
            if planted is None:
                return copy.first_failed(asked, Trial(()))
            with copy.with_slip(planted) as trial:
                return copy.first_failed(asked, trial)
        finally:
            self.free.put(copy)


def surroundings(folder: Path, *, database: str = "") -> dict[str, str]:
    """What a process of a copy is told: where its code is, and ours behind it, and its database."""
    path = os.pathsep.join((str(folder), str(ROOT)))
    told = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": path, "TANDEM_TEST_DATABASE_URL": database}
    return {**os.environ, **told}


def first_failed_anew(folder: Path, asked: Asked) -> str:
    """The first of these tests that fails in a process of its own, which reads all files anew, or
    the file of tests that cannot be read any more. Raises RuntimeError where pytest could not run
    at all."""
    run = run_anew(folder, asked)
    if run.returncode == UNKNOWN_NAMES and NO_SUCH_TEST in run.stdout + run.stderr:
        run = run_anew(folder, replace(asked, tests=without_values(asked.tests)))
    if run.returncode in GREEN:
        return ""
    if (folder / FAILED).exists():
        return str(next(iter(json.loads((folder / FAILED).read_text("utf-8")))))
    if NOTHING_CAN_BE_READ in run.stderr or WITHOUT_END in run.stderr:
        return asked.tests[0]
    raise RuntimeError(run.stdout.decode() + run.stderr.decode())


def run_anew(folder: Path, asked: Asked) -> subprocess.CompletedProcess[bytes]:
    """These tests in a process of its own, up to the first that fails."""
    (folder / NAMES).write_text("\n".join(asked.tests), "utf-8")
    shutil.rmtree(folder / FAILED.parent, ignore_errors=True)
    waiting = (f"-ofaulthandler_timeout={PATIENCE}", "-ofaulthandler_exit_on_timeout=true")
    left_out = [f"--deselect={test}" for test in asked.but]
    command = [sys.executable, "-m", "pytest", "-x", "-m", asked.marks, *waiting, *left_out]
    return subprocess.run(  # noqa: S603 - a command of ours, with nothing that anybody types
        [*command, f"@{NAMES}"],
        cwd=folder,
        env=surroundings(folder, database=asked.database),
        capture_output=True,
        check=False,
    )


def without_values(tests: Sequence[str]) -> tuple[str, ...]:
    """The names of tests, without the values they are given: a slip in a number changes them."""
    return tuple(dict.fromkeys(test.partition("[")[0] for test in tests))
