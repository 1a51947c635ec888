"""Which teams does a directory see, and who is in them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scim2_models import Meta, NotFoundException, Reference
from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.orm import Session

from tandem.interop.scim.people import changed_at, is_seen
from tandem.interop.scim.resources import (
    GROUPS,
    USERS,
    Group,
    MemberOfTeam,
    id_of,
    number_in,
    version_of,
)
from tandem.models import AuditEntry, Person, ScimTeam, Team, TeamLeader, TeamMember


def is_team_seen() -> ColumnElement[bool]:
    """Which teams a directory sees: all but those that it has deleted."""
    deleted = select(ScimTeam.team_id).where(ScimTeam.deleted_at.is_not(None))
    return Team.id.not_in(deleted)


def teams_query() -> Select[Team]:
    """Every team that a directory sees, in the order of their ids."""
    return select(Team).where(is_team_seen()).order_by(Team.id)


def team_seen(session: Session, resource_id: str | None) -> Team:
    """One of them, read anew. Raises NotFoundException."""
    team_id = number_in(GROUPS, resource_id)
    query = teams_query().where(Team.id == team_id).execution_options(populate_existing=True)
    team = session.scalars(query).one_or_none()
    if team is None:
        raise NotFoundException(detail=f"There is no group with the id {str(resource_id)[:40]!r}.")
    return team


def groups_of(session: Session, teams: Sequence[Team]) -> list[Group]:
    """These teams as a directory sees them. Three queries, whatever their number."""
    ids = [team.id for team in teams]
    members = members_of(session, ids)
    names = {
        row.team_id: row.external_id
        for row in session.scalars(select(ScimTeam).where(ScimTeam.team_id.in_(ids)))
    }
    changed = changed_at(session, AuditEntry.team_id, ids)
    groups = []
    for team in teams:
        group = Group(
            id=id_of(GROUPS, team.id),
            external_id=names.get(team.id),
            display_name=team.name,
            members=[member(person_id) for person_id in members[team.id]] or None,
        )
        group.meta = Meta(
            resource_type=GROUPS.name,
            created=team.created_at,
            last_modified=max(team.created_at, changed.get(team.id, team.created_at)),
            version=version_of(group),
        )
        groups.append(group)
    return groups


def member(person_id: int) -> MemberOfTeam:
    """Somebody in a team."""
    user = id_of(USERS, person_id)
    return MemberOfTeam(value=user, ref=Reference(f"Users/{user}"), type="User")


def members_of(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    """Who belongs to these teams or leads them, of those whom a directory sees. One query."""
    places = union(
        *(
            select(table.team_id, table.person_id).where(table.team_id.in_(ids))
            for table in (TeamMember, TeamLeader)
        )
    ).subquery()
    rows = session.execute(
        select(places.c.team_id, places.c.person_id)
        .join(Person, Person.id == places.c.person_id)
        .where(is_seen())
        .order_by(places.c.person_id)
    )
    members: dict[int, list[int]] = defaultdict(list)
    for team_id, person_id in rows:
        members[team_id].append(person_id)
    return members
