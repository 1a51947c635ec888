"""What has changed between two texts, so that somebody can read it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from markupsafe import Markup

from tandem.content.face import reading_for
from tandem.content.lesson import Module
from tandem.terms import Role

BLOCK = re.compile(r"</(?:p|li|h[1-6]|tr|dd|dt|blockquote|pre|figcaption)>|<br ?/?>")


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Change:
    """A piece of text and what became of it. `text` of what was skipped is empty."""

    kind: Kind
    text: str


def difference(
    before: Sequence[str], after: Sequence[str], *, around: int = 2
) -> tuple[Change, ...]:
    """What is gone and what is new, with some pieces around it; empty where nothing changed."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    end = 0
    for group in matcher.get_grouped_opcodes(around):
        if group[0][1] > end:
            changes.append(Change(Kind.SKIPPED, ""))
        for tag, i1, i2, j1, j2 in group:
            changes.extend(pieces(tag, before[i1:i2], after[j1:j2]))
        end = group[-1][2]
    if changes and end < len(before):
        changes.append(Change(Kind.SKIPPED, ""))
    return tuple(changes)


def pieces(tag: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The pieces of one step: what stayed, or what is gone and what came instead."""
    if tag == "equal":
        yield from (Change(Kind.SAME, text) for text in before)
        return
    yield from (Change(Kind.GONE, text) for text in before)
    yield from (Change(Kind.NEW, text) for text in after)


def paragraphs(lesson: Module, role: Role) -> list[str]:
    """What a role reads of a rendered lesson, paragraph by paragraph, as plain text."""
    found: list[str] = []
    for section in reading_for(lesson, role):
        found += [section.title, *(text_of(block) for block in BLOCK.split(section.text))]
    return [text for text in found if text]


def text_of(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(Markup(html).striptags().split())  # noqa: S704 (only its words are kept)
