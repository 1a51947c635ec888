"""How would a tidy writer have written what is forgiven? The lesson stays the same."""

from __future__ import annotations

import re

from tandem.content.parsing.attributes import BRACES, HEADING, QUOTES
from tandem.content.parsing.choices import BOXED_LINE
from tandem.content.parsing.header import FENCE, GRAMMAR
from tandem.content.parsing.lines import Line, clean, numbered

UNINDENTED = re.compile(r"^>")
VERSION = re.compile(r"^format\s*:")


def fixed(source: str) -> str:
    """The source with plain line ends, spaces, quotes, bullets, boxes and indented feedback, and
    with the version of the grammar where it has front matter without one."""
    lines, _ = numbered(clean(source))
    tidy: list[str] = []
    in_options = was_blank = False
    for line in lines:
        if line.code:
            tidy.append(line.text.rstrip() if line.is_blank else line.text)
            continue
        is_box = bool(line.item and BOXED_LINE.match(line.text))
        in_options = is_box or (in_options and stays_in_options(line, was_blank=was_blank))
        tidy.append(tidy_line(line.text, in_options=in_options and not is_box))
        was_blank = line.is_blank
    return "\n".join(with_grammar(tidy)).rstrip("\n") + "\n"


def with_grammar(lines: list[str]) -> list[str]:
    """The lines with `format: 1` at the head of the front matter."""
    if not FENCE.match(lines[0]):
        return lines
    end = next((at for at, line in enumerate(lines[1:], 1) if FENCE.match(line)), None)
    if end is None or any(VERSION.match(line) for line in lines[1:end]):
        return lines
    return [lines[0], f"format: {GRAMMAR}", *lines[1:]]


def stays_in_options(line: Line, *, was_blank: bool) -> bool:
    """Does the list of options go on with this line?"""
    if HEADING.match(line.text):
        return False
    goes_on = line.is_blank or line.indent >= 2 or line.text.startswith(">")
    return goes_on or not was_blank


def tidy_line(text: str, *, in_options: bool) -> str:
    """One line that is no code."""
    if match := HEADING.match(text):
        return tidy_heading(text, match[2] or "")
    if match := BOXED_LINE.match(text):
        return f"{match[1]}- [{'x' if match[2] else ' '}] {match[3]}".rstrip()
    if in_options and UNINDENTED.match(text):
        return f"  {text}".rstrip()
    return keeps_break(text)


def tidy_heading(text: str, title: str) -> str:
    """A heading with plain quotes in its attributes."""
    braces = BRACES.match(title.rstrip())
    if not braces:
        return text.rstrip()
    inside = " ".join(braces[2].translate(QUOTES).split())
    return text.replace("{" + braces[2] + "}", "{" + inside + "}").rstrip()


def keeps_break(text: str) -> str:
    """A line without spaces at its end, but for the two that mean a line break."""
    return f"{text.rstrip()}  " if text.endswith("  ") and text.strip() else text.rstrip()
