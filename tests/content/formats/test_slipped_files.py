"""What becomes of small slips in files of other programs, and of ours on their way to GIFT?

Which lines of the lessons come and go, and what is said, is written down in `slipped_files.txt`;
`make pages` writes it anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tandem.content.formats.exporter import gift
from tandem.content.formats.formats import imported
from tandem.content.parsing.parse import parse_module
from tests import said
from tests.content.test_slipped_lessons import LESSONS, NAMES
from tests.content.test_slipped_lessons import PIECES as OUR_PIECES
from tests.slipped import differing, slipped

HERE = Path(__file__).parent
FILE = HERE / "slipped_files.txt"
SAMPLES = ("quiz.gift", "quiz.txt", "quiz.md", "quiz.toml", "tasks.md")
SLIPS = 320
PIECES = (
    "What?{", "=yes", "~no", "~%50%half", "#feedback", "}", "{T}", "{#5:1}", "=a -> b", "::name::",
    "$CATEGORY: a/b", "// note", "A. one", "B) two", "ANSWER: A", "ANSWER: Z", "# Top", "- [x] yes",
    "- [ ] no", "1. [x] yes", "> said", "The [[gap]] here", "[[gap|b]]", "---", "```", "[[X]] yes",
    "[[ ]] no", "[(X)] one", "[[?]] hint", "*****", "<!-- c", "-->", "[[questions]]", "[html]<p>",
    'type = "ShortAnswer"', 'answer.answer = "= 5"', "![a](b.png)", "[a](b.md)", "= 5", "Hint: x",
    "", "", "<b>x", "<pre>", "[markdown]*x*", "\\{", "[moodle]", "   - [[?]] z", "{{1}}",
)  # fmt: skip


def test_every_slip_in_a_file_to_import_is_told_as_it_was(request: pytest.FixtureRequest) -> None:
    tells = dict(map(told, range(SLIPS))) | dict(map(told_in_gift, range(SLIPS // 2)))
    if request.config.getoption("--record-pages"):
        said.write(FILE, tells)

    assert len(tells) == SLIPS + SLIPS // 2
    assert tells == said.read(FILE)


def told(seed: int) -> tuple[str, list[str]]:
    """What is slipped in a file of another program, and what comes of it."""
    name = SAMPLES[seed % len(SAMPLES)]
    text = (HERE / "samples" / name).read_text("utf-8")
    what, changed = slipped(text, PIECES, seed)
    return f"{name} {what}", told_apart(lines_of(name, text), lines_of(name, changed))


@cache
def lines_of(name: str, text: str) -> tuple[str, ...]:
    """The lessons that become of a file, and what is said of it."""
    found = imported(text.encode(), name=name)
    lines = [line for one in found.modules for line in (one.name, *one.source.splitlines())]
    return (*lines, *map(str, found.problems))


def told_in_gift(seed: int) -> tuple[str, list[str]]:
    """What is slipped in a lesson, and what comes of it in GIFT."""
    name = NAMES[seed % len(NAMES)]
    text = (LESSONS / name).read_text("utf-8")
    what, changed = slipped(text, OUR_PIECES, seed)
    return f"to GIFT: {name} {what}", told_apart(in_gift(name, text), in_gift(name, changed))


@cache
def in_gift(name: str, text: str) -> tuple[str, ...]:
    """A lesson in GIFT, and what is lost on the way."""
    module = parse_module(text.encode(), name=name, file=name).module
    if module is None:
        return ("no lesson",)
    made = gift(module, file=name)
    return (*made.text.splitlines(), *map(str, made.problems))


def told_apart(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    """Which lines come and go, however deep they stand."""
    return [f"{line[0]} {line[1:].strip()}" for line in differing(before, after)]
