"""What does a directory change about a team? Its name, who is in it, and whether it sees it.

A team in which anything was done is never deleted: its leaders, pairs and records stay.
"""

from __future__ import annotations

from scim2_models import PreconditionFailedException
from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from tandem.content.spelling import compared, name_of
from tandem.interop.scim import places
from tandem.interop.scim.people import people_query
from tandem.interop.scim.person_acts import Directory
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.resources import GROUPS, USERS, Group, id_of, number_in
from tandem.interop.scim.teams import groups_of, is_team_seen, members_of, team_seen
from tandem.models import Base, Person, ScimTeam, Team, TeamMember
from tandem.models.locking import hold
from tandem.models.rows import first_of, is_any
from tandem.people.providers.taking import hold_what_decides
from tandem.terms import AuditAct, DirectoryFault

LONGEST_TEAM_NAME = 200
# So many people are read at once: databases take no statement without an end.
PIECE = 1000
# What goes with a team in which nothing was done.
GOES_ALONG = frozenset({"team_member", "team_leader", "identity_team", "scim_team", "scim_member"})


def found(directory: Directory, group: Group) -> Group:
    """A new team; or an old one again, which the directory had deleted."""
    session, name = directory.session, name_in(group)
    refuse_taken_name(session, name, but=0)
    team = deleted_team_called(session, name)
    if team is None:
        team = Team(name=name, created_at=directory.now)
        session.add(team)
        session.flush()
    directory.record(AuditAct.TEAM_MADE, team_id=team.id)
    known = session.get(ScimTeam, team.id) or ScimTeam(team_id=team.id)
    known.deleted_at = None
    session.add(known)
    # Whoever led a team that was deleted leads it still.
    write(directory, team, known, group, takes_out=False)
    return seen_now(session, team.id)


def change(directory: Directory, group: Group, *, expected: str | None) -> Group:
    """Make a team what the directory says."""
    session, team = directory.session, held(directory, group.id, expected=expected)
    refuse_taken_name(session, name_in(group), but=team.id)
    known = session.get(ScimTeam, team.id) or ScimTeam(team_id=team.id)
    session.add(known)
    write(directory, team, known, group)
    return seen_now(session, team.id)


def put_away(directory: Directory, resource_id: str, *, expected: str | None) -> None:
    """The directory deletes a team. Where nothing was done in it, it goes; else whoever belongs to
    it is taken out, and its leaders, pairs and records stay."""
    session, team = directory.session, held(directory, resource_id, expected=expected)
    directory.record(AuditAct.TEAM_PUT_AWAY, team_id=team.id, about=team.name)
    if not is_used(session, team.id):
        for table in ("scim_member", "team_member", "team_leader", "identity_team", "scim_team"):
            rows = Base.metadata.tables[table]
            session.execute(delete(rows).where(rows.c.team_id == team.id))
        session.delete(team)
        session.flush()
        return
    members = select(TeamMember.person_id).where(TeamMember.team_id == team.id)
    for person_id in session.scalars(members.order_by(TeamMember.person_id)).all():
        places.take_out(directory, person_id, team.id)
    known = session.get(ScimTeam, team.id) or ScimTeam(team_id=team.id)
    known.deleted_at = directory.now
    session.add(known)
    session.flush()


def held(directory: Directory, resource_id: str | None, *, expected: str | None) -> Team:
    """A team, held until the commit and as the directory expects it. Raises SCIMException."""
    session = directory.session
    team = team_seen(session, resource_id)
    hold(session, Team.id == team.id, references_pass=True)
    team = team_seen(session, resource_id)
    if expected is not None:
        (group,) = groups_of(session, [team])
        if group.meta is None or group.meta.version != expected:
            raise PreconditionFailedException
    return team


def seen_now(session: Session, team_id: int) -> Group:
    """A team as it is after the change."""
    session.flush()
    (group,) = groups_of(session, [team_seen(session, id_of(GROUPS, team_id))])
    return group


def write(
    directory: Directory, team: Team, known: ScimTeam, group: Group, *, takes_out: bool = True
) -> None:
    """What a team is called, and who is in it."""
    session, name = directory.session, name_in(group)
    known.external_id = group.external_id[:255] if group.external_id else None
    if name != team.name:
        directory.record(AuditAct.TEAM_RENAMED, team_id=team.id, about=team.name)
        team.name = name
    session.flush()
    before = set(members_of(session, [team.id])[team.id])
    wanted = wanted_in(group, team)
    for person_id in sorted(before - wanted) if takes_out else ():
        hold_what_decides(session, person_id)
        places.leave(directory, person_id, team)
    new = sorted(wanted - before)
    people = people_by_id(session, new)
    for person_id in new:
        if person_id not in people:
            raise unknown(id_of(USERS, person_id), team)
        places.enter(directory, people[person_id], team.id)


def wanted_in(group: Group, team: Team) -> set[int]:
    """Whom the directory wants in a team. Raises DeniedError for an id that is none."""
    wanted = set()
    for row in group.members or []:
        person_id = number_in(USERS, row.value)
        if not person_id or (row.type or "User").casefold() != "user":
            raise unknown(row.value or "", team)
        wanted.add(person_id)
    return wanted


def unknown(value: str, team: Team) -> DeniedError:
    """Somebody who is not here cannot be in a team."""
    return DeniedError(DirectoryFault.UNKNOWN_MEMBER, about=value[:80], team_id=team.id)


def people_by_id(session: Session, ids: list[int]) -> dict[int, Person]:
    """Those of these people whom a directory sees, with their roles."""
    people: dict[int, Person] = {}
    for first in range(0, len(ids), PIECE):
        query = people_query().where(Person.id.in_(ids[first : first + PIECE]))
        people |= {person.id: person for person in session.scalars(query).unique()}
    return people


def name_in(group: Group) -> str:
    """The name of a team in the one spelling. Raises DeniedError where nothing of it is seen."""
    name = name_of(group.display_name or "")[:LONGEST_TEAM_NAME]
    if not name:
        raise DeniedError(DirectoryFault.NO_TEAM_NAME)
    return name


def refuse_taken_name(session: Session, name: str, *, but: int) -> None:
    """Raises DeniedError where a directory sees another team of that name, whatever its case."""
    rows = session.execute(select(Team.id, Team.name).where(is_team_seen(), Team.id != but))
    for row in rows:
        if compared(row.name) == compared(name):
            raise DeniedError(DirectoryFault.TEAM_NAME_TAKEN, about=name, team_id=row.id)


def deleted_team_called(session: Session, name: str) -> Team | None:
    """A team of that name that the directory has deleted."""
    query = select(Team).where(~is_team_seen(), Team.name == name).order_by(Team.id.desc())
    return first_of(session, query)


def is_used(session: Session, team_id: int) -> bool:
    """Was anything done in a team, so that it must stay?"""
    return any(
        is_any(session, select(table.c.team_id).where(table.c.team_id == team_id))
        for table in tables_of_teams()
    )


def tables_of_teams() -> list[Table]:
    """Every table that points to teams, but for what goes with a team."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if table.name not in GOES_ALONG
        and any(key.column.table.name == "team" for key in table.foreign_keys)
    ]
