"""Who may look at a pair, as partner or as leader? Sitting in the pair decides, not rank."""

from __future__ import annotations

from enum import StrEnum


class Sight(StrEnum):
    """In which capacity a person looks at a pair."""

    PARTNER = "partner"
    LEADER = "leader"


def sight_of(person_id: int, *, rep_id: int, support_id: int, leads_team: bool) -> Sight | None:
    """How a person sees a pair, or None where they do not see it at all.

    Whoever sits in the pair sees what a partner sees and nothing more, a leader included.
    """
    if person_id in {rep_id, support_id}:
        return Sight.PARTNER
    return Sight.LEADER if leads_team else None
