"""What is read of a course's pulse, and what keeps it from being asked?"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tandem.content.files.folder import read_course
from tandem.content.lesson import CourseFolder
from tandem.content.parsing.lines import numbered
from tandem.content.parsing.pulse import read_pulse
from tests.content.reading import says

COVER = """\
---
title: Teaming
---

Welcome.

## How is it now? {pulse}

Think of last week.

1 (never) ... 5 (always)

- We ask early
- We say no

## And then

Begin.
"""


def course(folder: Path, cover: str, german: str = "") -> CourseFolder:
    """The course with this cover."""
    (folder / "course.md").write_text(dedent(cover))
    if german:
        (folder / "course.de.md").write_text(dedent(german))
    return read_course(folder, shown_as="teaming")


def said(folder: Path, cover: str, german: str = "") -> list[str]:
    """What the checker says of this cover."""
    problems = course(folder, cover, german).problems
    return [str(problem).removeprefix("teaming/") for problem in problems]


def test_a_pulse_is_asked_and_is_no_part_of_the_cover(tmp_path: Path) -> None:
    read = course(tmp_path, COVER)

    assert read.problems == ()
    assert read.pulse is not None
    assert (read.pulse.title, read.pulse.text) == ("How is it now?", "Think of last week.")
    assert (read.pulse.low, read.pulse.high, read.pulse.labels) == (1, 5, ("never", "always"))
    assert [item.text for item in read.pulse.items] == ["We ask early", "We say no"]
    assert "Welcome." in read.cover
    assert "## And then\n\nBegin." in read.cover
    assert "never" not in read.cover
    assert "pulse" not in read.cover


def test_a_course_without_one_keeps_its_cover_as_it_was(tmp_path: Path) -> None:
    read = course(tmp_path, "---\ntitle: T\n---\n\nA\n\n- b\n")

    assert (read.pulse, read.cover) == (None, "A\n\n- b")


def test_on_another_scale_an_item_is_another_question(tmp_path: Path) -> None:
    before = course(tmp_path, COVER).pulse
    after = course(tmp_path, COVER.replace("... 5", "... 10")).pulse

    assert before
    assert after
    assert not {item.key for item in before.items} & {item.key for item in after.items}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "1 (never) ... 5 (always)",
            "",
            "course.md:7: error: a pulse needs a line with its ends: 1 (never) ... 5 (every week)",
        ),
        (
            "- We ask early\n- We say no",
            "",
            "course.md:7: error: a pulse needs a list of one to five items: - We ask early",
        ),
        (
            "- We say no",
            "- b\n- c\n- d\n- e\n- f",
            "course.md:18: error: more than five items. Each is asked three times: keep the best"
            " five",
        ),
        ("- We say no", "- we ask early", "course.md:14: error: this item is here twice"),
        (
            "## And then",
            "## Again {pulse}",
            "course.md:16: error: there is a pulse in line 7 already. Put its items there",
        ),
        (
            "1 (never) ... 5 (always)",
            "5 (never) ... 5 (always)",
            "course.md:11: error: a scale goes up and has three to eleven steps, as in 1 (never)"
            " ... 5 (often)",
        ),
        (
            "{pulse}",
            "{pulse quiz}",
            "course.md:7: error: quiz begins a section. Give it a heading above this one",
        ),
    ],
)
def test_what_keeps_a_pulse_from_being_asked_is_said(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert said(tmp_path, COVER.replace(old, new)) == [problem]


def test_in_a_module_it_is_sent_to_the_course() -> None:
    assert says("## How is it? {pulse}") == [
        "5: error: pulse belongs in course.md: it asks about the whole course"
    ]


def test_a_translation_asks_as_many_items_on_the_same_scale(tmp_path: Path) -> None:
    german = COVER.replace("We ask early", "Wir fragen früh")
    fewer = german.replace("- We say no\n", "")

    assert said(tmp_path, COVER, german) == said(tmp_path, COVER, "---\ntitle: T\n---\n") == []
    assert said(tmp_path, COVER, fewer) == [
        "course.de.md:7: warning: this pulse is another than the original’s: as many items,"
        " the same ends"
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n- d", []),
        ("## {pulse}\n\n1 (a) ... 5 (b)\n\n- c", ["1: a pulse needs its text behind the #"]),
        (
            "## P {pulse}\n\n- c",
            ["1: a pulse needs a line with its ends: 1 (never) ... 5 (every week)"],
        ),
        (
            "## P {pulse}\n\n1 (a) ... 5 (b)\n\n1 (a) ... 5 (b)\n\n- c",
            ["5: this pulse has ends in line 3 already. Keep one of the lines"],
        ),
        (
            "## P {pulse}\n\n1 (a) ... 2 (b)\n\n- c",
            ["3: a scale goes up and has three to eleven steps, as in 1 (never) ... 5 (often)"],
        ),
        ("## P {pulse}\n\n1 (a) ... 3 (b)\n\n- c", []),
        ("## P {pulse}\n\n0 (a) ... 10 (b)\n\n- c", []),
        (
            "## P {pulse}\n\n0 (a) ... 11 (b)\n\n- c",
            ["3: a scale goes up and has three to eleven steps, as in 1 (never) ... 5 (often)"],
        ),
        (
            "## P {pulse}\n\n5 (a) ... 1 (b)\n\n- c",
            ["3: a scale goes up and has three to eleven steps, as in 1 (never) ... 5 (often)"],
        ),
        (
            "## P {pulse}\n\n1 ... 5 (b)\n\n- c",
            ["3: say what both ends of the scale mean: 1 (never) ... 5 (every week)"],
        ),
        (
            "## P {pulse}\n\n1 (a) ... 5\n\n- c",
            ["3: say what both ends of the scale mean: 1 (never) ... 5 (every week)"],
        ),
        (
            "## P {pulse}\n\n1 (a) ... 5 (b)",
            ["1: a pulse needs a list of one to five items: - We ask early"],
        ),
        ("## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n- d\n- e\n- f\n- g", []),
        (
            "## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n- d\n- e\n- f\n- g\n- h\n- i",
            [
                "10: more than five items. Each is asked three times: keep the best five",
                "11: more than five items. Each is asked three times: keep the best five",
            ],
        ),
        (
            "## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n- C\n- d\n- c",
            ["6: this item is here twice", "8: this item is here twice"],
        ),
        (
            "## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n\n## Q {pulse}\n\n## R",
            ["7: there is a pulse in line 1 already. Put its items there"],
        ),
        ("## P {pulse}\n\nw\n\n### X\n\ny\n\n1 (a) ... 5 (b)\n\n- c\n\nz\n\n## Q\n\nr", []),
        ("P {pulse}\n---\n\n1 (a) ... 5 (b)\n\n- c", []),
        (
            "## P {pulse quiz}\n\n1 (a) ... 5 (b)\n\n- c",
            ["1: quiz begins a section. Give it a heading above this one"],
        ),
    ],
)
def test_each_thing_that_keeps_a_pulse_from_being_asked_is_named_with_its_line(
    text: str, faults: list[str]
) -> None:
    _, _, found = read_pulse(numbered(text)[0])

    assert [f"{line}: {fault}" for line, fault in found] == faults


@pytest.mark.parametrize(
    ("text", "rest", "words"),
    [
        (
            "## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n\n## Q {pulse}\n\n## R",
            "## Q {pulse}\n\n## R",
            "",
        ),
        (
            "## P {pulse}\n\nw\n\n### X\n\ny\n\n1 (a) ... 5 (b)\n\n- c\n\nz\n\n## Q\n\nr",
            "## Q\n\nr",
            "w\n\n### X\n\ny\n\n\n\nz",
        ),
        ("P {pulse}\n---\n\n1 (a) ... 5 (b)\n\n- c", "", ""),
        ("## P {pulse}\n### X\n\n1 (a) ... 5 (b)\n\n- c", "", "### X"),
        ("## P {pulse}\n## Q", "## Q", ""),
        ("a", "a", "none"),
        ("u\n\n## P {pulse}\n\n1 (a) ... 5 (b)\n\n- c\n- d\n\nw", "u\n", "w"),
    ],
)
def test_what_stands_below_its_heading_belongs_to_a_pulse_and_all_else_to_the_cover(
    text: str, rest: str, words: str
) -> None:
    pulse, lines, _ = read_pulse(numbered(text)[0])

    assert "\n".join(line.text for line in lines) == rest
    assert (pulse.text if pulse else "none") == words
