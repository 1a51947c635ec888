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
    first: dict[str, int] = {}
    matches = (match for name in names if (match := NAME.match(name)))
    for number, slug, name in sorted((int(match[1]), match[2], match[0]) for match in matches):
        files.setdefault(slug, []).append(name)
        first.setdefault(slug, number)
    before, numbers = list(files), list(first.values())
    if module not in files or not 0 <= before.index(module) + by < len(before):
        return {}
    if len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(before) + 1))
    after = [slug for slug in before if slug != module]
    after.insert(before.index(module) + by, module)
    plan = {
        name: f"{number:02}-{name.partition('-')[2]}"
        for slug, number in zip(after, numbers, strict=True)
        for name in files[slug]
    }
    if len(set(plan.values())) < len(plan):
        return {}
    return {name: new for name, new in plan.items() if name != new}


def rename(folder: Path, plan: Mapping[str, str]) -> bool:
    """Give the files their new names; False where that cannot be done."""
    try:
        for name, new in plan.items():
            (folder / name).rename(folder / new)
    except OSError:
        return False
    return True
