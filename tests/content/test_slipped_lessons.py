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
from tandem.content.formats.writer import write
from tandem.content.lesson import ModuleFile
from tandem.content.parsing.parse import parse_module
from tests import said
from tests.slipped import differing, slipped

FILE = Path(__file__).parent / "slipped_lessons.txt"
LESSONS = Path(__file__).parent.parent / "walked" / "teaming"
NAMES = ("01-engine.md", "01-engine.md", "02-frame.md", "03-calm.md")
EXISTING = frozenset({"images/can.svg", "01-engine.md", "02-frame.md", "03-calm.md"})
# Of thousands that were drawn, those that show what no other shows.
SEEDS = (
    1, 5, 7, 9, 12, 25, 34, 37, 40, 48, 53, 57, 64, 74, 81, 83, 84, 93, 98, 113, 116, 124, 129, 131,
    133, 137, 138, 142, 158, 165, 178, 189, 201, 205, 206, 212, 217, 224, 229, 233, 236, 240, 249,
    262, 278, 279, 294, 295, 300, 323, 326, 345, 348, 369, 372, 384, 395, 410, 414, 416, 420, 456,
    463, 467, 473, 474, 488, 492, 498, 501, 502, 512, 518, 522, 525, 528, 532, 535, 545, 549, 552,
    553, 558, 562, 575, 576, 577, 583, 586, 587, 604, 605, 607, 609, 612, 614, 615, 633, 638, 642,
    648, 660, 696, 712, 721, 724, 744, 745, 753, 760, 762, 800, 824, 829, 865, 889, 891, 892, 893,
    929, 938, 948, 949, 959, 966, 996, 1000, 1024, 1027, 1034, 1040, 1045, 1048, 1060, 1064, 1089,
    1109, 1113, 1134, 1160, 1165, 1169, 1194, 1196, 1203, 1214, 1225, 1228, 1248, 1256, 1258, 1277,
    1289, 1296, 1300, 1307, 1308, 1310, 1314, 1338, 1343, 1351, 1358, 1365, 1376, 1396, 1413, 1421,
    1436, 1442, 1446, 1456, 1472, 1477, 1481, 1493, 1502, 1524, 1533, 1537, 1553, 1560, 1573, 1586,
    1610, 1620, 1636, 1641, 1645, 1659, 1666, 1678, 1696, 1702, 1728, 1745, 1763, 1784, 1788, 1802,
    1813, 1836, 1840, 1898, 1901, 1917, 1918, 1920, 1950, 1955, 1958, 1967, 1969, 1974, 1976, 1990,
    2000, 2016, 2026, 2050, 2057, 2084, 2089, 2133, 2145, 2181, 2198, 2200, 2225, 2245, 2269, 2304,
    2313, 2317, 2350, 2360, 2361, 2389, 2437, 2456, 2484, 2485, 2489, 2509, 2535, 2541, 2545, 2572,
    2573, 2585,
)  # fmt: skip
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
    """All that comes of a lesson without a slip, and how we would write it."""
    found = sound(name)
    assert found.module
    written = (f"written: {line}" for line in write(found.module).splitlines())
    return f"{name} as it stands", [*map(str, found.problems), *stored(found), *written]


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
