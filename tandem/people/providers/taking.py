"""What changes here when a provider says which roles and teams somebody has?

It gives what the mapping names, and takes away only what it gave itself. What would leave the site
without an administrator, or a team without a leader, is not done and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.content.spelling import compared
from tandem.models import (
    AuditEntry,
    Identity,
    IdentityTeam,
    Person,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import sign_ins
from tandem.people.accounts.roles import add_roles
from tandem.people.administration.queries import is_administrator
from tandem.people.invitations.actions import role_names
from tandem.people.leaving import administers_alone
from tandem.people.providers.claims import WantedRights
from tandem.people.teams.actions import note_seats
from tandem.people.teams.queries import teams_led_alone
from tandem.terms import SEATS, AuditAct, Role


class Hindrance(StrEnum):
    """Why something that a provider says is not done."""

    LAST_ADMINISTRATOR = "last_administrator"
    ONLY_LEADER = "only_leader"
    UNCLEAR_TEAM = "unclear_team"


@dataclass(frozen=True)
class NotTaken:
    """Something that was not done; `team` is its name where it is about one."""

    why: Hindrance
    team: str = ""


@dataclass(frozen=True)
class TeamPlace:
    """A place in a team, to lead it or to belong to it."""

    team_id: int
    leads: bool


@dataclass
class Taking:
    """One sign-in: whom it is about, and what has come of it so far."""

    session: Session
    person: Person
    identity: Identity
    now: datetime
    entries: list[AuditEntry] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)

    def record(self, act: AuditAct, *, team_id: int | None = None, detail: str = "") -> None:
        """Note what was done, or not."""
        entry = record_act(
            self.session, act, by_id=None, subject_id=self.person.id, team_id=team_id,
            detail=detail, now=self.now,
        )  # fmt: skip
        self.entries.append(entry)

    def refuse(self, why: Hindrance, *, team: Team | None = None, detail: str = "") -> None:
        """Note what is not done, and why."""
        self.not_taken.append(NotTaken(why, team.name if team else ""))
        team_id = team.id if team else None
        self.record(AuditAct.CLAIM_NOT_TAKEN, team_id=team_id, detail=detail)


def hold_what_decides(session: Session, person_id: int) -> None:
    """Hold administrators and somebody themselves: two whom their providers take the same right
    from at once wait here, one for the other, also for that of leading a team."""
    hold(session, is_administrator(), references_pass=True)
    hold(session, Person.id == person_id, references_pass=True)


def take(taking: Taking, wanted: WantedRights) -> None:
    """Do what a provider says. What it does not speak of stays as it is."""
    if wanted.roles is not None:
        take_roles(taking, wanted.roles)
        taking.session.flush()
    if wanted.teams is not None:
        take_teams(taking, wanted.teams)
        taking.session.flush()


def take_roles(taking: Taking, wanted: frozenset[Role]) -> None:
    """Give and take roles. Whoever's rights change is signed out wherever they were."""
    person, given = taking.person, taking.identity.roles
    new, gone = wanted - person.roles, (given - wanted) & person.roles
    kept = hindered(taking, gone)
    gone -= kept
    person.role_rows = [row for row in person.role_rows if row.role not in gone]
    add_roles(taking.session, person, new)
    taking.identity.role_names = role_names((given & wanted) | new | kept)
    if new:
        taking.record(AuditAct.PROVIDER_GAVE_ROLES, detail=role_names(new))
    if gone:
        taking.record(AuditAct.PROVIDER_TOOK_ROLES, detail=role_names(gone))
        act = AuditAct.PROVIDER_LEFT_SEAT
        seats = note_seats(taking.session, person.id, gone, by_id=None, now=taking.now, act=act)
        taking.entries += seats
    if new or gone:
        sign_ins.end_all(taking.session, person.id)


def hindered(taking: Taking, gone: frozenset[Role]) -> frozenset[Role]:
    """Which of these roles must stay."""
    kept = set()
    if Role.ADMIN in gone and administers_alone(taking.session, taking.person.id):
        kept.add(Role.ADMIN)
        taking.refuse(Hindrance.LAST_ADMINISTRATOR, detail=Role.ADMIN)
    alone = teams_led_alone(taking.session, taking.person.id) if Role.LEADER in gone else []
    if alone:
        kept.add(Role.LEADER)
        taking.refuse(Hindrance.ONLY_LEADER, team=alone[0], detail=Role.LEADER)
    return frozenset(kept)


def take_teams(taking: Taking, wanted: frozenset[str]) -> None:
    """Give and take places in teams."""
    own, roles = taking.session, taking.person.roles
    teams = teams_called(taking, wanted)
    places = {TeamPlace(team.id, leads=False) for team in teams if roles & set(SEATS)}
    places |= {TeamPlace(team.id, leads=True) for team in teams if Role.LEADER in roles}
    rows = own.scalars(
        select(IdentityTeam).where(IdentityTeam.identity_id == taking.identity.id)
    ).all()
    given = {TeamPlace(row.team_id, row.leads) for row in rows}
    called = {team.id for name in wanted for team in teams_named(own, name)}
    unclear = called - {team.id for team in teams}
    alone = {team.id: team for team in teams_led_alone(own, taking.person.id)}
    for place in in_order(given - places):
        if place.team_id in unclear:
            continue
        if place.leads and place.team_id in alone:
            taking.refuse(Hindrance.ONLY_LEADER, team=alone[place.team_id])
        else:
            leave(taking, place)
    for place in in_order(places - given):
        enter(taking, place)


def in_order(places: Iterable[TeamPlace]) -> list[TeamPlace]:
    """Always the same order."""
    return sorted(places, key=lambda place: (place.team_id, place.leads))


def teams_called(taking: Taking, names: frozenset[str]) -> list[Team]:
    """The team of each name; one that nobody has is made, one that several have is refused."""
    found = []
    for name in sorted(names):
        teams = teams_named(taking.session, name)
        if len(teams) > 1:
            taking.refuse(Hindrance.UNCLEAR_TEAM, team=teams[0])
        elif teams:
            found.append(teams[0])
        else:
            team = Team(name=name, created_at=taking.now)
            taking.session.add(team)
            taking.session.flush()
            found.append(team)
    return found


def teams_named(session: Session, name: str) -> list[Team]:
    """The teams of that name: spelled so, else in any other case or spelling."""
    in_order = select(Team).order_by(Team.id)
    if same := session.scalars(in_order.where(Team.name == name)).all():
        return list(same)
    names = session.execute(select(Team.id, Team.name))
    called = [key for key, other in names if compared(other) == compared(name)]
    return list(session.scalars(in_order.where(Team.id.in_(called)))) if called else []


def enter(taking: Taking, place: TeamPlace) -> None:
    """Give a place; one that somebody else gave before is not the provider's."""
    own, person_id = taking.session, taking.person.id
    table = TeamLeader if place.leads else TeamMember
    if own.get(table, (place.team_id, person_id)) is not None:
        return
    own.add(table(team_id=place.team_id, person_id=person_id))
    own.add(IdentityTeam(identity_id=taking.identity.id, team_id=place.team_id, leads=place.leads))
    act = AuditAct.PROVIDER_MADE_LEADER if place.leads else AuditAct.PROVIDER_PUT_IN_TEAM
    taking.record(act, team_id=place.team_id)


def leave(taking: Taking, place: TeamPlace) -> None:
    """Take a place away that the provider gave. Records and pairs stay."""
    own, table = taking.session, TeamLeader if place.leads else TeamMember
    own.execute(
        delete(table).where(table.team_id == place.team_id, table.person_id == taking.person.id)
    )
    own.execute(
        delete(IdentityTeam).where(
            IdentityTeam.identity_id == taking.identity.id,
            IdentityTeam.team_id == place.team_id,
            IdentityTeam.leads == place.leads,
        )
    )
    taking.record(AuditAct.PROVIDER_TOOK_OUT, team_id=place.team_id)
