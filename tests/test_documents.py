"""Is what the documents name there: every path, every link, and the layout that README.md draws?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from tests import source

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)[^)\s]*\)")
# A path, and perhaps a name in the file: `web/access.py:open_to`, `tests/test_x.py::test_y`.
NAMED = re.compile(r"(?P<path>[\w.][\w.-]*(?:/[\w.-]+)*/?)(?:::?(?P<name>\w+))?")
SUFFIXES = (".py", ".md", ".html", ".css", ".js", ".mjs", ".toml", ".txt", ".json", ".mo", ".po")
# What a site, a course or a machine has, and the repository has not.
ELSEWHERE = ("instance/", ".venv/", ".make/", "images/", "course.de.md", "01-equals.de.md")
# Endings of files, not files.
BARE = {f".{ending}" for ending in ("md", "txt", "toml", "zip", "gift")}
HIDDEN = {"node_modules", "instance", "__pycache__"}


def files_below(folder: Path) -> Iterator[Path]:
    """Every file and folder of ours."""
    for path in folder.iterdir():
        if path.name in HIDDEN or (path.name.startswith(".") and path.name != ".ci"):
            continue
        yield path
        if path.is_dir():
            yield from files_below(path)


NAMES = {path.name for path in files_below(ROOT)} | {".gitignore", ".npmrc"}


def paths_in(text: str) -> Iterator[tuple[str, str]]:
    """Every path in code signs, with what it names in the file; nothing from a fenced block."""
    for code in CODE.findall(FENCE.sub("", text)):
        found = NAMED.fullmatch(code)
        if not found or found["path"].startswith(ELSEWHERE) or found["path"] in BARE:
            continue
        if "/" in found["path"] or found["path"].endswith(SUFFIXES):
            yield found["path"], found["name"] or ""


def is_there(path: str, name: str) -> bool:
    """Is a path there, from the root, from `tandem/`, or anywhere if it is a bare name?"""
    file = next((top / path for top in (ROOT, ROOT / "tandem") if (top / path).exists()), None)
    if file is None:
        is_bare = "/" not in path.rstrip("/")
        return is_bare and not name and path.rstrip("/") in NAMES
    return not name or name in names_in(file)


def names_in(file: Path) -> set[str]:
    """The functions, classes and methods of a file."""
    functions, classes = source.nodes(file, ast.FunctionDef), source.nodes(file, ast.ClassDef)
    return {node.name for node in [*functions, *classes]}


def test_every_path_in_the_documents_is_there() -> None:
    named = {page.name: list(paths_in(page.read_text("utf-8"))) for page in PAGES}
    missing = [
        f"{page}: {path} {name}"
        for page, paths in named.items()
        for path, name in paths
        if not is_there(path, name)
    ]

    assert missing == []
    assert len(named["architecture.md"]) > 50
    assert len(named["CONTRIBUTING.md"]) > 20


def test_every_link_between_the_documents_leads_somewhere() -> None:
    lost = [
        (page.name, target)
        for page in PAGES
        for target in LINK.findall(FENCE.sub("", page.read_text("utf-8")))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert lost == []


def layout() -> dict[tuple[str, ...], set[str]]:
    """The rows of the layout in README.md: the folders of each, and what it says is in them."""
    lines = (ROOT / "README.md").read_text("utf-8").partition("| in `tandem/` |")[2].splitlines()
    rows = [line.split("|") for line in takewhile(lambda line: line.startswith("|"), lines[2:])]
    return {tuple(CODE.findall(row[1])): {path for path, _ in paths_in(row[2])} for row in rows}


def test_the_layout_names_everything_in_tandem() -> None:
    named = {path.rstrip("/") for folders in layout() for path in folders}
    there = {path.name for path in files_below(ROOT / "tandem") if path.parent == ROOT / "tandem"}

    assert named == there - {"__init__.py"}
    assert len(layout()) == 13


def test_the_layout_names_every_package_where_it_is() -> None:
    for folders, named in layout().items():
        tops = [ROOT / "tandem" / folder for folder in folders]
        below = {path for top in tops if top.is_dir() for path in files_below(top)}
        packages = {path.name for path in below if path.is_dir() and path.parent in tops}
        mentioned = {path.rstrip("/") for path in named}

        assert mentioned <= {path.name for path in below}, folders
        if len(folders) == 1 and folders != ("commands/",):
            assert packages <= mentioned, folders
