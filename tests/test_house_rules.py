"""Is the house in order? Rules that hold for every file, view and template."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import nodes

from tandem.web.settings import SETTINGS
from tests import source

ROOT = Path(__file__).parent.parent
CODE = sorted(path for path in (ROOT / "tandem").rglob("*.py") if "versions" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix()
    for path in (ROOT / "templates").rglob("*")
    if path.is_file()
)
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(", re.IGNORECASE)


def functions(path: Path) -> list[ast.FunctionDef]:
    """Every function in a file."""
    return source.nodes(path, ast.FunctionDef)


def length(function: ast.FunctionDef) -> int:
    """How many lines a function has."""
    return (function.end_lineno or 0) - function.lineno + 1


def test_every_view_says_who_may_enter(shared_app: Flask) -> None:
    silent = [
        name
        for name, view in shared_app.view_functions.items()
        if not getattr(view, "open_to", None)
    ]

    assert silent == []


def test_no_file_is_longer_than_400_lines() -> None:
    long = [
        path.relative_to(ROOT).as_posix()
        for path in [*CODE, *TESTS]
        if len(path.read_text("utf-8").splitlines()) > 400
    ]

    # Lists of words and of tables: each is one subject, and grows with what there is.
    assert set(long) <= {"tandem/terms.py", "tandem/trust/privacy/kept.py"}


def test_no_function_is_longer_than_40_lines() -> None:
    long = [f"{p.name}:{f.name}" for p in CODE for f in functions(p) if length(f) > 40]

    assert long == []


def test_no_test_is_longer_than_30_lines() -> None:
    long = [
        f"{path.name}:{function.name}"
        for path in TESTS
        for function in functions(path)
        if function.name.startswith("test_") and length(function) > 30
    ]

    assert long == []


def test_no_handler_is_longer_than_30_lines() -> None:
    long = [
        f"{path.parent.name}.{function.name}"
        for path in CODE
        if path.name == "routes.py"
        for function in functions(path)
        if function.decorator_list and length(function) > 30
    ]

    assert long == []


def test_modules_classes_and_what_other_packages_call_say_what_they_are_for() -> None:
    needed = [node for path in CODE for node in to_explain(path)]
    silent = [
        name for name, node in needed if not ast.get_docstring(node) and not name.endswith("__")
    ]

    assert silent == []


Explained = ast.Module | ast.ClassDef | ast.FunctionDef


def to_explain(path: Path) -> Iterator[tuple[str, Explained]]:
    """What needs a docstring in a file: itself, its classes, and what other packages call."""
    module = module_of(path)
    yield module, source.tree(path)
    for node in source.nodes(path, ast.ClassDef):
        yield f"{module}.{node.name}", node
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and is_called(f".{method.name}", path.parent):
                yield f"{module}.{node.name}.{method.name}", method
    for node in source.tree(path).body:
        if isinstance(node, ast.FunctionDef) and is_called(f"{module}.{node.name}", path.parent):
            yield f"{module}.{node.name}", node


def is_called(name: str, folder: Path) -> bool:
    """Does a file of another folder use this?"""
    return bool(users().get(name, frozenset()) - {folder})


@cache
def users() -> dict[str, set[Path]]:
    """The folders that use each name."""
    folders: dict[str, set[Path]] = defaultdict(set)
    for path in [ROOT / "app.py", *CODE]:
        for name in used_by(path):
            folders[name].add(path.parent)
    return folders


def used_by(path: Path) -> frozenset[str]:
    """`tandem.dates.end_of_day` for what is used of a module, `.title` for any attribute.

    Whose attribute it is only a type checker knows: a method counts as called from outside when
    another folder uses any attribute of its name.
    """
    modules = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in source.nodes(path, ast.ImportFrom)
        for alias in node.names
    }
    attributes = source.nodes(path, ast.Attribute)
    of_modules = {
        f"{modules[node.value.id]}.{node.attr}"
        for node in attributes
        if isinstance(node.value, ast.Name) and node.value.id in modules
    }
    return frozenset({*modules.values(), *of_modules, *(f".{node.attr}" for node in attributes)})


def module_of(path: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


# What tells the time by the machine or by the database.
TELLS_TIME = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("func.now", "func.current_timestamp", "func.current_date", "func.current_time"),
}
TELLING = (ast.Attribute, ast.Import, ast.ImportFrom, ast.Call)
LAST_WORDS = {name.split(".")[1] for name in TELLS_TIME}


def test_the_clock_alone_asks_what_time_it_is() -> None:
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in [ROOT / "app.py", *CODE]
        if any(asks_time(node) for kind in TELLING for node in source.nodes(path, kind))
    }

    # Everything else is told. What counts how long somebody waits leaves that to its library:
    # `web/throttle.py`, the age of a session's cookie, the pauses of `commands/background.py`.
    assert asking == {"tandem/web/clock.py"}


def asks_time(node: ast.AST) -> bool:
    """Does this ask for the time, import what does, or mean the time zone of the process?"""
    match node:
        case ast.Attribute(attr=last) if last in LAST_WORDS:
            return ast.unparse(node) in TELLS_TIME
        case ast.Import(names=names):
            return any(name.name == "time" for name in names)
        case ast.ImportFrom(module="time"):
            return True
        case ast.Call(func=ast.Attribute(attr="astimezone"), args=[]):
            return True
        case _:
            return False


def test_rows_are_held_in_one_way() -> None:
    """By `hold`, which says why; a queue takes what nobody else has taken, and waits for nobody."""
    elsewhere = [
        f"{path.name}:{number}"
        for path in CODE
        if path.name != "locking.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "with_for_update" in line and "skip_locked=True" not in line
    ]

    assert elsewhere == []


def test_what_records_a_form_goes_through_the_one_protocol() -> None:
    """Its row is written in one place, and whoever records a form leaves the commit to `done`."""
    by_hand = [
        path.name
        for path in CODE
        if "FormSent" in path.read_text("utf-8")
        # Erasing and retention take rows away.
        and not {"models", "commands", "privacy"} & set(path.parts)
        and path.name != "submit_once.py"
    ]
    by_hand += [
        f"{path.parent.name}.{function.name}"
        for path in CODE
        if path.name.endswith("routes.py") and "submit_once.recording(" in path.read_text("utf-8")
        for function in functions(path)
        if "submit_once.recording(" in (words := ast.unparse(function))
        and (".commit(" in words or ("recording.done(" not in words and "(recording," not in words))
    ]

    assert by_hand == []


# These write with a session of their own: beside the requests, or from the command line.
BESIDE_REQUESTS = {
    *("tandem/commands", "tandem/mail/sending.py", "tandem/leading/status/refreshing.py"),
    "tandem/leading/made_files/making.py",
    *("tandem/notifications/daily/letter.py", "tandem/notifications/daily/actions.py"),
}
WRITES = {"tandem/web/db.py", "tandem/web/submit_once.py", "tandem/web/beside.py"} | {
    f"tandem/models/{name}.py" for name in ("write_queue", "writing")
}
ENDS = {"begin_writing", "commit", "rollback"}


def test_a_request_writes_only_where_it_holds_the_lock() -> None:
    """Inside `db.writing()` or `submit_once.recording()`: they take the lock and they commit."""
    by_hand = [
        f"{name}:{node.lineno}"
        for path in CODE
        if not (name := path.relative_to(ROOT).as_posix()).startswith(tuple(BESIDE_REQUESTS))
        and name not in WRITES
        for node in source.nodes(path, ast.Attribute)
        if node.attr in ENDS
    ]

    assert by_hand == []


def test_a_class_name_stands_once() -> None:
    names = [
        node.name
        for path in CODE
        for node in source.tree(path).body
        if isinstance(node, ast.ClassDef)
    ]

    assert [name for name in sorted(set(names)) if names.count(name) > 1] == []


def test_files_are_named_after_what_they_answer() -> None:
    vague = {"utils", "helpers", "helper", "common", "misc", "manager"}

    assert [path for path in CODE if path.stem in vague] == []


def test_every_template_compiles_and_calls_what_it_imports(shared_app: Flask) -> None:
    unused = {
        name: left
        for name in TEMPLATES
        if name.endswith(".html") and (left := imported_in_vain(shared_app, name))
    }

    assert unused == {}


def imported_in_vain(app: Flask, name: str) -> set[str]:
    """What a template imports and never calls. Raises TemplateSyntaxError, which names the line."""
    source = (ROOT / "templates" / name).read_text("utf-8")
    tree = app.jinja_env.parse(source, name, name)
    named = {alias for node in tree.find_all(nodes.FromImport) for alias in plain_names(node)}
    whole = {node.target for node in tree.find_all(nodes.Import)}
    used = {node.name for node in tree.find_all(nodes.Name)}
    return (named | whole) - used


def plain_names(node: nodes.FromImport) -> list[str]:
    """The names a template imports."""
    return [name if isinstance(name, str) else name[1] for name in node.names]


def test_every_template_is_used() -> None:
    sources = [p.read_text("utf-8") for p in CODE] + [
        (ROOT / "templates" / name).read_text("utf-8") for name in TEMPLATES
    ]
    everything = "\n".join(sources)

    assert [name for name in TEMPLATES if f'"{name}"' not in everything] == []


def test_no_template_is_longer_than_120_lines() -> None:
    long = [
        name
        for name in TEMPLATES
        if len((ROOT / "templates" / name).read_text("utf-8").splitlines()) > 120
    ]

    assert long == []


def test_no_line_of_a_template_is_longer_than_140_characters() -> None:
    long = [
        f"{name}:{number}"
        for name in TEMPLATES
        for number, line in enumerate((ROOT / "templates" / name).read_text("utf-8").split("\n"), 1)
        if len(line) > 140
    ]

    assert long == []


def test_no_template_holds_style_or_script() -> None:
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:")

    found = [
        name for name in TEMPLATES if inline.search((ROOT / "templates" / name).read_text("utf-8"))
    ]

    assert found == []


def test_every_style_sheet_is_short_layered_and_without_raw_colours() -> None:
    faults = {path.name: found for path in STYLES if (found := faults_of_style(path))}

    assert faults == {}


def faults_of_style(path: Path) -> list[str]:
    """What stands against the rules in a style sheet."""
    text = path.read_text("utf-8")
    rules = {
        "longer than 150 lines": len(text.splitlines()) > 150,
        "without a layer": "@layer" not in text,
        "shouts !important": "!important" in text,
        "a raw colour": path.name != "tokens.css" and bool(COLOUR.search(text)),
    }
    return [rule for rule, is_broken in rules.items() if is_broken]


def test_every_setting_has_a_heading_in_the_documents() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")

    headings = set(re.findall(r"^## `TANDEM_(\w+)`", text, re.MULTILINE))

    assert headings == set(SETTINGS)


def test_every_command_has_a_heading_in_the_documents(shared_app: Flask) -> None:
    ours = ("courses", "db", "sample", "people", "mail", "reminders")
    names = {"prepare", "backup", "restore", "demo-data"} | {
        f"{group} {name}"
        for group in ours
        for name, command in shared_app.cli.commands[group].commands.items()  # type: ignore[attr-defined]
        if not command.hidden
    }
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")

    headings = set(re.findall(r"^## `flask ([a-z-]+(?: [a-z][a-z-]*)?)", text, re.MULTILINE))

    assert {heading.strip() for heading in headings} == names
