"""Would a test notice a slip? One at a time is planted, and what none noticed is listed.

A seeded sample of small changes to the code and the templates: a filter dropped, rep and support
swapped, a comparison turned round, one more, a call left out. Each is tried in a copy of the
project. The tests that run the line are asked, the nearest first (tools/covered.py), and of a
template those that read every file; of a lock also those of two at once, on PostgreSQL, which alone
has any. What survives is printed with its file, line and change, and at
the end how many were noticed in modules of each color.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, takewhile
from pathlib import Path, PurePath
from textwrap import shorten

import psycopg

from tools import colors, covered, slips
from tools.covered import Covered, file_of, nearness
from tools.slips import Slip
from tools.trials import Asked, Planted, Trials

ROOT = Path(__file__).parent.parent
# Those that hold for every file are asked of each template; the lines tell who walks there.
WALKS = ("walk", "written_down")
# So many tests that run a line are asked without `--all`; a busy one has thousands.
MOST = 200
# So many rings of tests are asked where no test is known to run a line: its file and its folder.
NEAREST = 2
# So long a text is shown whole.
WHOLE = 60
# What tells of everything that somebody is shown or can do, and how many people are asked for it.
TOLD = {
    "tests/test_every_page.py::test_every_page_says_what_it_said": 2,
    "tests/test_every_form.py::test_every_form_does_what_it_did": 1,
    "tests/test_every_sample_page.py::test_every_page_says_what_it_said_to_the_sample": 2,
    "tests/test_every_sample_page.py::test_every_form_does_what_it_did_in_the_sample": 1,
}
WHO = re.compile(r"\[(?P<who>\w+)\]$")
# What tells of everything that other rows would change, by the feature whose pages show it, and how
# many features are asked for it.
ROWS = re.compile(r"tests/slipped_rows/test_slipped_rows\.py::\w+\[(?P<feature>[\w/]+)\]$")
MOST_ROWS = 10
# A call of a lock, and what a file of tests says in which two act at once.
LOCK, OF_TWO = re.compile(r"hold\("), "from tests.at_once import"
EVERY = re.compile(r"tests/(test_\w+|slipped_rows/\w+)\.py")


@dataclass(frozen=True)
class Mutant:
    """One file with one slip."""

    path: Path
    slip: Slip

    def __str__(self) -> str:
        """Where it is, and what is changed."""
        before, after = (shorten(text, 90) for text in differing(self.slip.before, self.slip.after))
        return f"{self.path}:{self.slip.line}: {self.slip.name}: {before} → {after}"

    @property
    def color(self) -> str:
        """ "template", or what its module knows."""
        if self.path.suffix != ".py":
            return "template"
        return colors.color_of(".".join(self.path.with_suffix("").parts).removesuffix(".__init__"))


def differing(before: str, after: str) -> tuple[str, str]:
    """Two texts from where they differ; short ones whole."""
    if len(before) <= WHOLE:
        return before, after
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return f"…{before[same:]}", f"…{after[same:]}"


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


def rings(root: Path, path: Path) -> Iterator[tuple[str, ...]]:
    """The tests nearest to a file: of the file, of its folder, of its wing, then those that hold
    for every page and every file."""
    folder = Path("tests", *path.parts[1:-1])
    closest = {folder / f"test_{path.stem}.py", *naming(root, path)}
    tried = [sorted(str(test) for test in closest if (root / test).exists())]
    wider = [at for at in (folder, *folder.parents) if at.name and (root / at).is_dir()]
    tried += [[str(at)] for at in wider if at != Path("tests")]
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


def asked_of(
    root: Path, mutant: Mutant, known: Covered | None, *, every: bool = False
) -> Iterator[Asked]:
    """The tests to ask for a mutant, the nearest first: so many of those that run the line, or
    every one; for a template those that read every file, too. Where no lines are known, those of
    its file and its wing."""
    if known is None:
        yield from (Asked(tests) for tests in rings(root, mutant.path))
        return
    found = known.tests_of(mutant.path.as_posix(), lines_of(mutant))
    nearer = [test for test in found if not EVERY.match(test)]
    wider = [test for test in found if EVERY.match(test)]
    yield Asked((*nearer[:MOST], *rows_of(mutant.path, wider), *walks_of(known, wider)))
    if mutant.color != "template" and not known.runs(mutant.path.as_posix(), mutant.slip.line):
        # It runs while the file is read, so no test is known by it.
        *nearest, _every_file = rings(root, mutant.path)
        yield from (Asked(tests) for tests in nearest[:NEAREST])
    if mutant.color == "template":
        yield Asked(tuple(for_every_file(root)), without=WALKS)
    if every:
        yield Asked((*nearer[MOST:], *filter(EVERY.match, found)))


def asked_on_postgres(
    root: Path, mutant: Mutant, known: Covered | None, database: str
) -> Iterator[Asked]:
    """The tests of two at once that run a lock which is left out."""
    is_lock = mutant.slip.name == "drop a call" and LOCK.match(mutant.slip.before)
    if known is None or not database or not is_lock:
        return
    found = known.tests_of(mutant.path.as_posix(), lines_of(mutant))
    of_two = {file for file in map(file_of, found) if OF_TWO in (root / file).read_text("utf-8")}
    yield Asked(tuple(test for test in found if file_of(test) in of_two), database=database)


def rows_of(path: Path, found: Sequence[str]) -> list[str]:
    """What tells of other rows, of the features nearest to a file."""
    places = {
        test: PurePath("tests", match["feature"], path.name)
        for test in found
        if (match := ROWS.match(test))
    }
    return sorted(places, key=lambda test: -nearness(path, places[test]))[:MOST_ROWS]


def walks_of(known: Covered, found: Sequence[str]) -> list[str]:
    """What tells of all that somebody is shown, for some of those who are shown what the line does.

    Tests share what one of them has opened, so which of them it was says nothing.
    """
    people = dict.fromkeys(match["who"] for test in found if (match := WHO.search(test)))
    asked: list[str] = []
    for test, most in TOLD.items():
        names = [f"{test}[{who}]" for who in people]
        asked += [name for name in names if name in known.tests][:most]
    return asked


def lines_of(mutant: Mutant) -> list[int]:
    """The lines that Python runs where the slip is."""
    if mutant.color != "template":
        return [mutant.slip.line]
    places = covered.compiled(mutant.path.relative_to("templates").as_posix())
    return [*covered.compiled_lines(places, mutant.slip.line)]


def tried(
    root: Path,
    mutants: Sequence[Mutant],
    *,
    at_once: int,
    every: bool = False,
    postgres: str = "",
) -> Iterator[tuple[Mutant, str]]:
    """Each of them and the first test that notices it: one that fails with the slip, and not
    without. "" where none does."""
    known = covered.read(root)

    def noticed_by(mutant: Mutant) -> str:
        """The test that notices a slip."""
        planted = Planted(mutant.path, mutant.slip.planted_in((root / mutant.path).read_bytes()))
        asked = chain(
            asked_of(root, mutant, known, every=every),
            asked_on_postgres(root, mutant, known, postgres),
        )
        return next(filter(None, (trials.noticed_by(one, planted) for one in asked)), "")

    with Trials(root, number=at_once) as trials, ThreadPoolExecutor(at_once) as pool:
        for mutant, test in zip(mutants, pool.map(noticed_by, mutants), strict=True):
            print(".", end="", file=sys.stderr, flush=True)
            yield mutant, test


def answers(address: str) -> bool:
    """Is there a PostgreSQL?"""
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def main(arguments: Sequence[str]) -> int:
    """Try a sample and say what survived; 1 where something did."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files of ours; all without")
    parser.add_argument("--count", type=int, default=60, help="how many slips")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--all", action="store_true", help="ask every test that runs the line")
    parser.add_argument("--postgres", default="", help="where locks are asked for again")
    chosen = parser.parse_args(arguments)
    postgres = chosen.postgres if chosen.postgres and answers(chosen.postgres) else ""
    every = mutants_of(ROOT, chosen.paths or files_in(ROOT))
    sample = sample_of(ROOT, every, count=chosen.count, seed=chosen.seed)
    planted, noticed = Counter[str](), Counter[str]()
    facts = {"at_once": chosen.at_once, "every": chosen.all, "postgres": postgres}
    for mutant, test in tried(ROOT, sample, **facts):
        planted[mutant.color] += 1
        noticed[mutant.color] += bool(test)
        if not test:
            print(mutant, flush=True)
    for color, count in sorted(planted.items()):
        print(f"{color}: {noticed[color]} of {count} noticed")
    print(f"together: {noticed.total()} of {planted.total()}, of {len(every)} that could be made")
    return int(noticed.total() < planted.total())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
