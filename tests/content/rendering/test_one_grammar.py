"""Do the checker and the page read the same text alike?"""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.content.parsing.lines import Line, numbered
from tandem.content.parsing.parse import parse_module
from tandem.content.rendering.html import rendered
from tests.content.reading import read

# Each N becomes a number of its own, so that every word can be found again.
PIECES = st.sampled_from(
    [
        *["Word wN.", "", "", "## Heading wN", "### Deep wN", "Title wN\n===", "Title wN\n---"],
        *["```\nwN\n```", "~~~\nwN", "```", "    wN", "- wN", "  wN", "    - wN", "---", "- # wN"],
        *["* - wN", "1. wN", "   ```\n   wN\n   ```", "> wN", "> ## wN", "> ```\n> wN", "`wN"],
        *["| wN |\n| --- |", "  ## wN", "+ > wN", "```py", "wN\n:   wN", "!!! note\n    wN"],
        *["[^wN]: Note.", "[wN]: <x>", "\\# wN", "#wN", "10) wN", "-\n  wN", "- [x] wN", "***"],
        "- ```\n  wN\n  ```",
    ]
)
WORD = re.compile(r"\bw\d+\b")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of such pieces, each with a word of its own."""
    pieces = draw(st.lists(PIECES, max_size=14))
    return "\n".join(re.sub("wN", f"w{at}", piece) for at, piece in enumerate(pieces))


def lines_of(text: str) -> list[Line]:
    """What the checker knows of each line."""
    return numbered(text)[0]


def page(text: str) -> str:
    """The sections of a lesson as its reader sees them, each with its title."""
    module = read(f"---\ntitle: T\n---\n{text}").module
    assert module is not None
    sections = rendered(module, picture_address=lambda _: None).sections
    return "".join(f"<h1>{section.title}</h1>{section.text}" for section in sections)


def words_in(html: str, tag: str) -> set[str]:
    """The words inside these tags."""
    inside = re.findall(rf"<{tag}\b.*?</{tag}>", html, re.DOTALL)
    return {word for piece in inside for word in WORD.findall(re.sub("<[^>]*>", " ", piece))}


@settings(max_examples=150, deadline=None)
@given(texts())
def test_what_is_code_for_the_checker_is_code_on_the_page(text: str) -> None:
    code = {
        word
        for line in lines_of(text)
        if line.code and not re.match(r"[ >+*-]*(```|~~~)", line.text)
        for word in WORD.findall(line.text)
    }

    assert words_in(page(text), "pre") == code


@settings(max_examples=150, deadline=None)
@given(texts())
def test_a_heading_of_the_checker_is_a_heading_on_the_page(text: str) -> None:
    html = page(text)

    for line in lines_of(text):
        title = line.block.title if line.block else ""
        assert set(WORD.findall(title)) <= words_in(html, "h[1-6]")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["- [x] wN", "- [ ] wN", "  wN", "", "  - wN", "Text wN", "### wN"]))
)
def test_an_option_of_the_checker_is_an_item_with_a_box_in_every_preview(pieces: list[str]) -> None:
    text = "\n".join(re.sub("wN", f"w{at}", piece) for at, piece in enumerate(pieces))
    quiz = f"---\ntitle: T\n---\n## Q {{quiz}}\n\n### A\n\n{text}"
    module = parse_module(quiz.encode(), name="01-a.md", file="f.md").module
    assert module is not None

    questions = [question for section in module.sections for question in section.questions]
    first = {WORD.findall(option.text)[0] for each in questions for option in each.options}

    boxes = re.findall(r"task-list-box\">.</span> *(?:<p>)?(w\d+)", page(text))
    assert first <= set(boxes)
