"""How large may a file be that is brought in?"""

from __future__ import annotations

import pytest

from tandem.content.formats.formats import (
    MOST_MODULES,
    MOST_NOTES,
    imported,
    modules_of,
    reported,
)
from tandem.content.formats.imported import Chapter, ImportedFile, ImportedQuestion
from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say


@pytest.mark.parametrize(("lines", "is_too_long"), [(20_000, False), (20_001, True)])
def test_a_file_of_too_many_lines_is_told_where_it_ends(lines: int, is_too_long: bool) -> None:
    told = [str(problem) for problem in imported(b"\n" * lines, name="quiz.txt").problems]

    too_long = "quiz.txt:20001: warning: the file has more than 20,000 lines. Split it"
    assert (too_long in told) is is_too_long


@pytest.mark.parametrize(("size", "is_too_large"), [(1024 * 1024, False), (1024 * 1024 + 1, True)])
def test_a_file_of_more_than_a_megabyte_is_not_read(size: int, is_too_large: bool) -> None:
    told = [str(problem) for problem in imported(b"a" * size, name="quiz.txt").problems]

    assert ("quiz.txt:1: warning: the file is above 1 MB. Split it" in told) is is_too_large


@pytest.mark.parametrize(
    ("count", "last"),
    [(MOST_NOTES, "a note"), (MOST_NOTES + 1, "and 1 more remark of this kind")],
)
def test_of_very_many_remarks_the_number_of_the_rest_is_told(count: int, last: str) -> None:
    notes = [(line, say("a note")) for line in range(1, count + 1)]

    assert str(reported(notes, name="quiz.txt")[-1].message) == last


@pytest.mark.parametrize(
    ("count", "said"),
    [(MOST_MODULES, []), (MOST_MODULES + 1, ["more than 100 categories: the rest is left out"])],
)
def test_of_very_many_categories_the_first_become_modules(count: int, said: list[str]) -> None:
    question = ImportedQuestion(1, QuestionKind.SHORT, "Why?", accepted=(Accepted("so"),))
    notes: list[tuple[int, Message]] = []

    made = modules_of(ImportedFile((Chapter("C", questions=(question,)),) * count), notes, stem="q")

    assert (len(made), [str(note) for _, note in notes]) == (MOST_MODULES, said)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{\\rtf1\\ansi Who?\\par A. x}", "RTF"),
        ("%PDF-1.4\n%", "PDF"),
        ('<?xml version="1.0"?>\n<quiz>', "XML"),
        ('<quiz>\n<question type="truefalse">', "XML"),
        ('[{"question": "Who?"}]', "JSON"),
        ("<!DOCTYPE html><p>ANSWER: A</p>", "HTML"),
    ],
)
def test_a_file_of_another_program_is_named_and_makes_no_lesson(text: str, kind: str) -> None:
    found = imported(text.encode(), name="quiz.txt")

    assert found.modules == ()
    assert [str(one) for one in found.problems] == [
        f"quiz.txt:1: warning: this is {kind}, which isn’t read here. Export the quiz as GIFT or"
        " Aiken, or save it as plain text"
    ]


def test_a_file_without_a_question_says_so() -> None:
    (found,) = imported(b"Words.\n\nMore.", name="quiz.txt").problems

    assert "all of it becomes a text to read" in str(found)
