"""Is “Writing for two roles” the whole manual, and does every example do what is said of it?"""

from __future__ import annotations

import re

import pytest

from tandem.content.lesson import ModuleFile, QuestionKind, StepKind
from tandem.content.parsing import attributes
from tandem.content.parsing.header import COURSE_WORDS, MODULE_WORDS
from tandem.content.rendering import example
from tests.curriculum import reading

COURSE = "writing-for-two-roles"
FILES = reading.course(COURSE).modules
FENCE = re.compile(r"^```lesson\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [(file, piece) for file in FILES for piece in FENCE.findall(file.source)]
PIECES = [pytest.param(piece, id=piece[:40].replace("\n", " ")) for _, piece in EXAMPLES]
# Pieces that show what the checker says.
WRONG = (
    "What you could have known",
    "Are hand-overs important?",
    "What would you like to be asked",
    "Was du hättest wissen können",
    "Sind Übergaben wichtig?",
    "Was möchtest du gern gefragt werden?",
)
# Words of the format that are told in the text, since they need no picture of themselves.
TOLD = {"was", "last", "pulse"}


def is_meant_wrong(piece: str) -> bool:
    """Does this piece show what the checker says?"""
    return any(words in piece for words in WRONG)


def found() -> list[ModuleFile]:
    """Every example as it is understood."""
    return [example.parsed(piece) for _, piece in EXAMPLES]


@pytest.mark.parametrize("piece", PIECES)
def test_the_checker_speaks_only_where_it_is_shown_speaking(piece: str) -> None:
    assert bool(example.parsed(piece).problems) is is_meant_wrong(piece)


@pytest.mark.parametrize("piece", PIECES)
def test_source_and_result_come_from_one_text(piece: str) -> None:
    page = example.fenced(piece)
    module = example.parsed(piece).module
    assert module

    assert str(example.Markup.escape(piece)) in page
    assert str(example.result(example.parsed(piece))) in page
    assert all(section.title in page for section in module.sections)


def test_every_kind_of_question_is_shown() -> None:
    modules = [file.module for file in found() if file.module]
    questions = [one for m in modules for section in m.sections for one in section.questions]

    assert {one.kind for one in questions} == set(QuestionKind)


def test_every_kind_of_step_is_shown() -> None:
    modules = [file.module for file in found() if file.module]

    assert {s.kind for m in modules for section in m.sections for s in section.steps} == set(
        StepKind
    )


def test_every_word_of_the_format_is_shown_or_told() -> None:
    pieces = "\n".join(piece for _, piece in EXAMPLES)
    in_braces = " ".join(re.findall(r"\{([^{}]*)\}", pieces))
    shown = {word.partition("=")[0] for word in in_braces.split() if not word.startswith("#")}
    text = "\n".join(file.source for file in FILES)

    for word in attributes.WORDS - shown:
        assert f"`{word}" in text, word
    assert {"pin", *attributes.WORDS} - shown <= TOLD | {"pick"}


def test_every_name_in_the_front_matter_is_told() -> None:
    text = "\n".join(file.source for file in FILES)

    for word in (*MODULE_WORDS, *COURSE_WORDS):
        assert re.search(rf"`{word}[`:]|^{word}:", text, re.MULTILINE), word


def test_every_picture_in_an_example_is_there() -> None:
    there = {picture.path for picture in reading.course(COURSE).pictures}
    shown = {path for _, piece in EXAMPLES for _, path in example.IMAGE.findall(piece)}

    assert shown
    assert shown <= there
