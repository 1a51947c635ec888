"""What does a text say that a trainer is writing, and may it take the place of the file?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tandem.content.difference import Change, difference
from tandem.content.html import rendered
from tandem.content.lesson import Module, ModuleFile
from tandem.content.parse import parse_module

ABSENT = ""


@dataclass(frozen=True)
class Written:
    """A module's file as it lies in the folder. `version` changes with every byte."""

    path: Path
    source: str
    version: str


def written(folder: Path, name: str) -> Written:
    """The module's file; empty and without a version where it is not there or not to be read."""
    path = folder / name
    try:
        content = path.read_bytes()
        return Written(path, content.decode("utf-8"), hashlib.sha256(content).hexdigest())
    except (OSError, UnicodeDecodeError):
        return Written(path, "", ABSENT)


def checked(folder: Path, name: str, *, source: str) -> ModuleFile:
    """What the checker says of a text, as if it lay in the course's folder."""
    existing = frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    shown_as = f"{folder.parent.name}/{folder.name}/{name}"
    return parse_module(source.encode(), name=name, file=shown_as, existing=existing)


def shown(module: Module, addresses: dict[str, str]) -> Module:
    """The lesson of a text under way, in HTML, with the images that are published."""
    return rendered(module, picture_address=addresses.get)


def conflict(file: Written, *, version: str, source: str) -> tuple[Change, ...]:
    """What would be lost and what would come if a text replaced a file that changed meanwhile.

    Empty where the file is still the one that was opened, or says the same.
    """
    if file.version == version:
        return ()
    return difference(file.source.splitlines(), source.splitlines())
