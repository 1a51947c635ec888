"""Which files, packages, functions and templates come near a limit? Printed by `make report`.

Nothing here fails a build: `tests/test_house_rules.py` and ruff hold the limits themselves. A long
file is split when it holds two subjects, never because it is long.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONG_FILE = 250
SMALLEST_PACKAGE, LARGEST_PACKAGE = 2, 12
COMPLEXITY = 12
LONG_TEMPLATE = 100


def report(root: Path) -> Iterator[str]:
    """The whole report, line by line. Takes a second or two: ruff reads every file."""
    parts = {
        f"Files above {LONG_FILE} lines (the limit is 400)": long_files(root),
        f"Modules in packages, not {SMALLEST_PACKAGE} to {LARGEST_PACKAGE}": odd_packages(root),
        f"Functions with a complexity above {COMPLEXITY} (the limit is 15)": branching(root),
        f"Templates above {LONG_TEMPLATE} lines (the limit is 120)": long_templates(root),
    }
    for heading, lines in parts.items():
        yield heading
        yield from [f"  {line}" for line in lines] or ["  none"]


def long_files(root: Path) -> list[str]:
    """Long files of code and tests, the longest first, with the number of their public names."""
    files = [path for part in ("tandem", "tests") for path in python_files(root / part)]
    long = [(count, path) for path in files if (count := line_count(path)) > LONG_FILE]
    return [
        f"{count} lines, {public_names(path)} public names  {path.relative_to(root)}"
        for count, path in sorted(long, key=lambda file: (-file[0], file[1]))
    ]


def odd_packages(root: Path) -> list[str]:
    """Packages of many modules, and those of one module alone, which could be that module."""
    folders = sorted({path.parent for path in python_files(root / "tandem")})
    sizes = {folder: len(modules_in(folder)) for folder in folders}
    return [
        f"{size} in {folder.relative_to(root)}"
        for folder, size in sizes.items()
        if size > LARGEST_PACKAGE or size + len(packages_in(folder)) < SMALLEST_PACKAGE
    ]


def branching(root: Path) -> list[str]:
    """Functions whose complexity ruff (McCabe) finds high. Raises CalledProcessError."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=C901", "--exit-zero"]
    command += ["--config", f"lint.mccabe.max-complexity={COMPLEXITY}", "--output-format=concise"]
    ruff = subprocess.run(  # noqa: S603 - a command of ours, with nothing that anybody types
        [*command, "--quiet", "."], cwd=root, check=True, capture_output=True, text=True
    )
    return ruff.stdout.splitlines()


def long_templates(root: Path) -> list[str]:
    """Templates near their limit, the longest first."""
    files = [path for path in sorted((root / "templates").rglob("*")) if path.is_file()]
    long = [(count, path) for path in files if (count := line_count(path)) > LONG_TEMPLATE]
    return [
        f"{count} lines  {path.relative_to(root)}"
        for count, path in sorted(long, key=lambda file: (-file[0], file[1]))
    ]


def python_files(folder: Path) -> list[Path]:
    """The Python files of a folder, without the migrations, which nobody edits again."""
    return [path for path in sorted(folder.rglob("*.py")) if "versions" not in path.parts]


def modules_in(folder: Path) -> list[Path]:
    """The modules that lie directly in a folder."""
    return [path for path in folder.glob("*.py") if path.name != "__init__.py"]


def packages_in(folder: Path) -> list[Path]:
    """The folders of modules that lie directly in a folder."""
    return [path for path in folder.iterdir() if path.is_dir() and any(path.glob("*.py"))]


def line_count(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


def public_names(path: Path) -> int:
    """How many classes and functions a file offers to others."""
    body = ast.parse(path.read_text("utf-8")).body
    named = (node for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef))
    return sum(not node.name.startswith("_") for node in named)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report(ROOT))
