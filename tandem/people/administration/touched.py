"""What ends, or goes on otherwise, for others when an administrator takes rights away?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.models import Person
from tandem.people.pairs.queries import ShownPair, living_pairs_of, pairs_by_id
from tandem.people.teams.queries import teams_led_alone
from tandem.terms import SEATS, Role


@dataclass(frozen=True)
class ChosenRights:
    """The roles that somebody is to hold, and whether the account is to be open."""

    roles: frozenset[Role]
    is_open: bool


@dataclass(frozen=True)
class Touched:
    """The pairs that end, those that go on though their seat loses its role, the roles of these
    seats, and the teams that nobody leads then."""

    closes: bool
    pairs: tuple[ShownPair, ...] = ()
    roles: tuple[Role, ...] = ()
    leaderless: tuple[str, ...] = ()

    @property
    def is_anything(self) -> bool:
        """Is anything of others touched?"""
        return bool(self.pairs or self.leaderless)

    @property
    def mark(self) -> str:
        """All of it in a word: whoever has read it agrees to this, and to nothing else."""
        pairs = " ".join(str(pair.id) for pair in self.pairs)
        return "|".join((str(self.closes), pairs, *self.roles, *self.leaderless))


def touched_by(session: Session, person: Person, chosen: ChosenRights) -> Touched:
    """What these rights touch of others, as it is now. Three queries at most."""
    if not person.is_active:
        return Touched(closes=False)
    closes = not chosen.is_open
    gone = person.roles - chosen.roles
    living = pairs_by_id(session, [pair.id for pair in living_pairs_of(session, person.id)])
    pairs = [pair for pair in living if closes or pair.role_of(person.id) in gone]
    leads_no_more = Role.LEADER in person.roles and (closes or Role.LEADER in gone)
    alone = teams_led_alone(session, person.id) if leads_no_more else []
    seats = {pair.role_of(person.id) for pair in pairs}
    return Touched(
        closes=closes,
        pairs=tuple(pairs),
        roles=() if closes else tuple(role for role in SEATS if role in seats),
        leaderless=tuple(team.name for team in alone),
    )
