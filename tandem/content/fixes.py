"""Which slip can be mended by one press? What to replace by what, in the line of a message."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.content.messages import Message


@dataclass(frozen=True)
class Fix:
    """Words of a line, and what they were probably meant to be."""

    written: str
    meant: str


def fix_of(message: Message) -> Fix | None:
    """What a message suggests, where it names a word and the nearest that is known."""
    near = message.values.get("near") if isinstance(message, Message) else None
    written = message.values.get("word") or message.values.get("name") if near else None
    if not isinstance(near, str) or not isinstance(written, str):
        return None
    written, meant = written.partition("=")[0], near.partition("=")[0]
    return Fix(written, meant) if written and written != meant else None
