"""Which tests run a line? One run of the tests under coverage tells, and is kept: `make covered`.

What was edited since then is known by its content. Of an edited module or template it is still
known which tests come to it, and an edited file of tests is asked whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain, groupby, zip_longest
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from coverage import CoverageData
from jinja2 import Environment

from app import create_app

ROOT = Path(__file__).parent.parent
# Beside it in the same folder: `CONTENTS`. The name stands in pyproject.toml, too.
LINES = Path(".make/covered/lines")
CONTENTS = LINES.with_name("contents.json")
KINDS = ("tandem/**/*.py", "templates/**/*.html", "templates/**/*.txt", "tests/**/*.py")
# What fewer tests come to may run once in a process, as a statement that is built once.
FEW = 5
Tests = list[str]


def contents(root: Path) -> dict[str, str]:
    """Each file that is run or asked, and a hash of what it says."""
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for kind in KINDS
        for path in root.glob(kind)
    }


@dataclass(frozen=True)
class Covered:
    """What was run, by file and line: `lines` are those of Python, also of a compiled template."""

    lines: Mapping[str, Mapping[int, Collection[str]]]
    edited: frozenset[str]
    files: frozenset[str]
    # All that were run.
    tests: frozenset[str] = frozenset()
    # Files of tests that were not there then.
    added: frozenset[str] = frozenset()

    def tests_of(self, path: str, lines: Collection[int]) -> Tests:
        """The tests that run one of these lines of a file, the nearest first; and where they are
        few or the file was edited, those that come to the file at all; and files of tests near it
        that were not there when it was run."""
        found = self.lines.get(path, {})
        tests = set() if path in self.edited else names_in(found, lines)
        if len(tests) < FEW:
            tests |= names_in(found, found)
        tests |= {file for file in self.added if nearness(PurePath(path), PurePath(file))}
        return in_turn(path, {self.as_it_is(test) for test in tests} - {""})

    def runs(self, path: str, line: int) -> bool:
        """Is it known of some test that it runs this line?"""
        return path not in self.edited and bool(names_in(self.lines.get(path, {}), [line]))

    def as_it_is(self, test: str) -> str:
        """A test that was run; its file where that was edited, nothing where it is gone."""
        file = file_of(test)
        if file not in self.files:
            return ""
        return file if file in self.edited else test


def is_of_tests(file: str) -> bool:
    """Do tests stand in this file?"""
    return file.startswith("tests/") and PurePath(file).match("test_*.py")


def file_of(test: str) -> str:
    """The file that a test stands in."""
    return test.partition("::")[0]


def names_in(found: Mapping[int, Collection[str]], lines: Collection[int]) -> set[str]:
    """The tests at these lines. What ran while modules were imported has no name."""
    contexts = chain.from_iterable(found.get(line, ()) for line in lines)
    return {*map(name_of, contexts)} - {""}


def name_of(context: str) -> str:
    """The test of a context, which says also whether it was being prepared."""
    return context.rpartition("|")[0]


def in_turn(path: str, tests: Collection[str]) -> Tests:
    """The tests of the nearest files first, and of all files of one distance one in turn."""

    def distance(file: str) -> int:
        return -nearness(PurePath(path), PurePath(file))

    by_file = [[*theirs] for _, theirs in groupby(sorted(tests), file_of)]
    by_file.sort(key=lambda theirs: distance(file_of(theirs[0])))
    groups = groupby(by_file, lambda theirs: distance(file_of(theirs[0])))
    turns = chain.from_iterable(zip_longest(*files) for _, files in groups)
    return [test for turn in turns for test in turn if test]


def nearness(path: PurePath, test: PurePath) -> int:
    """How much of their ways two files share, and whether one is named after the other."""
    shared = 0
    for ours, theirs in zip(path.parts[1:-1], test.parts[1:-1], strict=False):
        if ours != theirs:
            break
        shared += 2
    return shared + (path.stem in test.stem)


def read(root: Path) -> Covered | None:
    """What is kept of a checkout; None where the tests were never run under coverage."""
    if not (root / LINES).exists():
        return None
    data = CoverageData(str(root / LINES))
    data.read()
    before, now = json.loads((root / CONTENTS).read_text("utf-8")), contents(root)
    return Covered(
        lines={file: data.contexts_by_lineno(file) for file in data.measured_files()},
        edited=frozenset(file for file, mark in now.items() if before.get(file) != mark),
        files=frozenset(now),
        added=frozenset(file for file in now.keys() - before.keys() if is_of_tests(file)),
        tests=frozenset(map(name_of, data.measured_contexts())) - {""},
    )


@cache
def templates() -> Environment:
    """What compiles the templates as the site does."""
    with TemporaryDirectory() as instance:
        return create_app({"INSTANCE": instance}).jinja_env


@cache
def compiled(name: str) -> list[tuple[int, int]]:
    """Which line of a template stands at which line of what Jinja makes of it."""
    return templates().get_template(name).debug_info


def compiled_lines(places: list[tuple[int, int]], line: int) -> Iterator[int]:
    """The lines of Python that a line of a template became. What stands between two tags belongs
    to the tag before it."""
    at = max((written for written, _ in places if written <= line), default=0)
    for (written, start), (_, end) in zip(places, [*places[1:], places[-1]], strict=True):
        if written == at:
            yield from range(start, max(end, start + 1))


if __name__ == "__main__":
    (ROOT / CONTENTS).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / CONTENTS).write_text(json.dumps(contents(ROOT)), "utf-8")
    sys.exit(0)
