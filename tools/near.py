"""Which tests are nearest to what was changed? Their paths, for pytest.

What was changed is what is not committed, or else the last commit. Nearest are the tests that
import a changed module, those of its folder, and the rules that hold for every file.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.mutants import ROOT, for_every_file, rings

# These folders have no tests of their own name.
ELSEWHERE = {"static": "tests/look", "translations": "tests/web", "courses": "tests/curriculum"}


def near(root: Path, changed: Iterable[Path]) -> list[str]:
    """The tests nearest to these files, which are named from the root; each path once."""
    asked = {test for path in changed for test in nearest(root, path)}
    return sorted(asked.union(for_every_file(root)))


def nearest(root: Path, path: Path) -> Iterator[str]:
    """The tests nearest to one file."""
    top = path.parts[0]
    if top == "tests" and path.name.startswith("test_") and (root / path).exists():
        yield path.as_posix()
    elif top == "tests" and len(path.parts) > 2:
        yield path.parent.as_posix()
    elif top in {"tandem", "templates"}:
        for ring in rings(root, path):
            yield from ring
            if not ring[0].endswith(".py"):
                return
    elif top in ELSEWHERE:
        yield ELSEWHERE[top]


def changed_in(root: Path) -> list[Path]:
    """What is not committed in a checkout, or else what the last commit changed."""
    edited = named(root, "diff", "--name-only", "--no-renames", "HEAD")
    new = named(root, "ls-files", "--others", "--exclude-standard")
    return edited + new or named(root, "show", "--name-only", "--format=")


def named(root: Path, *words: str) -> list[Path]:
    """The files that Git names, one in each line."""
    said = subprocess.run(  # noqa: S603 - no word comes from outside
        ["git", "-c", "core.quotePath=false", *words],  # noqa: S607 - the Git that the developer uses
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [Path(line) for line in said.splitlines() if line]


if __name__ == "__main__":
    sys.stdout.write("\n".join(near(ROOT, changed_in(ROOT))) + "\n")
