"""What does a file say, and how does it look, where no file may keep anybody waiting?

Reads and renders in a process beside (`text_process.py`). A text that does not get through becomes
an error like any other, with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tandem.content import text_process
from tandem.content.formats import formats
from tandem.content.formats.formats import ENGLISH, Imported
from tandem.content.formats.imported import AddedWords
from tandem.content.lesson import Lesson, ModuleFile, Problem
from tandem.content.messages import Message, say
from tandem.content.parsing.parse import parse_module, unread, with_faults
from tandem.content.rendering import html
from tandem.content.text_process import BusyError, TooLongError, UnfinishedError
from tandem.terms import Severity

BUSY = say("other texts are being checked right now. Try again in a moment")
# How long a person waits in front of a page; a command and a publication wait as long as it takes.
SOON = text_process.SECONDS_TO_WAIT


def parsed(
    source: bytes,
    *,
    name: str,
    file: str,
    existing: frozenset[str],
    names: tuple[str, ...] = (),
    wait: float | None = None,
) -> ModuleFile:
    """What `parse_module` says of a file; an error where it does not get through."""
    try:
        facts: dict[str, Any] = {"name": name, "file": file, "existing": existing, "names": names}
        return text_process.call(parse_module, len(source), wait, source, **facts)
    except UnfinishedError as error:
        return with_faults(unread(name), [fault_of(error)], file)


def shown(
    module: Lesson, *, addresses: Mapping[str, str], size: int, wait: float | None = None
) -> Lesson:
    """A lesson in HTML, whose text has so many bytes. Raises UnfinishedError."""
    return text_process.call(html.rendered_for, size, wait, module, dict(addresses))


def shown_text(text: str, *, addresses: Mapping[str, str]) -> str:
    """A cover in HTML. Raises UnfinishedError."""
    return text_process.call(html.rendered_text_for, len(text), None, text, dict(addresses))


def imported(
    source: bytes,
    *,
    name: str,
    wait: float | None = None,
    read_as: str = "",
    encoding: str = "",
    words: AddedWords = ENGLISH,
) -> Imported:
    """What becomes of a quiz file; a remark where it does not get through."""
    chosen: dict[str, Any] = {"name": name, "read_as": read_as, "encoding": encoding}
    chosen["words"] = words
    try:
        return text_process.call(formats.imported, len(source), wait, source, **chosen)
    except UnfinishedError as error:
        line, message = fault_of(error)
        return Imported(problems=(Problem(name, line, Severity.WARNING, message),))


def problem_of(error: UnfinishedError, file: str) -> Problem:
    """The error of a file that does not get through."""
    line, message = fault_of(error)
    return Problem(file, line, Severity.ERROR, message)


def fault_of(error: UnfinishedError) -> tuple[int, Message]:
    """The line at which a text did not get through, and what to do about it."""
    if isinstance(error, BusyError):
        return 1, BUSY
    is_slow = isinstance(error, TooLongError)
    if not error.line:
        slow = say("checking this file takes too long. Part it, or make it simpler")
        return 1, slow if is_slow else say("this file can’t be checked. Make it simpler")
    if is_slow:
        return error.line, say("showing what begins here takes too long. Make it simpler")
    return error.line, say("what begins here can’t be shown. Make it simpler")


def warm_up() -> None:
    """Let a process stand ready before the first text comes."""
    text_process.call(stand_ready, 0, None)


def stand_ready() -> None:
    """Load, in a process beside, what reads and renders. Importing this module has done it."""
