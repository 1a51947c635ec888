"""What does a new course or module begin with?"""

from __future__ import annotations

import json
from collections.abc import Callable
from unicodedata import normalize

from tandem.content.messages import Message, say
from tandem.content.parsing.attributes import slug

WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "O", "Ł": "L"}
)
COURSE = """---
format: 1
title: {title}
summary: {summary}
for: [rep, support]
{language}---

{text}
"""
MODULE = """---
format: 1
title: {title}
summary: {summary}
minutes: 6
---

{text}
"""
# What stands in them, in the language they will be written in.
COURSE_SUMMARY = say("One sentence that tells what a pair gets out of it.")
COURSE_TEXT = say("Say in a few lines whom this course is for and what changes tomorrow.")
MODULE_SUMMARY = say("One sentence, one idea.")
MODULE_TEXT = say("""\
Begin with a scene that a reader knows from last week.

## What you bring {for=rep}

Words for the one who sells: pipeline, quota, close.

## What you bring {for=support}

Words for the one who makes it work: hand-over, cut-off, exception.

## Check yourself {quiz pass=80%}

### A request arrives late. What helps first? {#late-request}

- [ ] Say that it is too late.
  > That blocks. The energy goes elsewhere.
- [x] Say what still fits today.
  > That gives the energy a frame.
- [ ] Stay late in silence.
  > That works once, and costs twice.

The answer keeps the drive and sets a limit.""")
Spoken = Callable[[Message], str]


def new_course_text(title: str, *, language: str = "en", spoken: Spoken = str) -> str:
    """The course.md of a new course, in the language that `spoken` puts sentences into."""
    return COURSE.format(
        title=quoted(title),
        summary=spoken(COURSE_SUMMARY),
        text=spoken(COURSE_TEXT),
        language="" if language == "en" else f"language: {language}\n",
    )


def new_module_text(title: str, *, spoken: Spoken = str) -> str:
    """The text of a new module; the checker finds no error in it."""
    return MODULE.format(
        title=quoted(title), summary=spoken(MODULE_SUMMARY), text=spoken(MODULE_TEXT)
    )


def name_from(title: str) -> str:
    """The name of a new course or module in files and addresses: of "Öl & Maß", oel-mass."""
    written_out = title.translate(WRITTEN_OUT)
    return slug(normalize("NFKD", written_out).encode("ascii", "ignore").decode())


def quoted(title: str) -> str:
    """The title as YAML reads it, whatever its signs: text in JSON is text in YAML."""
    return json.dumps(title, ensure_ascii=False)
