"""How does a question or a step get the name under which its answers are kept?"""

from __future__ import annotations

import re

from tandem.content.face import named
from tandem.content.lesson import Lesson
from tandem.content.parsing.attributes import heading, titled
from tandem.content.parsing.lines import ENDS

TITLE = re.compile(r"^(\s*#+\s.*?)(?:\s*\{([^{}]*)\})?(\s*#*\s*)$")
# A heading by the line below it.
UNDERLINED = re.compile(r"^(.*?)(?:\s*\{([^{}]*)\})?(\s*)$")


def with_ids(source: str, module: Lesson) -> str:
    """The source with an id for each question and step that has none; all else stays as it is.

    `module` is what the source says.
    """
    parts = ENDS.split(source)
    taken = {name for part in named(module) if (name := written_id(parts[place(part.line)]))}
    for part in named(module):
        at = place(part.line)
        if written_id(parts[at]):
            continue
        name = free_name(part.id, taken)
        taken.add(name)
        parts[at] = with_id(parts[at], name)
    return "".join(parts)


def place(line: int) -> int:
    """Where a line stands between the line ends."""
    return 2 * (line - 1)


def written_id(text: str) -> str:
    """The id that stands in a heading; empty where there is none."""
    text = text.lstrip("\ufeff")
    head = heading(text) or titled(text.strip(), level=1)
    return head.attributes.id


def free_name(wanted: str, taken: set[str]) -> str:
    """The name, or the name with a number, that nobody has yet."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def with_id(text: str, name: str) -> str:
    """A heading with an id in front of its other attributes."""
    match = TITLE.match(text) or UNDERLINED.match(text)
    if match is None:
        return text
    others = [word for word in (match[2] or "").split() if not word.startswith("#")]
    more = "".join(f" {word}" for word in others)
    return f"{match[1].rstrip()} {{#{name}{more}}}{match[3].rstrip()}"
