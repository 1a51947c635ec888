"""What has changed between two texts, so that somebody can read it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from markupsafe import Markup

from tandem.content.face import reading_for
from tandem.content.lesson import Lesson
from tandem.terms import Role

BLOCK = re.compile(r"</(?:p|li|h[1-6]|tr|dd|dt|blockquote|pre|figcaption)>|<br ?/?>")

WORD = re.compile(r"\w+|\s+|[^\w\s]")
# From here on two pieces read as one that was changed. More words would take too long.
ALIKE, MOST_WORDS = 0.5, 1500
# Among more pieces than this what stands there very often is no place to begin from.
MANY = 1000


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class WordRun:
    """Some words of a piece, and whether they are what is gone or new in it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Change:
    """A piece of text and what became of it. `text` of what was skipped is empty.

    `parts` are the same text word by word, where a piece was changed and not replaced.
    """

    kind: Kind
    text: str
    parts: tuple[WordRun, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What has changed in a lesson, and the language of both its texts."""

    language: str
    pieces: tuple[Change, ...]


def difference(before: Sequence[str], after: Sequence[str], *, around: int) -> tuple[Change, ...]:
    """What is gone and what is new, with some pieces around it; empty where nothing changed."""
    matcher = SequenceMatcher(is_blank, before, after, autojunk=len(after) > MANY)
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


def replaced(before: Sequence[str], after: Sequence[str], *, around: int) -> tuple[Change, ...]:
    """The same at once, whatever the texts: all between what begins and what ends alike is new."""
    first, behind = alike(before, after)
    if first == len(before) == len(after):
        return ()
    head, tail = before[:first], before[len(before) - behind :]
    skipped = Change(Kind.SKIPPED, "")
    return (
        *([skipped] if len(head) > around else []),
        *(Change(Kind.SAME, text) for text in head[max(0, len(head) - around) :]),
        *(Change(Kind.GONE, text) for text in before[first : len(before) - behind]),
        *(Change(Kind.NEW, text) for text in after[first : len(after) - behind]),
        *(Change(Kind.SAME, text) for text in tail[:around]),
        *([skipped] if len(tail) > around else []),
    )


def alike(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many pieces two texts share where they begin, and behind those where they end."""
    most = min(len(before), len(after))
    first = next((at for at in range(most) if before[at] != after[at]), most)
    rest = range(most - first)
    return first, next((at for at in rest if before[-1 - at] != after[-1 - at]), len(rest))


def is_blank(text: str) -> bool:
    """Is there nothing in this piece? Then it is no place to begin a comparison from."""
    return not text.strip()


def pieces(tag: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The pieces of one step: what stayed, or what is gone and what came instead."""
    if tag == "equal":
        yield from (Change(Kind.SAME, text) for text in before)
        return
    changed = [words(old, new) for old, new in zip(before, after, strict=False)]
    for at, text in enumerate(before):
        yield Change(Kind.GONE, text, changed[at][0] if at < len(changed) else ())
    for at, text in enumerate(after):
        yield Change(Kind.NEW, text, changed[at][1] if at < len(changed) else ())


def words(old: str, new: str) -> tuple[tuple[WordRun, ...], tuple[WordRun, ...]]:
    """Two pieces word by word; nothing where they have too little in common to read it so."""
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return (), ()
    matcher = SequenceMatcher(None, before, after)
    if matcher.ratio() < ALIKE:
        return (), ()
    steps = matcher.get_opcodes()
    gone = (WordRun("".join(before[i1:i2]), tag != "equal") for tag, i1, i2, _, _ in steps)
    fresh = (WordRun("".join(after[j1:j2]), tag != "equal") for tag, _, _, j1, j2 in steps)
    return tuple(part for part in gone if part.text), tuple(part for part in fresh if part.text)


def paragraphs(lesson: Lesson, role: Role) -> list[str]:
    """What a role reads of a rendered lesson, paragraph by paragraph, as plain text."""
    texts: list[str] = []
    for section in reading_for(lesson, role):
        texts += [section.title, *(text_of(block) for block in BLOCK.split(section.text))]
    return [text for text in texts if text]


def text_of(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(Markup(html).striptags().split())  # noqa: S704 (only its words are kept)
