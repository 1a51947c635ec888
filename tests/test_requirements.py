"""Is what is installed exactly what was meant, on every system and Python that Tandem runs on?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements-dev.txt")
PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[(?P<extras>[\w,-]+)\])?==[\w.+!]+")
HASHES = re.compile(r"(?:--hash=sha256:[0-9a-f]{64} ?)+")
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0")


def lines_of(file: str) -> Iterator[str]:
    """Each entry as one line, without comments."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip():
            yield " ".join(line.split())


def pinned_in(file: str) -> dict[str, set[str]]:
    """Every package with the extras it is asked for with."""
    found = [PINNED.match(line) for line in lines_of(file)]
    return {
        canonicalize_name(each["name"]): set((each["extras"] or "").split(","))
        for each in found
        if each
    }


@pytest.mark.parametrize("file", FILES)
def test_every_package_has_its_version_and_its_hashes_and_none_comes_from_elsewhere(
    file: str,
) -> None:
    for line in lines_of(file):
        pinned, _, rest = line.partition(" ")
        assert PINNED.fullmatch(pinned), line[:80]
        assert HASHES.fullmatch(rest), f"no hash: {line[:80]}"


@pytest.mark.parametrize("file", FILES)
def test_what_packages_ask_for_on_other_systems_is_named_too(file: str) -> None:
    """With hashes pip refuses whatever is not named, also what only Windows asks for."""
    pinned = pinned_in(file)
    lacking = {
        f"{name} asks for {asked.name}"
        for name, extras in pinned.items()
        for asked in asked_by(name)
        if canonicalize_name(asked.name) not in pinned and is_asked_somewhere(asked, extras)
    }

    assert lacking == set()


def asked_by(name: str) -> list[Requirement]:
    """What a package asks for; nothing of what is not installed on this system."""
    try:
        return [Requirement(line) for line in requires(name) or []]
    except PackageNotFoundError:
        return []


def is_asked_somewhere(asked: Requirement, extras: set[str]) -> bool:
    """Is it asked for on any system, by any Python?"""
    return asked.marker is None or any(
        asked.marker.evaluate(
            {
                **system,
                "python_version": python.rpartition(".")[0],
                "python_full_version": python,
                "extra": extra,
            }
        )
        for system, python, extra in product(SYSTEMS, PYTHONS, extras | {""})
    )
