"""Whose yes does a shared goal still need? Both partners', and a leader's."""

from __future__ import annotations

from collections.abc import Set

from tandem.terms import Role


def still_needed(
    yes: Set[int], *, rep_id: int, support_id: int, leaders: Set[int]
) -> tuple[Role, ...]:
    """Whose yes is missing, as rep, support, leader.

    A leader who sits in the pair counts once, as a partner; where another leads the team too,
    that one's yes is wanted as well.
    """
    outside = leaders - {rep_id, support_id}
    missing = {
        Role.REP: rep_id not in yes,
        Role.SUPPORT: support_id not in yes,
        Role.LEADER: bool(outside) and not outside & yes,
    }
    return tuple(role for role, is_missing in missing.items() if is_missing)


def is_agreed(yes: Set[int], *, rep_id: int, support_id: int, leaders: Set[int]) -> bool:
    """Have all said yes whose yes is needed?"""
    return not still_needed(yes, rep_id=rep_id, support_id=support_id, leaders=leaders)
