"""Does every module know only what lies below it? Wings by import-linter, the rest here."""

from __future__ import annotations

from tools.colors import DATA, PATHS, ROOT, WEB, imported, knows, outside

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
