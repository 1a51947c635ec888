"""What becomes of small slips in files of other programs, and of ours on their way to GIFT?

Which lines of the lessons come and go, and what is said, is written down in `slipped_files.txt`;
`make pages` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tandem.content.formats.exporter import gift
from tandem.content.formats.formats import NewModule, imported
from tandem.content.parsing.parse import parse_module
from tests import said
from tests.content.test_slipped_lessons import LESSONS
from tests.content.test_slipped_lessons import NAMES as OUR_NAMES
from tests.content.test_slipped_lessons import PIECES as OUR_PIECES
from tests.slipped import differing, slipped

HERE = Path(__file__).parent
FILE = HERE / "slipped_files.txt"
SAMPLES = ("quiz.gift", "quiz.txt", "quiz.md", "quiz.toml", "tasks.md")
SEEDS = tuple(range(320))
SEEDS_TO_GIFT = tuple(range(160))
PIECES = (
    "What?{", "=yes", "~no", "~%50%half", "#feedback", "}", "{T}", "{#5:1}", "=a -> b", "::name::",
    "$CATEGORY: a/b", "// note", "A. one", "B) two", "ANSWER: A", "ANSWER: Z", "# Top", "- [x] yes",
    "- [ ] no", "1. [x] yes", "> said", "The [[gap]] here", "[[gap|b]]", "---", "```", "[[X]] yes",
    "[[ ]] no", "[(X)] one", "[[?]] hint", "*****", "<!-- c", "-->", "[[questions]]", "[html]<p>",
    'type = "ShortAnswer"', 'answer.answer = "= 5"', "![a](b.png)", "[a](b.md)", "= 5", "Hint: x",
    "", "", "<b>x", "<pre>", "[markdown]*x*", "\\{", "[moodle]", "   - [[?]] z", "{{1}}",
)  # fmt: skip


def test_every_slip_in_a_file_to_import_is_told_as_it_was(request: pytest.FixtureRequest) -> None:
    tells = dict(map(told, SEEDS)) | dict(map(told_in_gift, SEEDS_TO_GIFT))
    tells |= dict(map(told_as_it_stands, SAMPLES)) | dict(map(told_as_it_stands_in_gift, OUR_NAMES))
    if request.config.getoption("--record-pages"):
        said.write(FILE, tells)

    whole = len(SAMPLES) + len({*OUR_NAMES})
    assert len(tells) == len(SEEDS) + len(SEEDS_TO_GIFT) + whole
    assert tells == said.read(FILE)


def told(seed: int) -> tuple[str, list[str]]:
    """What is slipped in a file of another program, and what comes of it."""
    name = SAMPLES[seed % len(SAMPLES)]
    text = (HERE / "samples" / name).read_text("utf-8")
    what, changed = slipped(text, PIECES, seed)
    return f"{name} {what}", told_apart(lines_of(name, text), lines_of(name, changed))


def told_as_it_stands(name: str) -> tuple[str, list[str]]:
    """All that comes of a file without a slip."""
    text = (HERE / "samples" / name).read_text("utf-8")
    return f"{name} as it stands", [*lines_of(name, text)]


@cache
def lines_of(name: str, text: str) -> tuple[str, ...]:
    """The lessons that become of a file, and what is said of it."""
    found = imported(text.encode(), name=name)
    lines = [line for one in found.modules for line in lines_in(one)]
    counted = f"{found.format}: {found.kept} of {found.answers} answers"
    return (*lines, *map(str, found.problems), counted)


def lines_in(module: NewModule) -> Iterator[str]:
    """What is told of a module that becomes of a file; a heading is no name of a told text."""
    yield f"{module.name}: {module.title}, {module.questions} questions"
    yield from (f"| {line}" for line in module.source.splitlines())


def told_in_gift(seed: int) -> tuple[str, list[str]]:
    """What is slipped in a lesson, and what comes of it in GIFT."""
    name = OUR_NAMES[seed % len(OUR_NAMES)]
    text = (LESSONS / name).read_text("utf-8")
    what, changed = slipped(text, OUR_PIECES, seed)
    return f"to GIFT: {name} {what}", told_apart(in_gift(name, text), in_gift(name, changed))


def told_as_it_stands_in_gift(name: str) -> tuple[str, list[str]]:
    """A lesson without a slip in GIFT, and what is lost on the way."""
    text = (LESSONS / name).read_text("utf-8")
    return f"{name} as it stands in GIFT", [*in_gift(name, text)]


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
