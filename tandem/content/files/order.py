"""How does a module change its place in a course? By the number its files begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tandem.content.parsing.parse import NAME


def moved(names: Iterable[str], module: str, *, by: int) -> dict[str, str]:
    """Which files get which new names so that a module moves by some places.

    Numbers are kept where they are; where two modules share one, they are counted anew.
    Empty where the module cannot move there, or where two files would get one name.
    """
    files: dict[str, list[str]] = {}
    for name in sorted(names, key=place_of):
        if match := NAME.match(name):
            files.setdefault(match[2], []).append(name)
    before = list(files)
    if module not in files or not 0 <= before.index(module) + by < len(before):
        return {}
    numbers = [place_of(files[slug][0])[0] for slug in before]
    if len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(before) + 1))
    after = [slug for slug in before if slug != module]
    after.insert(before.index(module) + by, module)
    plan = {
        name: f"{numbers[place]:02}-{name.partition('-')[2]}"
        for place, slug in enumerate(after)
        for name in files[slug]
    }
    if len(set(plan.values())) < len(plan):
        return {}
    return {name: new for name, new in plan.items() if name != new}


def place_of(name: str) -> tuple[int, str]:
    """Where a file stands: its number, then its name."""
    match = NAME.match(name)
    return (int(match[1]), match[2]) if match else (0, name)


def rename(folder: Path, plan: Mapping[str, str]) -> bool:
    """Give the files their new names; False where that cannot be done."""
    try:
        for name, new in plan.items():
            (folder / name).rename(folder / new)
    except OSError:
        return False
    return True
