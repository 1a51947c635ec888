"""Which options does the answer line of an Aiken file name, and what else does it say?"""

from __future__ import annotations

import pytest

from tandem.content.formats.aiken_answer import AnswerLine, answer_line

OPTIONS = [("A", "one"), ("B", "two"), ("C", "both of them"), ("I", "A or B")]


@pytest.mark.parametrize(
    ("text", "letters", "words"),
    [
        ("A", "A", ""),
        ("b", "B", ""),
        ("(c)", "C", ""),
        ("B.", "B", ""),
        ("B) two", "B", ""),
        ("b. Two.", "B", ""),
        ("B) Three", "B", "Three"),
        ("two", "B", ""),
        ("TWO .", "B", ""),
        ("BOTH  of them", "C", ""),
        ("A, B", "AB", ""),
        ("A and C", "AC", ""),
        ("A und b", "AB", ""),
        ("A; B/C", "ABC", ""),
        ("AB", "AB", ""),
        ("A or B", "I", ""),
        ("A - so it is", "A", "so it is"),
        ("B: so it is", "B", "so it is"),
        ("B is right", "B", "is right"),
        ("A.", "A", ""),
        ("B (two)", "B", "(two)"),
        ("A & B", "AB", ""),
        ("A, one", "A", "one"),
        ("B. one", "B", "one"),
    ],
)
def test_an_answer_is_a_letter_some_letters_or_the_text_of_an_option(
    text: str, letters: str, words: str
) -> None:
    assert answer_line(text, OPTIONS) == AnswerLine(frozenset(letters), words)


@pytest.mark.parametrize("text", ["²", "9" * 5000])
def test_an_option_of_odd_digits_is_named_by_its_text(text: str) -> None:
    assert answer_line(text, [("A", "x"), ("B", text)]) == AnswerLine(frozenset("B"), "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BA", "BA isn’t clearly one of the options"),
        ("ABA", "ABA isn’t clearly one of the options"),
        ("ABD", "ABD names no option of its question"),
        ("D", "D names no option of its question"),
        ("1", "1 isn’t clearly one of the options"),
        ("A oder B", "A oder B isn’t clearly one of the options"),
        ("B or C", "B or C isn’t clearly one of the options"),
        ("...", "... isn’t clearly one of the options"),
        ("A mixture", "A mixture isn’t clearly one of the options"),
        ("I think so", "I think so isn’t clearly one of the options"),
        ("E x", "E X names no option of its question"),
        ("x", "X names no option of its question"),
        ("AA", "AA isn’t clearly one of the options"),
    ],
)
def test_an_answer_that_could_be_another_is_refused(text: str, said: str) -> None:
    assert str(answer_line(text, OPTIONS)).startswith(f"ANSWER: {said}, ")


@pytest.mark.parametrize(
    ("text", "options", "letters"),
    [
        ("2", [("A", "2"), ("B", "1")], ""),
        ("3", [("A", "3"), ("B", "1")], "A"),
        ("y", [("A", "y"), ("B", "y")], ""),
        ("Z", [("A", "y"), ("Z", "y")], "Z"),
    ],
)
def test_a_number_or_a_text_names_an_option_where_no_other_could_be_meant(
    text: str, options: list[tuple[str, str]], letters: str
) -> None:
    found = answer_line(text, options)

    assert (found.letters if isinstance(found, AnswerLine) else frozenset()) == frozenset(letters)


def test_an_answer_without_options_above_it_says_so() -> None:
    assert str(answer_line("A", [])).startswith("no options like A. and B. above this ANSWER:")
    assert str(answer_line("", [])).startswith("this ANSWER: names no letter")
