"""Can questions of earlier modules be asked before a quiz?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from tandem.content.lesson import Lesson
from tandem.content.messages import Message, say

NUMBERED = re.compile(r"^(\d{1,9})-[^/]+\.md$")


def faults_of_recap(
    module: Lesson, *, position: int, existing: Set[str]
) -> Iterator[tuple[int, Message]]:
    """A recap in the first module. `existing` are the files of the course, `position` is its own.

    A text that lies in no course, such as one in an example, is not judged.
    """
    asking = [section for section in module.sections if section.recap]
    places = [place for file in existing if (place := place_of(file)) is not None]
    if asking and places and position <= min(places):
        yield (
            asking[0].line,
            say(
                "recap asks questions of earlier modules, and this is the first one."
                " Take recap out, or give the module a higher number"
            ),
        )


def place_of(name: str) -> int | None:
    """The number before a module's file; None for any other file."""
    match = NUMBERED.match(name)
    return int(match[1]) if match else None
