"""Which lines of an Aiken file are code, options, numbers and statements?"""

from __future__ import annotations

from string import ascii_uppercase

import pytest

from tandem.content.formats.aiken import (
    coded,
    in_place,
    sheet,
    text_of,
    unnumbered,
    unsigned,
    without_titles,
)
from tandem.content.formats.imported import ImportedQuestion
from tandem.content.lesson import QuestionKind


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n```\nb\n```\nc", [2, 3, 4]),
        ("```\na", []),
        ("```\nANSWER: A\n```\nb\n```", [3, 4, 5]),
        ("````\na\n```\nb\n````", [1, 2, 3, 4, 5]),
        ("~~~\n```\n~~~", [1, 2, 3]),
        ("```py\na\n``` py\n```", [1, 2, 3, 4]),
        ("``\na\n``", []),
        ("a\n~~~~\n~~~\n~~~~~\n", [2, 3, 4]),
    ],
)
def test_code_goes_from_a_fence_to_one_that_is_as_long_before_the_next_answer(
    text: str, lines: list[int]
) -> None:
    assert sorted(coded(text.split("\n"))) == lines


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a", "b"], "a b"),
        (["I. a"], "I. a"),
        (["a", "I. b", "II) c"], "a\n\nI. b\n\nII) c"),
        (["a", "```", "x  ", "```", "b"], "a\n\n```\nx  \n```\n\nb"),
        (["```py", "x", "y"], "```py\nx\ny"),
        (["a", "~~~", "```", "~~~", "I. b", "c"], "a\n\n~~~\n```\n~~~\n\nI. b c"),
        (["a *b*", "", "c"], "a \\*b\\*\n\nc"),
        (["a", "````", "```", "````"], "a\n\n````\n```\n````"),
        (["a", "```", "``` py", "x", "```", "b"], "a\n\n```\n``` py\nx\n```\n\nb"),
    ],
)
def test_statements_and_code_stand_apart_in_the_words_of_a_question(
    lines: list[str], text: str
) -> None:
    assert text_of(lines) == text


@pytest.mark.parametrize(
    ("below", "explanation", "asked"),
    [
        ("How?", "", "How?"),
        ("How?\n", "", "How?"),
        ("```\nx\n```\nTime: when?", "", "```\nx\n```\n\nTime: when?"),
        ("\nTime: when?", "", "Time: when?"),
        ("\nHow?\nReason: so.", "", "How? Reason: so."),
        ("\nReason for it: which?\n", "", "Reason for it: which?"),
        ("Why: so\nand so.\nNote: yes.\n\nHow?", "so and so. Note: yes.", "How?"),
        ("Why: so\nand so.\nHint: yes.\nHow?", "so and so.", "Hint: yes. How?"),
        ("Why: so\nand so.\nReason: yes.\n\nHow?", "so and so. yes.", "How?"),
        ("Why: so\nand so.\nTags: x\nHow?", "so and so.", "How?"),
        ("Tags: x\nHow?\n", "", "How?"),
        ("Why: so.\nA. No.\nHow?", "so. A. No.", "How?"),
    ],
)
def test_lines_between_an_answer_and_the_next_options_explain_or_ask(
    below: str, explanation: str, asked: str
) -> None:
    options = "A. a\nB. b\nANSWER: B\n"

    (chapter,) = sheet(f"Solution: who?\n{options}{below}\n{options}").chapters

    assert [question.text for question in chapter.questions] == ["Solution: who?", asked]
    assert chapter.questions[0].explanation == explanation


@pytest.mark.parametrize(
    ("lines", "asked", "letters", "texts"),
    [
        (["a", "A x", "B y"], 1, "AB", "x y"),
        (["A x", "B y"], 2, "", ""),
        (["a", "A x"], 2, "", ""),
        (["a", "A x", "C y"], 3, "", ""),
        (["a", "A: x", "b) y", "Option C - z"], 1, "ABC", "x y z"),
        (["a", "B x", "A y", "B z"], 2, "AB", "y z"),
        (
            ["a", *(f"{letter} x" for letter in ascii_uppercase)],
            1,
            ascii_uppercase,
            "x " * 25 + "x",
        ),
        (["a", "A x", "b", "B y"], 4, "", ""),
        (["a", "A", "B y"], 3, "", ""),
    ],
)
def test_the_last_lines_are_options_where_they_count_from_a_and_a_question_is_above(
    lines: list[str], asked: int, letters: str, texts: str
) -> None:
    above, options = unsigned([*enumerate(lines, start=1)])

    assert len(above) == asked
    assert "".join(letter for letter, _ in options) == letters
    assert " ".join(text for _, text in options) == texts


@pytest.mark.parametrize(
    ("letters", "right", "is_sure"),
    [
        ("ABC", "A", True),
        ("AAB", "A", False),
        ("ABB", "A", True),
        ("ABB", "B", False),
        ("ACB", "B", False),
        ("BAC", "A", False),
        ("ABCC", "AB", True),
        ("AABC", "C", False),
        ("ABDD", "A", True),
    ],
)
def test_a_letter_that_stands_twice_is_sure_where_it_is_not_meant(
    letters: str, right: str, is_sure: bool
) -> None:
    assert in_place([*letters], frozenset(right)) is is_sure


@pytest.mark.parametrize(
    ("texts", "bare"),
    [
        (["1. a", "2. b"], ["a", "b"]),
        (["1. a", "b", "3) c"], ["a", "b", "c"]),
        (["1. a", "1. b"], ["1. a", "1. b"]),
        (["2. a", "1. b"], ["2. a", "1. b"]),
        (["a", "b"], ["a", "b"]),
        (["Q1: a", "Frage 2. b"], ["a", "b"]),
        (["1.a", "2.5 b"], ["a", "2.5 b"]),
        (["1995. a"], ["a"]),
        (["12345. a"], ["12345. a"]),
        (["1. 2. a"], ["2. a"]),
    ],
)
def test_numbers_that_count_the_questions_are_left_out(texts: list[str], bare: list[str]) -> None:
    asked = [ImportedQuestion(1, QuestionKind.SHORT, text) for text in texts]

    assert [question.text for question in unnumbered(asked)] == bare


def test_a_blank_line_between_options_ends_no_question() -> None:
    read = sheet("Who?\nA. Sam\n\nB. Sue\n\nC. Lee\nANSWER: B")

    (question,) = read.chapters[0].questions
    assert [option.text for option in question.choices] == ["Sam", "Sue", "Lee"]
    assert read.notes == ()


@pytest.mark.parametrize(
    ("asked", "kept", "lost"),
    [
        (["Who?", "## Part"], [(1, "Who?"), (2, "## Part")], []),
        (["# Calls", "## Who?"], [(2, "Who?")], [(1, "Calls")]),
        (["# Calls", "## Who?", "Say."], [(2, "Who?"), (2, ""), (3, "Say.")], [(1, "Calls")]),
        (["## Who?", "Say.", "## So"], [(1, "Who?"), (1, ""), (2, "Say."), (3, "## So")], []),
        (["# A", "# B", "Who?"], [(2, "B"), (2, ""), (3, "Who?")], [(1, "A")]),
        (["**Who?**", "Say."], [(1, "Who?"), (2, "Say.")], []),
    ],
)
def test_of_headings_in_a_row_the_last_is_that_of_the_question(
    asked: list[str], kept: list[tuple[int, str]], lost: list[tuple[int, str]]
) -> None:
    assert without_titles(list(enumerate(asked, start=1))) == (kept, lost)


def test_an_option_in_bold_loses_the_signs_around_its_letter_alone() -> None:
    read = sheet("Who?\n**A.** Go *and* **now**\nB. Stay\nANSWER: A")

    (question,) = read.chapters[0].questions
    assert question.choices[0].text.replace("\\", "") == "Go *and* **now**"
