"""How do the tests import? Dedented text in, questions and notes out."""

from __future__ import annotations

from textwrap import dedent

from tandem.content.formats.formats import Imported, imported
from tandem.content.lesson import Lesson, Question
from tandem.content.parsing.parse import parse_module


def take(text: str, *, name: str) -> Imported:
    """What becomes of a file."""
    return imported(dedent(text).encode(), name=name)


def modules(found: Imported) -> list[Lesson]:
    """The modules, read by our own parser, which finds no error in them."""
    read = []
    for one in found.modules:
        file = parse_module(one.source.encode(), name=f"01-{one.name}.md", file=one.name)
        assert file.is_sound, (file.problems, one.source)
        assert file.module
        read.append(file.module)
    return read


def questions(text: str, *, name: str) -> list[Question]:
    """Every question that becomes of a file."""
    return [
        question
        for module in modules(take(text, name=name))
        for section in module.sections
        for question in section.questions
    ]


def only(text: str, *, name: str) -> Question:
    """The one question that becomes of a file."""
    (found,) = questions(text, name=name)
    return found


def said(text: str, *, name: str) -> list[str]:
    """What couldn’t be carried over, as it is printed."""
    return [str(problem) for problem in take(text, name=name).problems]
