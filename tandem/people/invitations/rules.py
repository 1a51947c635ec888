"""Which link may open an account? None that gives more than its issuer could give."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from tandem.terms import SEATS, Issuer, Role


@dataclass(frozen=True)
class Rights:
    """What an account holds: roles, and teams by id."""

    roles: frozenset[Role]
    teams: frozenset[int]
    leads: frozenset[int]


def may_let_in(
    issuer: Issuer, rights: Rights, *, team_id: int | None, others: Set[int | None] = frozenset()
) -> bool:
    """May a link of this issuer open an account that nobody has joined yet?

    A leader's may, where the account holds no more than the leader could give: the two seats'
    roles, and this one team. `others` are the issuers of other invitations that are open: while
    there is one the account belongs to it, and the leader's own is answered later, signed in.
    """
    if issuer is not Issuer.LEADER:
        return True
    holds_more = rights.roles - set(SEATS) or rights.leads or rights.teams - {team_id}
    return not holds_more and not others
