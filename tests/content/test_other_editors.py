"""Is a lesson still the same after another editor has opened, tidied and saved it?

mdformat with its extensions for GitHub and front matter, and Prettier, as editors run them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import mdformat
import pytest

from tandem.content.lesson import Lesson
from tandem.content.parsing.parse import parse_module
from tandem.content.pieces import PIECES, PieceSort
from tandem.content.rendering.html import rendered
from tests.content.unlined import unlined
from tests.site.serving import ROOT

COURSES = ROOT / "courses"
PRETTIER = ROOT / "tools" / "nu" / "node_modules" / "prettier" / "bin" / "prettier.cjs"
HEAD = "---\ntitle: Everything\nminutes: 5\n---\n\n"
TOGETHER = "## The two of you {together}\n\n"
# Spellings of our own signs that a formatter is likely to touch.
SIGNS = """\
## Check yourself {quiz pass=80%}

### Say it in _three_ words {#three}

- [ ] Not _before_ noon
- [x] Not __after__ noon {pin}

### Fill it {#fill}

By [[noon | twelve]], and then [[go]].

### How long? {#long}

= 5 +- 1 min | minutes

### In order {#order order}

1. First
2. Second
3. Third

### What belongs together? {#pairs match}

- can -> gasoline
- motor -> engine
- -> seat

### Write it {#write-it write}

Two lines.

+ It says what for
+ It says by when

> By noon, please: the van leaves at one.
"""


def everything() -> str:
    """One lesson with each piece of the workshop, and our signs in other spellings."""
    alone = [piece.text for piece in PIECES if piece.sort is not PieceSort.STEP]
    steps = [piece.text for piece in PIECES if piece.sort is PieceSort.STEP]
    return HEAD + "\n".join([*alone, SIGNS, TOGETHER, *steps])


def lessons() -> dict[str, str]:
    """Every lesson of ours, and the one with everything, by the name of its file."""
    paths = sorted(COURSES.glob("*/*.md"))
    ours = {
        path.relative_to(COURSES).as_posix(): path.read_text("utf-8")
        for path in paths
        if not path.name.startswith("course.")
    }
    return {**ours, "every/01-everything.md": everything()}


def meaning(name: str, source: str) -> Lesson | None:
    """What a lesson says to its readers: no lines, no breaks within a text."""
    folder = COURSES / Path(name).parent
    existing = frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*.*"))
    file = parse_module(source.encode(), name=Path(name).name, file=name, existing=existing)
    assert file.module, file.problems
    return on_one_line(unlined(rendered(file.module, picture_address=lambda path: path)))


def on_one_line(value: Any) -> Any:
    """The same value, each text in it with single blanks."""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value)
    if isinstance(value, tuple):
        return tuple(on_one_line(part) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: on_one_line(getattr(value, field.name)) for field in fields(value)}
    return replace(value, **changed)


LESSONS = lessons()


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_the_same_after_mdformat(name: str) -> None:
    saved = mdformat.text(LESSONS[name], extensions={"gfm", "frontmatter", "tables"})

    assert meaning(name, saved) == meaning(name, LESSONS[name])


@pytest.mark.process
def test_every_lesson_is_the_same_after_prettier(tmp_path: Path) -> None:
    for name, source in LESSONS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, "utf-8")
    if not (shutil.which("node") and PRETTIER.exists()):
        assert not os.environ.get("CI"), "there is no Prettier: make nu"
        pytest.skip("no Node.js, or no Prettier: make nu")

    subprocess.run(
        ["node", str(PRETTIER), "--write", "--log-level", "warn", str(tmp_path)], check=True
    )

    changed = [
        name
        for name, source in LESSONS.items()
        if meaning(name, (tmp_path / name).read_text("utf-8")) != meaning(name, source)
    ]
    assert changed == []
