"""Two choices: are both lists and the table read as a trainer means them, and each fault named?"""

from __future__ import annotations

import pytest

from tandem.content.files.translations import faults, translated
from tandem.content.formats.writer import write
from tandem.content.lesson import Item, PairStep, StepKind
from tandem.content.parsing.outcomes import cells_of, named
from tandem.content.rendering.html import rendered
from tandem.terms import SEATS, Role
from tests.content.reading import lesson, read, says
from tests.content.unlined import unlined

# The heading stands in line 7, Rep in 11, its options in 13 and 14, Support in 16 with 18 and 19,
# the head of the table in 21, its rows in 23 and 24.
CHOICE = """\
## Two {together}

### The ward wants it {#ward choice}

It is 15:40.

#### Rep

- Promise it, and tell support
- Call support first

#### Support

- Say that it is too late
- Say what still fits

| | Say that it is too late | Say what still fits |
| --- | --- | --- |
| Promise it, and tell support | It waits. | Half of it comes. |
| Call support first | It hears no. | It knows at four. |
"""
TABLE = CHOICE.partition("| |")[0]


def step(text: str = CHOICE) -> PairStep:
    """The step of a sound text."""
    (section,) = lesson(text).sections
    (only,) = section.steps
    return only


def cells(found: PairStep) -> dict[tuple[str, str], str]:
    """What the table says, by the words of the options."""
    words = {item.key: item.text for part in found.seats for item in part.items}
    return {(words[each.rep], words[each.support]): each.text for each in found.outcomes}


def changed(*replacements: tuple[str, str]) -> str:
    """The text with something else in it."""
    text = CHOICE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def test_both_lists_and_the_table_are_read() -> None:
    found = step()

    assert (found.kind, found.body) == (StepKind.CHOICE, "It is 15:40.")
    assert [part.role for part in found.seats] == list(SEATS)
    assert cells(found) == {
        ("Promise it, and tell support", "Say that it is too late"): "It waits.",
        ("Promise it, and tell support", "Say what still fits"): "Half of it comes.",
        ("Call support first", "Say that it is too late"): "It hears no.",
        ("Call support first", "Say what still fits"): "It knows at four.",
    }


@pytest.mark.parametrize(
    "replacements",
    [
        [("| Promise it, and tell support |", "| Promise it |")],
        [("| | Say that it is too late |", "| Rep \\ Support | say that *it* is |")],
        [("#### Rep", "#### What you may do {for=rep}")],
        [("#### Support", "#### support")],
        [("- Call", "* Call")],
        [("- Promise", "1. Promise"), ("- Call", "2. Call")],
        [("| --- | --- | --- |", "|:---|:---:|---:|")],
        [("| Call support first | It hears no. |", "Call support first|It hears no.|")],
        [("#### Rep", "#### Rep {}")],
        [("- Promise it, and tell support", "- Promise it, and tell\n  support")],
    ],
)
def test_what_is_written_in_another_way_means_the_same(replacements: list[tuple[str, str]]) -> None:
    assert list(cells(step(changed(*replacements))).values()) == list(cells(step()).values())


def test_rows_and_columns_may_stand_in_any_order() -> None:
    rows = CHOICE.splitlines()
    rows[-2:] = reversed(rows[-2:])

    assert cells(step("\n".join(rows))) == cells(step())


def test_each_seat_may_be_told_something_and_the_table_may_have_a_title() -> None:
    text = changed(
        ("#### Rep\n", "#### Rep\n\nYou have the ward on the phone.\n"),
        ("| | Say", "#### What the ward says\n\nBefore.\n\n| | Say"),
    )

    found = step(f"{text}\nTalk about *one* cell.\n")

    seat = found.seat(Role.REP)
    assert seat
    assert seat.text == "You have the ward on the phone."
    assert found.outcomes_title == "What the ward says"
    assert "Before." in found.explanation
    assert "Talk about *one* cell." in found.explanation


def test_a_table_above_the_seats_belongs_to_the_text() -> None:
    found = step(changed(("It is 15:40.", "| a | b |\n| --- | --- |\n| c | d |")))

    assert found.body.startswith("| a | b |")
    assert len(found.outcomes) == 4


def test_the_table_may_stand_between_the_seats() -> None:
    above, support, table = (*TABLE.partition("#### Support")[::2], CHOICE.removeprefix(TABLE))

    assert cells(step(f"{above}{table}\n#### Support{support}")) == cells(step())


def test_both_seats_may_choose_between_the_same() -> None:
    text = changed(
        ("Promise it, and tell support", "Wait"), ("Say that it is too late", "Wait"),
        ("Call support first", "Go"), ("Say what still fits", "Go"),
    )  # fmt: skip

    assert list(cells(step(text))) == [
        ("Wait", "Wait"),
        ("Wait", "Go"),
        ("Go", "Wait"),
        ("Go", "Go"),
    ]


def test_a_bar_in_a_cell_is_escaped() -> None:
    assert "a | b" in cells(step(changed(("It waits.", "a \\| b")))).values()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (changed(("#### Rep", "#### Reps")), "7: error: {choice} needs what rep may do: a heading"),
        (TABLE, "7: error: {choice} needs a table: a row for each option of the rep"),
        (changed(("| --- | --- | --- |", "| --- |")), "21: error: this is no table yet"),
        (changed(("- Call support first\n", "")), "11: error: rep chooses between two and five"),
        (changed(("- Call support first", "- promise it, and tell support!")),
         "14: error: this option is here twice"),
        (changed(("| Call support first | It hears no. | It knows at four. |\n", "")),
         "14: error: the option “Call support first” has no row in the table"),
        (changed((" Say what still fits |\n| ---", " Say it |\n| ---")),
         "21: error: “Say it” is no option of support. Write it as in the list"),
        (changed((" | Say what still fits |", " |"), ("| --- | --- | --- |", "| --- | --- |"),
                 (" Half of it comes. |", ""), (" It knows at four. |", "")),
         "19: error: the option “Say what still fits” has no column in the table"),
        (f"{TABLE}| |\n| --- |\n| Promise it, and tell support |\n",
         "18: error: the option “Say that it is too late” has no column in the table"),
        (changed((" Half of it comes. |", " |")), "23: error: a cell is missing: what happens to"),
        (changed((" Half of it comes. |", "")), "23: error: a cell is missing: what happens to"),
        (changed(("It knows at four. |", "It knows. | More |")), "24: error: this row has more"),
        (changed(("| Call support first |", "| Promise |")), "24: error: “Promise it, and tell s"),
        (changed(("| Call support first |", "| Call nobody |")), "24: error: “Call nobody” is no"),
        (changed(("| | Say that it is too late | Say what still fits |",
                  "| | Promise it | Call support |")), "21: error: this table is on its side"),
        (changed(("| | Say that it is too late |", "| | Say |")), "21: error: “Say” is no option"),
        (changed((" Say what still fits |\n| ---", " Say that it is |\n| ---")),
         "21: error: “Say that it is too late” has two columns"),
        (changed(("| | Say that it is too late | Say what still fits |", "| | Run | Hide |")),
         "21: error: “Run” is no option of support"),
        (changed(("| Call support first |", "| Say what still fits |")),
         "24: error: “Say what still fits” is no option of rep"),
        (f"{CHOICE}\nAnd\n\n| a | b |\n| --- | --- |\n", "28: error: {choice} has one table"),
        (f"{CHOICE}\n#### Rep\n\n- A\n- B\n", "26: error: the part for rep is here twice"),
        (f"{CHOICE}\n#### They {{for=leader}}\n", "26: error: a part of this step is for one seat"),
        (f"{CHOICE}\n____\n", "26: error: a step {choice} brings its own fields"),
        (changed(("- Call support first", "- Call support first\n  > No")),
         "14: error: nobody reads the quote below this item"),
        (changed(("{#ward choice}", "{#ward choice for=rep}")), "7: error: a step {choice} needs"),
        (changed(("{#ward choice}", "{#ward choice sealed}")), "7: error: two signs in one step"),
        (changed(("{#ward choice}", "{#ward choise}")), '7: error: unknown attribute "choise"'),
    ],
)  # fmt: skip
def test_a_fault_names_line_and_remedy(text: str, message: str) -> None:
    said = says(text)

    assert any(line.startswith(message) for line in said), said


def test_what_was_written_is_read_as_the_same() -> None:
    module = lesson(changed(("It waits.", "a \\| b")) + "\nWhy?\n")

    again = read(write(module)).module

    assert again
    assert unlined(again.sections) == unlined(module.sections)


GERMAN = """\
## Zu zweit {together}

### Die Station will es {#ward choice}

#### Vertrieb {for=rep}

- Zusagen
- Erst anrufen

#### Support

- Zu spät sagen
- Sagen, was noch geht

| | Sagen, was noch geht | Zu spät |
| --- | --- | --- |
| Erst anrufen | vier | drei |
| Zusagen | zwei | eins |
"""


def test_a_translation_brings_the_words_under_the_same_keys() -> None:
    original = lesson(CHOICE)
    german = lesson(GERMAN)

    (both,) = translated(original, german).sections[0].steps

    assert list(faults(german, original)) == []
    assert [(o.rep, o.support) for o in both.outcomes] == [
        (o.rep, o.support) for o in step().outcomes
    ]
    assert [o.text for o in both.outcomes] == ["eins", "zwei", "drei", "vier"]


def test_a_translation_with_fewer_options_is_another_step() -> None:
    more = changed(
        ("- Call support first\n", "- Call support first\n- Wait\n"),
        ("It knows at four. |\n", "It knows at four. |\n| Wait | a | b |\n"),
    )

    assert any("another way" in message for _, message in faults(lesson(more), lesson(CHOICE)))


def test_every_text_of_it_is_rendered() -> None:
    module = lesson(
        changed(
            ("It waits.", "*It* waits <script>"),
            ("- Call support first", "- Call **support** first"),
        )
        + "\nTalk about *one*.\n"
    )

    (found,) = rendered(module, picture_address=lambda path: None).sections[0].steps

    assert "<em>It</em> waits" in found.outcomes[0].text
    assert "<script" not in found.outcomes[0].text
    assert found.seats[0].items[1].text == "Call <strong>support</strong> first"
    assert found.explanation == "<p>Talk about <em>one</em>.</p>"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ("a", "b")),
        ("a|b", ("a", "b")),
        ("|a|", ("a",)),
        ("| | a |", ("", "a")),
        ("||", ("",)),
        ("a", ("a",)),
        ("", ()),
        ("| a \\| b | c |", ("a | b", "c")),
        ("|a|b", ("a", "b")),
        ("a|b|", ("a", "b")),
        (" | a |  | ", ("a", "")),
        ("| `a|b` | c |", ("`a", "b`", "c")),
    ],
)
def test_a_line_of_a_table_is_parted_at_its_bars(line: str, cells: tuple[str, ...]) -> None:
    assert cells_of(line) == cells


@pytest.mark.parametrize(
    ("cell", "option"),
    [
        ("Promise it", "Promise it"),
        ("Promise it now", "Promise it now"),
        ("Promise", ""),
        ("Call", "Call *support* first"),
        ("call support", "Call *support* first"),
        ("Call support first", "Call *support* first"),
        ("Wait for", ""),
        ("wai", ""),
        ("", ""),
        ("Promise it n", ""),
        ("**Wait**", "Wait"),
    ],
)
def test_a_cell_names_an_option_by_its_words_or_the_first_of_them(cell: str, option: str) -> None:
    texts = ("Promise it", "Promise it now", "Call *support* first", "Wait")
    found = named(cell, [Item(key=text, text=text, line=1) for text in texts])

    assert (found.text if found else "") == option
