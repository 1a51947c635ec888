"""How the tests of content read a lesson: dedented text in, plain values out."""

from __future__ import annotations

from textwrap import dedent

from tandem.content.lesson import Lesson, ModuleFile, Question
from tandem.content.parsing.parse import parse_module

FILE = "courses/teaming/01-engine.md"
EXISTING = frozenset({"images/can.svg", "02-volcano.md"})


def read(text: str, *, name: str = "01-engine.md") -> ModuleFile:
    """The module that a whole file says."""
    return parse_module(dedent(text).encode(), name=name, file=FILE, existing=EXISTING)


def lesson(body: str, *, head: str = "title: Engine") -> Lesson:
    """A module with this text behind its front matter. It must be sound."""
    found = read(f"---\n{head}\n---\n\n{dedent(body)}")
    assert found.is_sound, found.problems
    assert found.module
    return found.module


def question(text: str, *, title: str = "What helps? {#helps}") -> Question:
    """The one question of a quiz."""
    module = lesson(f"## Check {{quiz}}\n\n### {title}\n\n{dedent(text)}")
    (section,) = module.sections
    (found,) = section.questions
    return found


def says(body: str, *, head: str = "title: Engine") -> list[str]:
    """What the checker says, without the file's name: `LINE: error|warning: message`.

    The text begins in line 5.
    """
    found = read(f"---\n{head}\n---\n\n{dedent(body)}")
    return [str(problem).removeprefix(f"{FILE}:") for problem in found.problems]


def asked(*options: str, title: str = "What helps? {#helps}", more: str = "") -> list[str]:
    """What the checker says about one question, whose heading stands in line 7."""
    lines = "\n".join(options)
    return says(f"## Check {{quiz}}\n\n### {title}\n\n{lines}\n\n{more}\n")
