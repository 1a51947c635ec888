"""A hand-over: are both cases and their questions read as a trainer means them?"""

from __future__ import annotations

import pytest

from tandem.content.files.translations import faults, translated
from tandem.content.formats.writer import write
from tandem.content.lesson import PairStep, StepKind
from tandem.content.parsing.attributes import heading
from tandem.content.parsing.seat_parts import seat_of
from tandem.content.rendering.html import rendered
from tandem.terms import SEATS
from tests.content.reading import lesson, read, says
from tests.content.unlined import unlined

# The heading stands in line 7, the rep's case in 11 with questions in 15 and 16, support's in 18
# with questions in 22 and 23.
HANDOVER = """\
## Two {together}

### Two orders {#orders handover}

Each of you hands one over.

#### The clinic called {for=rep}

Gate 3, by eight.

- By when do they need it?
- To which gate?

#### The store wrote {for=support}

Two pallets are short.

- What is short?
- What can they still sell?
"""


def step(text: str = HANDOVER) -> PairStep:
    """The step of a sound text."""
    (section,) = lesson(text).sections
    (only,) = section.steps
    return only


def changed(old: str, new: str) -> str:
    """The text with something else in it."""
    assert old in HANDOVER
    return HANDOVER.replace(old, new)


def questions(found: PairStep) -> list[list[str]]:
    """What is asked about each case."""
    return [[item.text for item in part.items] for part in found.seats]


def test_both_cases_are_read_with_their_questions() -> None:
    found = step()

    assert (found.kind, found.body) == (StepKind.HANDOVER, "Each of you hands one over.")
    assert [part.role for part in found.seats] == list(SEATS)
    assert [part.text for part in found.seats] == ["Gate 3, by eight.", "Two pallets are short."]
    assert questions(found) == [
        ["By when do they need it?", "To which gate?"],
        ["What is short?", "What can they still sell?"],
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#### The clinic called {for=rep}", "#### Rep"),
        ("- By when do they need it?\n- To", "1. By when do they need it?\n2. To"),
        ("- By when", "* By when"),
        ("\n\n- By when", "\n- By when"),
    ],
)
def test_what_is_written_in_another_way_means_the_same(old: str, new: str) -> None:
    assert questions(step(changed(old, new))) == questions(step())


def test_the_last_list_of_a_case_holds_the_questions() -> None:
    found = step(changed("Gate 3, by eight.", "- Gate 3\n- by eight\n\n##### They ask\n\nThis:"))

    assert questions(found) == questions(step())
    assert found.seats[0].text == "- Gate 3\n- by eight\n\n##### They ask\n\nThis:"


def test_what_stands_below_the_questions_opens_with_the_case() -> None:
    found = step(changed("- To which gate?\n", "- To which gate?\n\nThe gate is what *counts*.\n"))

    assert found.seats[0].explanation == "The gate is what *counts*."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (changed("{for=rep}", ""), "7: error: {handover} goes both ways: it needs a case for rep,"),
        (changed("{for=support}", ""), "18: error: this heading begins no case. Put for=rep or fo"),
        (changed("{for=support}", "{for=rep}"), "18: error: the part for rep is here twice"),
        (changed("{for=support}", "{for=leader}"), "18: error: a part of this step is for one"),
        (changed("Gate 3, by eight.\n\n", ""), "11: error: a case needs its text, above the ques"),
        (changed("- What is short?\n- What can they still sell?\n", ""),
         "18: error: a case needs questions: what would the customer ask rep about it?"),
        (changed("- To which gate?", "- By when do they need it"),
         "16: error: this question is here twice"),
        (changed("- To which gate?", "- b\n- c\n- d\n- e\n- f\n- g"),
         "21: error: more than six questions"),
        (changed("- To which gate?", "- To which gate?\n  > Three"), "16: error: nobody reads the"),
        (changed("Gate 3, by eight.", "____"), "13: error: a step {handover} brings its own"),
        (changed("{#orders handover}", "{#orders handover choice}"), "7: error: two signs in one"),
        (changed("{#orders handover}", "{#orders hand-over}"), "7: error: unknown attribute"),
        (changed("{#orders handover}", "{#orders handover for=rep}"), "7: error: a step {handover"),
        (changed("{#orders handover}", "{#orders handover share=pair}"), "7: error: share=pair be"),
    ],
)  # fmt: skip
def test_a_fault_names_line_and_remedy(text: str, message: str) -> None:
    said = says(text)

    assert any(line.startswith(message) for line in said), said


def test_a_case_for_neither_seat_is_named_once() -> None:
    assert says(changed("{for=support}", "{for=leader}")) == [
        "7: error: {handover} goes both ways: it needs a case for support, below a heading with"
        " {for=support}",
        "18: error: a part of this step is for one seat: for=rep or for=support",
    ]


def test_what_was_written_is_read_as_the_same() -> None:
    module = lesson(f"{HANDOVER}\nWhy?\n")

    again = read(write(module)).module

    assert again
    assert unlined(again.sections) == unlined(module.sections)


def test_a_translation_brings_the_words_under_the_same_keys() -> None:
    german = lesson(changed("- By when do they need it?", "- Bis wann?"))

    (both,) = translated(lesson(HANDOVER), german).sections[0].steps

    assert list(faults(german, lesson(HANDOVER))) == []
    assert both.seats[0].items[0].text == "Bis wann?"
    assert both.seats[0].items[0].key == step().seats[0].items[0].key
    fewer = lesson(changed("- To which gate?\n", ""))
    assert any("another way" in message for _, message in faults(fewer, lesson(HANDOVER)))


def test_every_text_of_it_is_rendered() -> None:
    module = lesson(changed("- To which gate?\n", "- To *which* gate?\n\nThe **gate**.\n"))

    (found,) = rendered(module, picture_address=lambda path: None).sections[0].steps

    assert found.seats[0].text == "<p>Gate 3, by eight.</p>"
    assert found.seats[0].items[1].text == "To <em>which</em> gate?"
    assert found.seats[0].explanation == "<p>The <strong>gate</strong>.</p>"


@pytest.mark.parametrize(
    ("line", "seat"),
    [
        ("#### Both {for=rep,support}", None),
        ("#### One {for=rep}", "rep"),
        ("#### One {for=support}", "support"),
        ("#### One {for=leader}", None),
        ("#### Rep", "rep"),
        ("#### Everybody", None),
    ],
)
def test_a_part_of_a_step_is_for_one_seat(line: str, seat: str | None) -> None:
    head = heading(line, line=1)

    assert head is not None
    assert seat_of(head) == seat
