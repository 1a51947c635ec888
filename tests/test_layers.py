"""Does every module know only what lies below it? Wings by import-linter, the rest here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests import source

ROOT = Path(__file__).parent.parent
WEB = {"flask", "flask_login", "flask_wtf", "flask_babel", "wtforms", "werkzeug"}
DATA = {"sqlalchemy", "alembic"}
# These join a request with the database, and nothing else does.
MIXED = {
    "tandem.commands.demo.command",
    "tandem.mail.sending",
    "tandem.notifications.daily.letter",
    "tandem.web.db",
    "tandem.web.errors",
    "tandem.web.health",
    "tandem.web.metrics",
    "tandem.web.site_identity",
    "tandem.web.viewer",
}
PLAIN = ("tandem.content", "tandem.figures", "tandem.terms", "tandem.dates")
PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "tandem").rglob("*.py"))
    if "versions" not in path.parts
}


def imports(path: Path) -> Iterator[str]:
    """Every name that a file imports, and the module that it comes from."""
    for node in source.nodes(path, ast.ImportFrom):
        if node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for plain in source.nodes(path, ast.Import):
        yield from (alias.name for alias in plain.names)


@cache
def imported(module: str) -> frozenset[str]:
    """The same of one of our modules. Nothing is read before a test asks."""
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


def test_no_module_joins_web_and_data_but_the_named_ones() -> None:
    mixed = {module for module in PATHS if outside(module) & DATA and knows(module, WEB)}

    assert mixed == MIXED


def test_what_must_be_plain_knows_neither_web_nor_data() -> None:
    coloured = [
        module
        for module in PATHS
        if module.startswith(PLAIN) or module.split(".")[-2:-1] == ["rules"]
        if knows(module, WEB | DATA)
    ]

    assert coloured == []


def test_nobody_imports_the_routes_of_another_package() -> None:
    visits = {
        (module, name)
        for module in PATHS
        for name in imported(module)
        if name.split(".")[-1].endswith("routes")
        and name in PATHS
        and name.rpartition(".")[0] != module.rpartition(".")[0]
    }

    assert visits == set()


def test_the_house_has_few_rooms() -> None:
    rooms = {path.relative_to(ROOT / "tandem").parts[0] for path in PATHS.values()}

    assert len(rooms) <= 22
