"""What changes a team or a person's roles?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tandem.models import Person, PersonRole, Team, TeamLeader, TeamMember
from tandem.people.accounts import actions as accounts
from tandem.people.accounts import queries as accounts_queries
from tandem.terms import Role


@dataclass(frozen=True)
class Invitation:
    """A person who was invited; `token` is None where the person has an account already."""

    person: Person
    token: str | None


class SampleLoader(Protocol):
    """Loads the sample team, led by this leader too; False where it was there already."""

    def __call__(self, session: Session, *, now: datetime, leader_id: int | None) -> bool:
        """Load it; the caller commits."""


def create_team(session: Session, name: str, *, leader_id: int, now: datetime) -> Team:
    """A new team under its first leader."""
    team = Team(name=name.strip(), created_at=now)
    session.add(team)
    session.flush()
    session.add(TeamLeader(team_id=team.id, person_id=leader_id))
    return team


def invite(
    session: Session,
    email: str,
    *,
    given_name: str,
    surname: str,
    roles: Iterable[Role],
    team_id: int | None,
    time_zone: str,
    now: datetime,
) -> Invitation:
    """Invite somebody, into a team where one is given.

    Whoever has an account keeps their name and gains the roles and the team.
    """
    roles = set(roles)
    person = accounts_queries.person_by_email(session, email)
    if person is None:
        person = accounts.create_person(
            session,
            email,
            given_name=given_name,
            surname=surname,
            roles=roles,
            time_zone=time_zone,
            now=now,
        )
    else:
        person.role_rows.extend(PersonRole(role=role) for role in sorted(roles - person.roles))
    if team_id is not None and session.get(TeamMember, (team_id, person.id)) is None:
        session.add(TeamMember(team_id=team_id, person_id=person.id))
    session.flush()
    return Invitation(person=person, token=new_invitation_token(session, person, now=now))


def new_invitation_token(session: Session, person: Person, *, now: datetime) -> str | None:
    """A fresh link for somebody who has not joined yet; the one before stops working."""
    if person.has_joined:
        return None
    return accounts.issue_ticket(session, "invite", person_id=person.id, now=now)


def leave_team(session: Session, *, team_id: int, person_id: int) -> None:
    """Take a person out of a team. Records and pairs stay."""
    session.execute(
        delete(TeamMember).where(TeamMember.team_id == team_id, TeamMember.person_id == person_id)
    )


def set_roles(person: Person, roles: Iterable[Role], *, is_active: bool) -> None:
    """Set the roles a person holds and whether the account is open."""
    wanted = set(roles)
    kept = [row for row in person.role_rows if row.role in wanted]
    added = [PersonRole(role=role) for role in sorted(wanted - person.roles)]
    person.role_rows = [*kept, *added]
    person.is_active = is_active
