"""Which place has somebody in a team that a directory put them into?

Whoever has the role leader leads it; whoever has a seat's role, or no role yet, belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.interop.scim.refusals import DeniedError
from tandem.models import AuditEntry, Person, ScimMember, Team, TeamLeader, TeamMember
from tandem.people.teams.queries import teams_led_alone
from tandem.terms import SEATS, AuditAct, DirectoryFault, Role

PLACES = (TeamMember, TeamLeader)
Place = type[TeamMember] | type[TeamLeader]


class Recorder(Protocol):
    """What a request of a directory is done with."""

    session: Session
    now: datetime

    def record(
        self, act: AuditAct, *, person_id: int | None = None, team_id: int | None = None,
        about: str = "",
    ) -> AuditEntry:  # fmt: skip
        """Note what was done."""


def places_for(roles: Iterable[Role]) -> frozenset[Place]:
    """What somebody with these roles is in a team of theirs."""
    held = set(roles)
    leads = {TeamLeader} if Role.LEADER in held else set()
    belongs = {TeamMember} if held & set(SEATS) or not leads else set()
    return frozenset(leads | belongs)


def enter(directory: Recorder, person: Person, team_id: int) -> None:
    """The directory puts somebody into a team."""
    key = (team_id, person.id)
    if directory.session.get(ScimMember, key) is None:
        directory.session.add(ScimMember(team_id=team_id, person_id=person.id))
    take(directory, person, team_id, places_for(person.roles))


def leave(directory: Recorder, person_id: int, team: Team) -> None:
    """The directory takes somebody out of a team; records and pairs stay. Raises DeniedError."""
    if team.id in {alone.id for alone in teams_led_alone(directory.session, person_id)}:
        raise DeniedError(
            DirectoryFault.ONLY_LEADER, about=team.name, person_id=person_id, team_id=team.id
        )
    take_out(directory, person_id, team.id, leads_on=False)


def take_out(directory: Recorder, person_id: int, team_id: int, *, leads_on: bool = True) -> None:
    """Somebody belongs to a team no longer, and leads it no longer unless they lead on."""
    places = [TeamMember] if leads_on else PLACES
    for table in (*places, ScimMember):
        directory.session.execute(
            delete(table).where(table.team_id == team_id, table.person_id == person_id)
        )
    directory.record(AuditAct.TAKEN_OUT, person_id=person_id, team_id=team_id)


def take(directory: Recorder, person: Person, team_id: int, places: frozenset[Place]) -> None:
    """Give the places that are missing."""
    for table in PLACES:
        if table not in places or directory.session.get(table, (team_id, person.id)) is not None:
            continue
        directory.session.add(table(team_id=team_id, person_id=person.id))
        act = AuditAct.MADE_LEADER if table is TeamLeader else AuditAct.PUT_IN_TEAM
        directory.record(act, person_id=person.id, team_id=team_id)
    directory.session.flush()


def take_places_anew(directory: Recorder, person: Person) -> None:
    """Somebody has other roles: they lead the teams of the directory from now on, or no longer do.

    A place that the roles no longer give is taken away; who leads a team alone was refused before.
    """
    session, places = directory.session, places_for(person.roles)
    query = select(ScimMember.team_id).where(ScimMember.person_id == person.id)
    for team_id in session.scalars(query.order_by(ScimMember.team_id)).all():
        take(directory, person, team_id, places)
        for table in PLACES:
            if table not in places:
                session.execute(
                    delete(table).where(table.team_id == team_id, table.person_id == person.id)
                )
    session.flush()
