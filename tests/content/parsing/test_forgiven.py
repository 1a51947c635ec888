"""What do editors, word processors and keyboards do to a lesson, and is it forgiven?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Lesson
from tandem.content.parsing.parse import parse_module

LESSON = """---
title: Engine
minutes: 6
---

Everybody reads this.

## You {for=rep}

Drive.

## You {for=support}

Frame.

## Check {quiz pass=80%}

### Why? {#why}

Hint: think.

- [ ] No
  > It blocks.
- [x] Yes
  > It opens.
- [ ] Both {pin}
  > It waits.

Because.
"""
CHANGES = {
    "CRLF": ("\n", "\r\n"),
    "carriage return": ("\n", "\r"),
    "byte-order mark": ("---\ntitle", "\ufeff---\ntitle"),
    "tab behind the bullet": ("- [", "-\t["),
    "tab before the quote": ("  > ", "\t> "),
    "tab before the attributes": (" {", "\t{"),
    "no-break space in the box": ("[ ]", "[\u00a0]"),
    "no-break space behind the bullet": ("- [", "-\u00a0["),
    "no-break space behind the sign of a heading": ("## You", "##\u00a0You"),
    "no-break space in the front matter": ("title: ", "title:\u00a0"),
    "narrow no-break space": ("> It", ">\u202fIt"),
    "large x": ("[x]", "[X]"),
    "spaces around x": ("[x]", "[ x ]"),
    "empty box": ("[ ]", "[]"),
    "star": ("- [", "* ["),
    "plus": ("- [", "+ ["),
    "unindented quote": ("  > ", "> "),
    "unindented quote behind a blank line": ("\n  > ", "\n\n> "),
    "quotation marks": ("for=rep", 'for="rep"'),
    "typographic quotation marks": ("for=rep", "for=“rep”"),
    "German quotation marks": ("pass=80%", "pass=„80%“"),
    "no percent sign": ("80%", "80"),
    "spaces in the braces": ("{for=rep}", "{ for=rep }"),
    "closing signs of a heading": ("for=rep}", "for=rep} ##"),
    "blank lines between options": ("- [", "\n- ["),
    "spaces at the end of a heading": ("{#why}", "{#why}   "),
    "small hint": ("Hint:", "hint:"),
    "no line end at the end": ("Because.\n", "Because."),
}


def parsed(text: str) -> Lesson:
    """The module of a text, without its line numbers, which blank lines move."""
    found = parse_module(text.encode(), name="01-a.md", file="f.md")
    assert found.is_sound, found.problems
    assert found.problems == ()
    assert found.module
    return found.module


def without_lines(module: Lesson) -> str:
    """The module as text, so that only what it says is compared."""
    return re.sub(r"\bline=\d+", "", repr(module))


@pytest.mark.parametrize("change", CHANGES)
def test_what_people_write_is_forgiven(change: str) -> None:
    old, new = CHANGES[change]
    changed = LESSON.replace(old, new)
    assert changed != LESSON

    assert without_lines(parsed(changed)) == without_lines(parsed(LESSON))


@given(st.sets(st.sampled_from(["CRLF", "byte-order mark", "large x", "star", "unindented quote",
                                "tab before the attributes", "quotation marks", "empty box",
                                "no-break space behind the bullet"])))  # fmt: skip
def test_any_of_it_together_is_forgiven(names: set[str]) -> None:
    text = LESSON
    for name in sorted(names, key=list(CHANGES).index, reverse=True):
        text = text.replace(*CHANGES[name])

    assert without_lines(parsed(text)) == without_lines(parsed(LESSON))


def test_line_numbers_are_those_of_the_editor_whatever_the_line_ends() -> None:
    bad = LESSON.replace("#why", "#why x").encode()

    for end in (b"\r\n", b"\r", b"\n"):
        found = parse_module(bad.replace(b"\n", end), name="01-a.md", file="f.md")
        assert [problem.line for problem in found.problems] == [18]
