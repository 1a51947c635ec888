"""What does the front matter of a file say?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import yaml

MODULE_WORDS = ("title", "summary", "minutes", "edition", "shuffle", "show", "attempts")
COURSE_WORDS = ("title", "summary", "for", "language")
FENCE = re.compile(r"^---\s*$")
BAD_YAML = "the front matter cannot be read: {problem}. It needs lines like  title: Two halves"


@dataclass(frozen=True)
class Header:
    """The front matter: values by name, the line of each, what is wrong, and the text's first line.

    `faults` are (line, message). `body_from` counts from 1.
    """

    values: dict[str, Any]
    lines: dict[str, int]
    faults: tuple[tuple[int, str], ...]
    body_from: int

    def text(self, name: str) -> str:
        """A value as text; empty where it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value).strip()

    def line(self, name: str) -> int:
        """The line a value stands on; the first one where it is missing."""
        return self.lines.get(name, 1)


def header(text: str, words: tuple[str, ...]) -> Header:
    """Read the front matter at the top of a file, if there is one."""
    lines = text.split("\n")
    if not FENCE.match(lines[0]):
        return Header({}, {}, (), 1)
    end = next((at for at, line in enumerate(lines[1:], 1) if FENCE.match(line)), None)
    if end is None:
        return Header({}, {}, ((1, "the front matter is not closed: a line --- is missing"),), 1)
    return read("\n".join(lines[1:end]), words=words, body_from=end + 2)


def read(text: str, *, words: tuple[str, ...], body_from: int) -> Header:
    """Read the lines between the two fences."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 2
        said = getattr(error, "problem", None) or "unreadable value"
        return Header({}, {}, ((line, BAD_YAML.format(problem=said)),), body_from)
    if node is None:
        return Header({}, {}, (), body_from)
    if not isinstance(found, dict) or not isinstance(node, yaml.MappingNode):
        return Header({}, {}, ((2, BAD_YAML.format(problem="no names found")),), body_from)
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    faults = tuple((lines[name], unknown(name, words)) for name in lines if name not in words)
    values = {str(name): value for name, value in found.items()}
    return Header(values, lines, faults, body_from)


def unknown(name: str, words: tuple[str, ...]) -> str:
    """What to say about a name that nobody knows."""
    near = get_close_matches(name.lower(), words, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else f" Known are: {', '.join(words)}."
    return f'unknown name "{name}" in the front matter.{hint}'
