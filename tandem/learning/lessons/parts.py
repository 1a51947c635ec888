"""Which parts does a lesson have for its reader, which are in their words, which is to keep?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.content.face import reads
from tandem.content.lesson import Section
from tandem.terms import SEATS, Role

# A quote right under a section's heading level is what somebody takes along: a plan for tomorrow.
KEPT = "<blockquote>"


@dataclass(frozen=True)
class LessonPart:
    """A section as its reader meets it.

    `is_own` says that it is in the words of their role alone, `is_first_own` that it is the first
    of these, `is_kept` that it holds what is to be taken along.
    """

    section: Section
    is_own: bool
    is_first_own: bool
    is_kept: bool


def parts_of(sections: Sequence[Section], role: Role) -> tuple[LessonPart, ...]:
    """The sections a role reads, in their order. The last with a quote is the one to keep."""
    own = [place for place, section in enumerate(sections) if is_own(section, role)]
    kept = [
        place for place, section in enumerate(sections) if section.title and KEPT in section.text
    ]
    return tuple(
        LessonPart(
            section,
            is_own=place in own,
            is_first_own=own[:1] == [place],
            is_kept=kept[-1:] == [place],
        )
        for place, section in enumerate(sections)
    )


def is_own(section: Section, role: Role) -> bool:
    """Does this role read it, and who sits opposite something else?"""
    others = frozenset(SEATS) - {role}
    return reads(role, section.roles) and others.isdisjoint(section.roles)
