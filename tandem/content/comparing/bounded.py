"""How are two texts compared where nobody may be kept waiting, whatever stands in them?

In a process beside (`text_process.py`). What takes too long there is compared as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from tandem.content import text_process
from tandem.content.comparing import merging
from tandem.content.comparing.difference import Change, Changes, difference, paragraphs, replaced
from tandem.content.comparing.merging import MergePiece
from tandem.content.lesson import Lesson
from tandem.content.text_process import UnfinishedError
from tandem.terms import Role

# A comparison as a whole is better than a page that comes late.
SECONDS_TO_WAIT = 2.0


def bounded_difference(
    before: Sequence[str], after: Sequence[str], *, around: int = 2
) -> tuple[Change, ...]:
    """What `difference` says, or `replaced` where it takes too long."""
    size = sum(map(len, [*before, *after]))
    try:
        return text_process.call(difference, size, SECONDS_TO_WAIT, before, after, around=around)
    except UnfinishedError:
        return replaced(before, after, around=around)


def changes(before: Lesson, after: Lesson, role: Role) -> Changes:
    """What has changed for a role between two rendered lessons of one language."""
    texts = (paragraphs(lesson, role) for lesson in (before, after))
    return Changes(after.language, bounded_difference(*texts, around=1))


def bounded_pieces(base: str, *, theirs: str, mine: str) -> tuple[MergePiece, ...]:
    """What `merging.pieces` says, or `merging.whole_pieces` where it takes too long."""
    size = len(base) + len(theirs) + len(mine)
    try:
        return text_process.call(
            merging.pieces, size, SECONDS_TO_WAIT, base, theirs=theirs, mine=mine
        )
    except UnfinishedError:
        return merging.whole_pieces(theirs, mine)
