"""Is what lies too deep for a reader and for Markdown told before it is published?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.lines import numbered
from tandem.content.parsing.nesting import DEEPEST, depth, nested
from tandem.content.parsing.parse import parse_module
from tandem.content.rendering.html import rendered_text

HEAD = "---\ntitle: T\n---\n\n"
DEEP = {
    "quotes": "> " * 1000 + "a",
    "quotes without spaces": ">" * 9_000,
    "lists in one line": "- " * 1000 + "a",
    "numbers in one line": "1. " * 1000 + "a",
    "lists by two spaces": "\n".join("  " * level + "- a" for level in range(700)),
    "lists by four spaces": "\n".join("    " * level + "+ a" for level in range(400)),
    "notes": "\n\n".join("    " * level + "!!! note" for level in range(400)),
    "quotes that grow": "\n\n".join("> " * level + "a" for level in range(1, 500)),
}


@pytest.mark.parametrize("what", DEEP)
def test_what_lies_too_deep_is_an_error_with_its_line(what: str) -> None:
    found = parse_module((HEAD + DEEP[what]).encode(), name="01-a.md", file="f.md")

    assert str(found.problems[0]).endswith(
        "lists and quotes are nested more than 20 levels deep here"
    )
    assert not found.is_sound


@pytest.mark.parametrize("sign", ["- ", "> ", "1. ", "* "])
def test_what_lies_as_deep_as_allowed_is_shown(sign: str) -> None:
    text = sign * DEEPEST + "a"

    assert not list(nested(numbered(text)[0]))
    assert "a" in rendered_text(text, picture_address=lambda path: path)


@pytest.mark.parametrize(
    "text", ["- " * 30, "* * " * 20, "---", " " * 90 + "code in a paragraph", "a " + "> " * 40]
)
def test_rules_and_indented_text_lie_in_nothing(text: str) -> None:
    assert depth(text) == 0


def test_a_code_fence_may_show_any_depth() -> None:
    lines, _ = numbered("```\n" + "> " * 50 + "\n```")

    assert not list(nested(lines))
