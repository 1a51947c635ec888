"""What does the checker say of small slips in lessons, and what becomes of them?

It is written down in `slipped_lessons.txt`: what it says, which lines of the lesson, as it is
stored, come and go, and what a tidy writer would have written otherwise. `make pages` writes it
anew. Of the slips that were drawn those are kept that show what no other shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tandem.content import serialized
from tandem.content.formats.fix import fixed
from tandem.content.lesson import ModuleFile
from tandem.content.parsing.parse import parse_module
from tests import said
from tests.slipped import differing, slipped

FILE = Path(__file__).parent / "slipped_lessons.txt"
LESSONS = Path(__file__).parent.parent / "walked" / "teaming"
NAMES = ("01-engine.md", "01-engine.md", "02-frame.md", "03-calm.md")
EXISTING = frozenset({"images/can.svg", "01-engine.md", "02-frame.md", "03-calm.md"})
SEEDS = tuple(range(400))
# Everything below a slip stands elsewhere.
PLACE = re.compile(r'[+-]\s*"line": \d+,?')
PIECES = (
    "- [x] Yes", "- [ ] No", "* [X] Yes {pin}", "  > It helps.", "> A quote", "Hint: x", "____",
    "= 5", "= 3..7 h", "= 5 +- 1", "1. One", "- left -> right", "- -> spare",
    "Say [[this | that]].", "+ Says when", "## More {quiz}", "## More {for=rep}",
    "## More {together}", "### More {#more}", "### Sealed {#more sealed}",
    "### Why? {#why multi}", "### Order {order}", "#### Scene {#scene-2}",
    "#### End {#end-2 end=good}", "- [Go](#good)", "- [Go](#nowhere)", "1 (never) ... 5 (always)",
    "When ____, then I ____.", "![](images/none.png)", "![A can](images/can.svg)",
    "[x](99-none.md)", "| a | b |", "```", "---", "title: Twice", "pass=50%", "{for=support}",
    "<b>bold</b>", "{unknown}", "### Is it late? {#late first}",
    "### All {#all last sibling=single}", "All of the above", "just support",
    "## Scene {practice}", "## Again {quiz pass=120% pick=0 recap=x}",
)  # fmt: skip


def test_every_slip_is_told_as_it_was(request: pytest.FixtureRequest) -> None:
    tells = dict(map(told, SEEDS)) | dict(map(told_as_it_stands, NAMES))
    if request.config.getoption("--record-pages"):
        said.write(FILE, tells)

    assert len(tells) == len(SEEDS) + len({*NAMES})
    assert tells == said.read(FILE)


def told(seed: int) -> tuple[str, list[str]]:
    """What is slipped, and all that comes of it."""
    name = NAMES[seed % len(NAMES)]
    what, text = slipped((LESSONS / name).read_text("utf-8"), PIECES, seed)
    found = parse(name, text)
    before = {str(problem) for problem in sound(name).problems}
    problems = [line for problem in found.problems if (line := str(problem)) not in before]
    return f"{name} {what}", [*problems, *changes(sound(name), found), *tidied(text)]


def told_as_it_stands(name: str) -> tuple[str, list[str]]:
    """All that comes of a lesson without a slip."""
    return f"{name} as it stands", [*map(str, sound(name).problems), *stored(sound(name))]


def tidied(text: str) -> Iterator[str]:
    """What a tidy writer would have written otherwise."""
    for line in differing(text.splitlines(), fixed(text).splitlines()):
        yield f"tidy {line}"


@cache
def sound(name: str) -> ModuleFile:
    """The lesson without a slip."""
    return parse(name, (LESSONS / name).read_text("utf-8"))


def parse(name: str, text: str) -> ModuleFile:
    """What a file says."""
    return parse_module(text.encode(), name=name, file=name, existing=EXISTING)


def changes(before: ModuleFile, after: ModuleFile) -> Iterator[str]:
    """Which lines of a lesson come and go."""
    if after.module is None:
        yield "no lesson"
        return
    for line in differing(stored(before), stored(after)):
        if not PLACE.fullmatch(line):
            yield f"{line[0]} {line[1:].strip()}"


def stored(file: ModuleFile) -> list[str]:
    """A lesson as it is kept, line by line."""
    assert file.module
    return json.dumps(json.loads(serialized.to_json(file.module)), indent=1).splitlines()
