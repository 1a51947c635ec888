"""Does reading what was written give the same lesson?"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.content.formats.writer import accepted_text, hint_goes_first, write
from tandem.content.lesson import Accepted, Lesson, Question, QuestionKind
from tandem.content.parsing.parse import parse_module
from tests.content.lessons import lessons
from tests.content.parsing.test_properties import LESSONS
from tests.content.reading import lesson, read
from tests.content.unlined import unlined

TIDY = """\
    ---
    title: Gasoline and engine
    minutes: 6
    ---

    Everybody reads this.

    ## What you bring {for=rep}

    The energy.

    ### And in a letter {for=rep}

    The tone.

    ## What you bring {for=support}

    The frame.

    ## Both of you

    What you have agreed.

    ## Check yourself {quiz pass=70%}

    ### An order lands late. {#late-order}

    Hint: think of both.

    - [ ] "Not my problem."
      > That blocks.
    - [x] "Here is what still fits."
      > You gave it a frame.
    - [ ] Nothing. {pin}

    It keeps the drive.

    ### How many? {#many}

    = 3..7
    """

# What is written in the second of two ways that mean the same.
SAID_IN_TWO_WAYS = {
    "{#several multi}": "{#several}",
    "| | Send half": "|  | Send half",
    "Three lines at most.\n": "Three lines at most.\n\n____\n",
    "One sentence.\n": "One sentence.\n\n____\n",
}


def read_again(module: Lesson) -> Lesson | None:
    """The module that its own writing says."""
    found = parse_module(write(module).encode(), name="01-a.md", file="f.md")
    assert found.is_sound, found.problems
    return unlined(found.module)


def test_a_lesson_is_written_as_a_trainer_would_write_it() -> None:
    module = read(TIDY).module

    assert module is not None
    assert write(module) == dedent(TIDY)


@pytest.mark.parametrize("name", ["01-engine.md", "02-frame.md", "03-calm.md"])
def test_a_lesson_of_every_kind_is_written_as_it_stands(name: str) -> None:
    text = Path("tests/walked/teaming", name).read_text("utf-8")
    for said, otherwise in SAID_IN_TWO_WAYS.items():
        text = text.replace(said, otherwise)
    module = parse_module(text.encode(), name=name, file=name).module

    assert module is not None
    assert write(module) == text


@settings(max_examples=150, deadline=None)
@given(st.one_of(lessons(), LESSONS))
def test_reading_what_was_written_gives_the_same_lesson(text: str) -> None:
    found = parse_module(text.encode(), name="01-a.md", file="f.md")
    if not found.is_sound or found.module is None:
        return

    assert read_again(found.module) == unlined(found.module)


@pytest.mark.parametrize("title", ['a "b" c', "No", "12", "a\u00a0b", "x: # y", "\u0085", "🚗 car"])
def test_any_title_comes_back(title: str) -> None:
    module = Lesson(id="a", title=title)

    found = parse_module(write(module).encode(), name="01-a.md", file="f.md")

    assert found.module is not None
    assert found.module.title == title.strip()


@pytest.mark.parametrize("number", ["0.00001", "1e-7", "999999999999999"])
def test_a_number_is_written_without_an_exponent(number: str) -> None:
    text = f"## Check {{quiz}}\n\n### How much? {{#much}}\n\n= {float(number):f} +- 0\n"
    module = lesson(text)

    assert read_again(module) == unlined(module).__class__(**{**vars(unlined(module)), "id": "a"})


@pytest.mark.parametrize(
    "body",
    [
        "## You {#own}\n\nText.",
        "## You\n\nText.\n\n### And you {#and-you}\n\nMore.",
        "## You {for=rep}\n\nText.\n\n### And you {#and-you}\n\nMore.",
        "## You {for=rep}\n\nText.\n\n### And you {#two for=rep}\n\nMore.",
        "Text.\n\n### You\n\nMore.\n\n## And you\n\nMore.",
        "## Check {#own quiz}\n\n### Why? {#why}\n\n- [x]\n  Write {pin}\n- [ ] Not",
        "##\n\nText.",
    ],
)
def test_every_section_is_written_so_that_it_is_read_as_the_same(body: str) -> None:
    module = read(f"---\ntitle: T\n---\n\n{body}\n", name="01-a.md").module

    assert module is not None
    assert read_again(module) == unlined(module)


@pytest.mark.parametrize(
    ("accepted", "text"),
    [
        (Accepted(low=5, high=5), "5"),
        (Accepted(low=5, high=5, units=("min", "minutes")), "5 min | minutes"),
        (Accepted(low=5, high=5, units=("boxes",)), "5 +- 0 boxes"),
        (Accepted(low=3, high=7, units=("boxes",)), "3..7 boxes"),
        (Accepted("five boxes"), "five boxes"),
    ],
)
def test_a_unit_that_nobody_knows_is_told_from_words(accepted: Accepted, text: str) -> None:
    assert accepted_text(accepted) == text


@pytest.mark.parametrize(
    ("hint", "body", "is_first"),
    [
        ("Think of both.", "What helps?", False),
        ("```\ncode", "What helps?", True),
        ("See below.\n```\ncode", "What helps?", True),
        ("Think of both.", "What helps?\n\nHint: this is text.", True),
        ("", "Hint: this is text.", True),
    ],
)
def test_a_hint_stands_first_where_something_else_could_be_taken_for_it(
    hint: str, body: str, is_first: bool
) -> None:
    question = Question("a", QuestionKind.SINGLE, "", body=body, hint=hint)

    assert hint_goes_first(question) is is_first
