"""Is it said in our own words, and with the right line, why YAML or TOML cannot be read?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.formats import mdbook
from tandem.content.messages import Message
from tandem.content.parsing.header import MODULE_WORDS, header

QUOTES = "the quotes that open here are never closed"
BRACKET = "the bracket that opens here is never closed"


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        ("title: T\nsummary: Late: what now?", 3, "a colon inside a text needs quotes"),
        ("title: T\nsummary: 'Late\nminutes: 6", 3, QUOTES),
        ('title: T\nsummary: "Late\nminutes: 6', 3, QUOTES),
        ("title: T\nsummary: [Late\nminutes: 6", 3, BRACKET),
        ("title: T\nsummary: {Late", 3, BRACKET),
        ("title: T\nsummary: @Late", 3, "a text that begins with @ needs quotes"),
        ("title: T\nsummary: *Late*", 3, "a text that begins with * or & needs quotes"),
        ("title: T\nsummary: %Late", 3, "a text that begins with % needs quotes"),
        ("title: T\nsummary: ]", 3, "a text that begins with ] needs quotes"),
        ("title: T\nsummary: - Late", 3, "a text that begins with a dash needs quotes"),
        ('title: T\nsummary: "a\\q"', 3, "a backslash inside quotes needs a second one"),
        ('title: T\nsummary: "Late" now', 3, "behind the closing quotes nothing may follow"),
        ("title: T\nsummary: | Late", 3, "behind | or > the text begins in the next line"),
        ("title: T\nminutes 6", 3, "a name, a colon and a value belong in this line"),
        ("title: T\nsummary: \x07", 3, "a character here can’t be seen"),
        ("%YAML 9.9\ntitle: T", 2, "this line is no name with a plain value"),
        ('title: "\\UFFFFFFFF"', 2, "this line is no name with a plain value"),
        ("\ntitle: \x07", 3, "a character here can’t be seen"),
    ],
)
def test_a_trainer_reads_why_front_matter_fails(lines: str, line: int, why: str) -> None:
    ((number, message),) = header(f"---\n{lines}\n---\n", MODULE_WORDS).faults

    assert (number, message.startswith(f"the front matter can’t be read: {why}")) == (line, True)
    assert isinstance(message.values["problem"], Message), "nothing untranslated is in it"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[[questions]]\nid = "a', 2, QUOTES),
        ("[[questions]]\nid = {b=1", 2, BRACKET),
        ("[[questions]\nid = 1", 1, BRACKET),
        ("[[questions]]\nid", 2, "a name, an equals sign and a value belong in this line"),
        ("[[questions]]\nid = late", 2, "the value is missing, or a text has no quotes"),
        ("[[questions]]\nid = 1 2", 2, "behind the value nothing may follow"),
        ("[[questions]]\nid = 1\nid = 2\n", 3, "this name is there twice"),
        ("[[questions]]\nid = 'a\n'", 2, "a text in quotes goes on in the next line"),
        ('[[questions]]\nid = "\\q"', 2, "a backslash inside quotes needs a second one"),
    ],
)
def test_a_trainer_reads_why_toml_fails(text: str, line: int, why: str) -> None:
    ((number, message),) = mdbook.sheet(text).notes

    assert number == line
    assert message.startswith(f"this is no TOML that can be read: {why}")
    assert isinstance(message.values["reason"], Message), "nothing untranslated is in it"


@given(st.lists(st.sampled_from([*"[]{}=.'\"#\\\n1a", "[[questions]]\n", '"""']), max_size=30))
def test_no_toml_breaks_the_importer(pieces: list[str]) -> None:
    text = "".join(pieces)

    assert all(1 <= line <= text.count("\n") + 1 for line, _ in mdbook.sheet(text).notes)
