"""Whom does a directory see, and as what?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from scim2_models import Meta, NotFoundException, Reference
from sqlalchemy import ColumnElement, Select, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from tandem.interop.scim.resources import (
    GROUPS,
    USERS,
    WORK,
    CalledName,
    HeldRole,
    TeamOfUser,
    User,
    WorkAddress,
    id_of,
    number_in,
    version_of,
)
from tandem.models import (
    AuditEntry,
    Person,
    ScimTeam,
    ScimUser,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.terms import Role


def is_seen() -> ColumnElement[bool]:
    """Whom a directory sees: everybody but whom it has deleted, and who is erased."""
    deleted = select(ScimUser.person_id).where(ScimUser.deleted_at.is_not(None))
    return Person.id.not_in(deleted) & Person.erased_at.is_(None)


def people_query() -> Select[Person]:
    """Everybody whom a directory sees, with their roles, in the order of their ids."""
    roles = joinedload(Person.role_rows)
    return select(Person).where(is_seen()).options(roles).order_by(Person.id)


def person_seen(session: Session, resource_id: str | None) -> Person:
    """One of them, read anew. Raises NotFoundException."""
    person_id = number_in(USERS, resource_id)
    query = people_query().where(Person.id == person_id).execution_options(populate_existing=True)
    person = session.scalars(query).unique().one_or_none()
    if person is None:
        raise NotFoundException(detail=f"There is no user with the id {str(resource_id)[:40]!r}.")
    return person


def users_of(session: Session, people: Sequence[Person]) -> list[User]:
    """These people as a directory sees them. Four queries, whatever their number."""
    ids = [person.id for person in people]
    known = {
        row.person_id: row
        for row in session.scalars(select(ScimUser).where(ScimUser.person_id.in_(ids)))
    }
    teams = teams_of(session, ids)
    changed = changed_at(session, AuditEntry.subject_id, ids)
    return [
        user_of(
            person,
            known.get(person.id),
            teams[person.id],
            changed=max(person.created_at, changed.get(person.id, person.created_at)),
        )
        for person in people
    ]


def user_of(
    person: Person, known: ScimUser | None, teams: Iterable[TeamOfUser], *, changed: datetime
) -> User:
    """One of them."""
    user = User(
        id=id_of(USERS, person.id),
        external_id=known.external_id if known else None,
        user_name=known.user_name if known else person.email,
        name=CalledName(family_name=person.surname or None, given_name=person.given_name or None),
        emails=[WorkAddress(value=person.email, type=WORK, primary=True)],
        active=person.is_active,
        roles=[HeldRole(value=role) for role in Role if role in person.roles] or None,
        groups=list(teams) or None,
    )
    user.meta = Meta(
        resource_type=USERS.name,
        created=person.created_at,
        last_modified=changed,
        version=version_of(user),
    )
    return user


def teams_of(session: Session, ids: Sequence[int]) -> dict[int, list[TeamOfUser]]:
    """The teams that a directory sees these people in, by name. One query."""
    places = union(
        *(
            select(table.person_id, table.team_id).where(table.person_id.in_(ids))
            for table in (TeamMember, TeamLeader)
        )
    ).subquery()
    deleted = select(ScimTeam.team_id).where(ScimTeam.deleted_at.is_not(None))
    rows = session.execute(
        select(places.c.person_id, Team.id, Team.name)
        .join(Team, Team.id == places.c.team_id)
        .where(Team.id.not_in(deleted))
        .order_by(Team.name, Team.id)
    )
    teams: dict[int, list[TeamOfUser]] = defaultdict(list)
    for person_id, team_id, name in rows:
        team = id_of(GROUPS, team_id)
        teams[person_id].append(
            TeamOfUser(value=team, ref=Reference(f"Groups/{team}"), display=name)
        )
    return teams


def changed_at(
    session: Session, whose: InstrumentedAttribute[int | None], ids: Sequence[int]
) -> dict[int | None, datetime]:
    """When the log last says something of these people, or teams. One query."""
    query = select(whose, func.max(AuditEntry.at)).where(whose.in_(ids)).group_by(whose)
    return dict(session.execute(query).all())
