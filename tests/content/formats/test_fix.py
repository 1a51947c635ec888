"""How would a tidy writer have written what is forgiven?"""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given

from tandem.content.formats.fix import fixed
from tandem.content.parsing.parse import parse_module
from tests.content.parsing.test_properties import LESSONS

UNTIDY = """\
    \ufeff---
    title: T
    ---

    ## You {for=“rep”}

    Text.\u00a0

    ## Check { quiz   pass=80% }

    ### Why? {#why}

    * [X] A
    > Feedback
    + [] B
    -\t[ x ] C   {pin}

    ```
    * [X] code
    ```
    """
TIDY = """\
    ---
    format: 1
    title: T
    ---

    ## You {for="rep"}

    Text.

    ## Check {quiz pass=80%}

    ### Why? {#why}

    - [x] A
      > Feedback
    - [ ] B
    - [x] C   {pin}

    ```
    * [X] code
    ```
    """


def test_what_is_forgiven_is_written_tidily() -> None:
    assert fixed(dedent(UNTIDY).replace("\n", "\r\n")) == dedent(TIDY)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a  \nb   \n   \nc", "a  \nb  \n\nc\n"),
        ("* [X] a\n+ [ ] b\n-  [] c", "- [x] a\n- [ ] b\n- [ ] c\n"),
        ("* a\n+ b", "* a\n+ b\n"),
        ("- [x] a\n> b\nc\n> d\n\n> e\n\nf\n> g", "- [x] a\n  > b\nc\n  > d\n\n  > e\n\nf\n> g\n"),
        ("- [x] a\n\n  b\n> c\n## d\n> e", "- [x] a\n\n  b\n  > c\n## d\n> e\n"),
        ("# a {x=“b”  y}  ", '# a {x="b" y}\n'),
        ("# a {b} c {d  e}", "# a {b} c {d e}\n"),
        ("# a   ", "# a\n"),
        ("a\r\nb\rc", "a\nb\nc\n"),
        ("\tb", "    b\n"),
        ("```\na  \n   \n* [X] b\n```", "```\na  \n\n* [X] b\n```\n"),
        ("a\n\n\n", "a\n"),
        ("---\ntitle: a\n---\nb", "---\nformat: 1\ntitle: a\n---\nb\n"),
        ("---\nformat : 1\n---\n", "---\nformat : 1\n---\n"),
        ("a\n---\nb\n---\n", "a\n---\nb\n---\n"),
        ("---\na\n", "---\na\n"),
        ("---\ntitle: b\n---\nformat: 1\n---\n", "---\nformat: 1\ntitle: b\n---\nformat: 1\n---\n"),
        ("<div>\n- [ ] a\n> b\n</div>", "<div>\n- [ ] a\n> b\n</div>\n"),
        ("", "\n"),
        ("1. [X] a", "1. [X] a\n"),
        ("  * [x] a", "  - [x] a\n"),
        ("- [x] a\n\n b\n> c", "- [x] a\n\n b\n> c\n"),
        ("- [x] a\n b\n> c", "- [x] a\n b\n  > c\n"),
    ],
)
def test_each_untidy_line_is_mended_at_once_and_no_other(text: str, tidy: str) -> None:
    assert (fixed(text), fixed(tidy)) == (tidy, tidy)


@given(LESSONS)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert fixed(fixed(text)) == fixed(text)


@given(LESSONS)
def test_a_sound_lesson_says_the_same_when_it_is_tidy(text: str) -> None:
    before = parse_module(text.encode(), name="01-a.md", file="f.md")
    if not before.is_sound:
        return

    assert parse_module(fixed(text).encode(), name="01-a.md", file="f.md").module == before.module


@pytest.mark.parametrize(
    "text", ["No front matter.\n", "---\nnot closed\n", "---\nformat: 1\n---\n"]
)
def test_no_version_is_added_where_there_is_one_or_no_place_for_it(text: str) -> None:
    assert fixed(text) == text
