"""What does a line of `= answer` accept, and what does the checker ask about it?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.parsing.accepted import accepted_by, is_empty
from tests.content.reading import asked, question, says


@pytest.mark.parametrize(
    ("text", "low", "high", "units"),
    [
        ("5 +- 1 min", 4, 6, ("min",)),
        ("5 +- 1 min | minutes | Minuten", 4, 6, ("min", "minutes", "Minuten")),
        ("5 +- 1 min | | minutes", 4, 6, ("min", "minutes")),
        ("3..7 boxes", 3, 7, ("boxes",)),
        ("45..55%", 45, 55, ("%",)),
        ("5 min", 5, 5, ("min",)),
        ("5 %", 5, 5, ("%",)),
        ("€ 5", 5, 5, ("€",)),
        ("1,000.50 € | EUR", 1000.5, 1000.5, ("€", "EUR")),
        (".5", 0.5, 0.5, ()),
        ("1'000", 1000, 1000, ()),
        ("1,000.00", 1000, 1000, ()),
        ("1.000,00", 1000, 1000, ()),
        ("1,000,000", 1000000, 1000000, ()),
        ("1,234", 1.234, 1.234, ()),
        ("5 +- 0 boxes", 5, 5, ("boxes",)),
        ("5 +/- 2", 3.0, 7.0, ()),
        ("5 ± -2", 3.0, 7.0, ()),
        ("0,5", 0.5, 0.5, ()),
        (",5", 0.5, 0.5, ()),
        ("−5", -5.0, -5.0, ()),
        ("-1.5..-0,5", -1.5, -0.5, ()),
        ("7..3", 7.0, 3.0, ()),
        ("1,000.5", 1000.5, 1000.5, ()),
        ("1.000,5", 1000.5, 1000.5, ()),
        ("1’000.5", 1000.5, 1000.5, ()),
        ("1'000,5 kg", 1000.5, 1000.5, ("kg",)),
        ("5 s", 5.0, 5.0, ("s",)),
        ("5 Min.", 5.0, 5.0, ("Min.",)),
        ("5%|percent|%", 5.0, 5.0, ("%", "percent")),
        ("€5", 5.0, 5.0, ("€",)),
    ],
)
def test_a_number_may_have_a_unit_and_be_written_as_people_do(
    text: str, low: float, high: float, units: tuple[str, ...]
) -> None:
    assert accepted_by(text) == Accepted(low=low, high=high, units=units)


@pytest.mark.parametrize(
    "text", ["5 whys", "24/7", "4 eyes see more", "2nd", "5S", "16:30", "1.234.567", "= 5", "5 |"]
)
def test_what_only_begins_with_a_number_stays_a_text(text: str) -> None:
    assert accepted_by(text) == Accepted(text=text)


def test_among_texts_a_number_with_a_unit_is_a_text() -> None:
    found = question("How long?\n\n= 5 min\n= five minutes\n")

    assert found.kind is QuestionKind.SHORT
    assert [accepted.text for accepted in found.accepted] == ["5 min", "five minutes"]


def test_a_range_with_a_unit_among_texts_is_an_error() -> None:
    assert asked("= a while", "= 5 +- 1 min") == [
        "10: error: two signs in one question: line 9 and line 10. Give numbers or texts"
    ]


def test_a_comma_that_may_part_thousands_is_asked_about() -> None:
    assert asked("= 1,234") == [
        "9: warning: 1,234 is read as 1.234. Write 1234 if thousands are meant, or a point"
    ]
    assert asked("= 0,125") == asked("= 1.234") == asked("= 1,5") == asked("= 1,000,000") == []


def test_a_spread_in_percent_is_asked_about() -> None:
    (said,) = asked("= 50 +- 10 %")

    assert said.startswith("9: warning: this accepts 40 % to 60 %. Write the ends")
    assert "this accepts 0 % to 100 %" in asked("= 50 +- 50 %")[0]
    assert asked("= 40..60 %") == []


def test_a_bar_in_a_typed_text_is_asked_about() -> None:
    (unit,) = asked("= 120 | words")
    (text,) = asked("= yes | of course")

    assert unit.startswith("9: warning: “120 | words” is right only word for word")
    assert unit.endswith("“words” is no known unit. For a number write 120..120 words")
    assert text == (
        "9: warning: “yes | of course” is right only with its bar."
        " Write each answer in a line of its own"
    )
    assert asked("= a || b") == asked("= `a | b`") == asked("= 5 min | minutes") == []


def test_a_known_unit_among_texts_wants_a_line_for_each_name() -> None:
    (said,) = asked("= 5 min | minutes", "= five minutes")

    assert said.startswith("9: warning: “5 min | minutes” is right only with its bar")


@pytest.mark.parametrize(
    ("text", "empty"),
    [("3..7", False), ("7..3", True), ("0..0.5", False), ("0.5..0", True), ("5", False),
     ("5 boxes", False)],
)  # fmt: skip
def test_a_range_that_begins_behind_its_end_accepts_nothing(text: str, empty: bool) -> None:
    assert is_empty(accepted_by(text)) is empty


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("\n= 1,234", 9),
        ("\n= 1,234\n### And how many? {#b}\n\n= 5\n", 9),
        ("= 1,234\n\nBecause.", 8),
    ],
)
def test_the_first_and_the_last_line_below_a_question_belong_to_it(lines: str, said: int) -> None:
    found = says(f"## C {{quiz}}\n\n### How many? {{#a}}\n{lines}")

    assert [line.partition(" is read")[0] for line in found] == [f"{said}: warning: 1,234"]
