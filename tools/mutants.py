"""Would a test notice a slip? One at a time is planted, and what none noticed is listed.

A seeded sample of small changes to the code and the templates: a filter dropped, rep and support
swapped, a comparison turned round, one more, a call left out. Each is tried in a copy of the
project, the nearest tests first, up to those of its wing and those that hold for every page and
file. What survives is printed with its file, line and change, and at the end how many were noticed
in modules of each color.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from textwrap import shorten

from tools import colors, slips
from tools.slips import Slip

ROOT = Path(__file__).parent.parent
LEFT_OUT = (".git", ".venv", "node_modules", "instance", "__pycache__", ".hypothesis", "*.pyc")
QUICK = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not browser and not process"]
# What pytest says when a test has failed, or when nothing can be imported any more.
RED = {1, 2}
NO_TESTS = 5
# A slip that runs without an end is noticed by whoever waits for it.
PATIENCE = 1800


@dataclass(frozen=True)
class Mutant:
    """One file with one slip."""

    path: Path
    slip: Slip

    def __str__(self) -> str:
        """Where it is, and what is changed."""
        before, after = (shorten(text, 90) for text in (self.slip.before, self.slip.after))
        return f"{self.path}:{self.slip.line}: {self.slip.name}: {before} → {after}"

    @property
    def color(self) -> str:
        """ "template", or what its module knows."""
        if self.path.suffix != ".py":
            return "template"
        return colors.color_of(".".join(self.path.with_suffix("").parts).removesuffix(".__init__"))


def mutants_of(root: Path, paths: Sequence[Path]) -> list[Mutant]:
    """Every slip that could be planted in these files, which are named from the root."""
    return [
        Mutant(path, slip)
        for path in paths
        for slip in slips.slips_in((root / path).read_bytes(), is_code=path.suffix == ".py")
    ]


def files_in(root: Path) -> list[Path]:
    """The code and the templates, without the migrations, which nobody edits again."""
    files = [
        *sorted((root / "tandem").rglob("*.py")),
        *sorted((root / "templates").rglob("*.html")),
    ]
    return [path.relative_to(root) for path in files if "versions" not in path.parts]


def rings(root: Path, path: Path, *, near: bool = False) -> Iterator[tuple[str, ...]]:
    """The tests to ask, the nearest first: of the file, of its folder, of its wing, then all.

    With `near`, the last are those that hold for every page and every file, instead of all.
    """
    folder = Path("tests", *path.parts[1:-1])
    closest = {folder / f"test_{path.stem}.py", *naming(root, path)}
    tried = [sorted(str(test) for test in closest if (root / test).exists())]
    wider = [at for at in (folder, *folder.parents) if at.name and (root / at).is_dir()]
    tried += [[str(at)] for at in wider if not near or at != Path("tests")]
    if near:
        tried.append(for_every_file(root))
    yield from dict.fromkeys(tuple(tests) for tests in tried if tests)


def for_every_file(root: Path) -> list[str]:
    """The tests that hold for every page and every file."""
    return sorted(test.relative_to(root).as_posix() for test in root.glob("tests/test_*.py"))


def naming(root: Path, path: Path) -> list[Path]:
    """The test files that import a module of ours."""
    package, module = ".".join(path.parts[:-1]), path.stem
    line = re.compile(
        rf"^(from|import) {package}(\.{module}\b| import .*\b{module}\b)", re.MULTILINE
    )
    tests = sorted((root / "tests").rglob("test_*.py"))
    return [test.relative_to(root) for test in tests if line.search(test.read_text("utf-8"))]


def sample_of(root: Path, every: Sequence[Mutant], *, count: int, seed: int) -> list[Mutant]:
    """So many of them, always the same for a seed, each of which Python can read."""
    found: list[Mutant] = []
    for mutant in random.Random(seed).sample(every, len(every)):  # noqa: S311 - to be repeated
        if len(found) == count:
            break
        planted = mutant.slip.planted_in((root / mutant.path).read_bytes())
        if mutant.path.suffix != ".py" or slips.is_readable(planted):
            found.append(mutant)
    return found


class Trials:
    """Copies of the project in which slips are planted and tests are run.

    What is compiled of a file is known by its content: one is changed twice within a second.
    """

    def __init__(self, root: Path, folder: Path, *, number: int, near: bool) -> None:
        self.root, self.near, self.copies = root, near, SimpleQueue[Path]()
        for copy in range(number):
            shutil.copytree(root, folder / str(copy), ignore=shutil.ignore_patterns(*LEFT_OUT))
            # Tests are compiled by pytest, which changes them.
            code = folder / str(copy) / "tandem"
            compile_dir(code, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
            self.copies.put(folder / str(copy))
        self.is_green = cache(lambda tests: self.outcome(None, tests) not in RED)

    def is_noticed(self, mutant: Mutant) -> bool:
        """Does a test fail because of the slip? Raises RuntimeError where it fails without it."""
        for tests in rings(self.root, mutant.path, near=self.near):
            if self.outcome(mutant, tests) in RED:
                if not self.is_green(tests):
                    raise RuntimeError(f"red without any slip: {' '.join(tests)}")
                return True
        return False

    def outcome(self, mutant: Mutant | None, tests: Sequence[str]) -> int:
        """What pytest says of these tests, in a copy with the slip."""
        copy = self.copies.get()
        try:
            if mutant is None:
                return tested(copy, tests)
            file = copy / mutant.path
            source = file.read_bytes()
            file.write_bytes(mutant.slip.planted_in(source))
            try:
                return tested(copy, tests)
            finally:
                file.write_bytes(source)
        finally:
            self.copies.put(copy)


def tested(copy: Path, tests: Sequence[str]) -> int:
    """What pytest answers. Raises RuntimeError where it could not run at all."""
    command = [sys.executable, "-m", "pytest", *QUICK, *tests]
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(copy)}
    try:
        run = subprocess.run(  # noqa: S603 - a command of ours, with nothing that anybody types
            command, cwd=copy, env=surroundings, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return min(RED)
    if run.returncode not in {0, NO_TESTS, *RED}:
        raise RuntimeError(run.stdout.decode() + run.stderr.decode())
    return run.returncode


def tried(
    root: Path, mutants: Sequence[Mutant], *, at_once: int, near: bool = True
) -> Iterator[tuple[Mutant, bool]]:
    """Each of them and whether a test notices it, in their order, as soon as it is known. With
    `near`, the tests of other wings are not asked."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(at_once) as pool:
        trials = Trials(root, Path(folder), number=at_once, near=near)
        yield from zip(mutants, pool.map(trials.is_noticed, mutants), strict=True)


def main(arguments: Sequence[str]) -> int:
    """Try a sample and say what survived; 1 where something did."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files of ours; all without")
    parser.add_argument("--count", type=int, default=60, help="how many slips")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--all", action="store_true", help="go on to the tests of all wings")
    chosen = parser.parse_args(arguments)
    every = mutants_of(ROOT, chosen.paths or files_in(ROOT))
    sample = sample_of(ROOT, every, count=chosen.count, seed=chosen.seed)
    planted, noticed = Counter[str](), Counter[str]()
    for mutant, seen in tried(ROOT, sample, at_once=chosen.at_once, near=not chosen.all):
        planted[mutant.color] += 1
        noticed[mutant.color] += seen
        if not seen:
            print(mutant, flush=True)
    for color, count in sorted(planted.items()):
        print(f"{color}: {noticed[color]} of {count} noticed")
    print(f"together: {noticed.total()} of {planted.total()}, of {len(every)} that could be made")
    return int(noticed.total() < planted.total())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
