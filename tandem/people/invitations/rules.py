"""Which link may open an account? None that gives more than its issuer could give."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from tandem.terms import SEATS, Issuer, Role


@dataclass(frozen=True)
class Rights:
    """What an account holds: roles, and teams by id. `is_of_directory`: a company's directory
    has brought it, and may give it more on any day."""

    roles: frozenset[Role]
    teams: frozenset[int]
    leads: frozenset[int]
    is_of_directory: bool = False


def may_let_in(
    issuer: Issuer, rights: Rights, *, team_id: int | None, others: Set[int | None] = frozenset()
) -> bool:
    """May a link of this issuer open an account that nobody has joined yet?

    A leader's may, where the account holds no more than the leader could give: the two seats'
    roles, and this one team. `others` are the issuers of other invitations that are open: while
    there is one the account belongs to it, and the leader's own is answered later, signed in.
    So it is with an account that a directory has brought.
    """
    if issuer is not Issuer.LEADER:
        return True
    holds_more = rights.roles - set(SEATS) or rights.leads or rights.teams - {team_id}
    return not (holds_more or rights.is_of_directory or others)
