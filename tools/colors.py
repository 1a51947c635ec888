"""Which color has a module: plain, data or web? It follows from what it imports, itself or by
others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = {"flask", "flask_login", "flask_wtf", "flask_babel", "wtforms", "werkzeug"}
DATA = {"sqlalchemy", "alembic"}
PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "tandem").rglob("*.py"))
    if "versions" not in path.parts
}


def color_of(module: str) -> str:
    """ "web" knows Flask or forms, "data" the database, "plain" neither."""
    if knows(module, WEB):
        return "web"
    return "data" if knows(module, DATA) else "plain"


def imports(path: Path) -> Iterator[str]:
    """Every name that a file imports, and the module that it comes from."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@cache
def imported(module: str) -> frozenset[str]:
    """The same of one of our modules. Nothing is read before somebody asks."""
    return frozenset(imports(PATHS[module]))


def outside(module: str) -> set[str]:
    """The packages of others that a module imports."""
    return {name.split(".")[0] for name in imported(module)} - {"tandem"}


def reached(module: str) -> set[str]:
    """A module and all of ours that it stands on."""
    found, waiting = {module}, [module]
    while waiting:
        new = {name for name in imported(waiting.pop()) if name in PATHS} - found
        found |= new
        waiting += new
    return found


def knows(module: str, packages: set[str]) -> bool:
    """Does a module, or anything that it stands on, import one of these packages?"""
    return any(outside(name) & packages for name in reached(module))
