"""Who belongs to which team, and who leads it?"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from tandem.content.spelling import address_of, compared
from tandem.figures.paging import PageOf
from tandem.models import (
    ActingLeader,
    Pair,
    Person,
    PersonRole,
    ScimTeam,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.long_lists import by_ids, is_called, page_of_ids
from tandem.models.rows import is_any
from tandem.terms import PairState, Role


def teams_led(session: Session, leader_id: int) -> list[Team]:
    """The teams a person leads, by name."""
    query = (
        select(Team)
        .join(ActingLeader, ActingLeader.team_id == Team.id)
        .where(ActingLeader.person_id == leader_id)
        .order_by(Team.name, Team.id)
    )
    return list(session.scalars(query))


def has_sample(session: Session) -> bool:
    """Is the sample loaded? One query."""
    return is_any(session, select(Person.id).where(Person.is_sample))


def team_led(session: Session, leader_id: int, *, team_id: int) -> Team:
    """The team, if this person leads it. Raises NoResultFound."""
    query = (
        select(Team)
        .join(ActingLeader, ActingLeader.team_id == Team.id)
        .where(ActingLeader.person_id == leader_id, Team.id == team_id)
    )
    return session.scalars(query).one()


def name_taken(session: Session, name: str | None, *, but: int = 0) -> str:
    """What the team is called that has this name in any spelling; nothing where it is free.

    Names are compared here and not by the database, as databases differ in what they hold alike.
    One query.
    """
    rows = session.execute(select(Team.name).where(Team.id != but).order_by(Team.id))
    return next((row.name for row in rows if compared(row.name) == compared(name or "")), "")


def is_of_directory(session: Session, team_id: int) -> bool:
    """Does a directory hold this team, so that it is named there? One query."""
    held = select(ScimTeam.team_id).where(ScimTeam.team_id == team_id)
    return is_any(session, held.where(ScimTeam.deleted_at.is_(None)))


def teams_led_alone(session: Session, person_id: int) -> list[Team]:
    """The teams that nobody else leads who can come in, by name."""
    led = select(TeamLeader.team_id).where(TeamLeader.person_id == person_id)
    others = select(ActingLeader.team_id).where(
        ActingLeader.team_id.in_(led), ActingLeader.person_id != person_id
    )
    query = select(Team).where(Team.id.in_(led), Team.id.not_in(others))
    query = query.order_by(Team.name, Team.id)
    return list(session.scalars(query))


def teams_left_alone(session: Session, leaving: Collection[str]) -> list[str]:
    """The names of the teams that nobody leads any more when these addresses leave, in order. One
    query."""
    leaders: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    query = select(Team.id, Team.name, Person.email)
    query = query.join(ActingLeader, ActingLeader.team_id == Team.id)
    for row in session.execute(query.join(Person, Person.id == ActingLeader.person_id)):
        leaders.setdefault(row.id, set()).add(row.email)
        names[row.id] = row.name
    gone = set(leaving)
    return sorted(names[team] for team, emails in leaders.items() if emails <= gone)


def members(session: Session, team_id: int) -> list[Person]:
    """The people of a team with their roles, by surname."""
    query = (
        select(Person)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(TeamMember.team_id == team_id)
        .options(joinedload(Person.role_rows))
    )
    return sorted(session.scalars(query).unique(), key=lambda person: person.sort_name)


def members_found(session: Session, team_id: int, *, search: str, page: int) -> PageOf[Person]:
    """One page of the people of a team with their roles, by surname: those in whose names all these
    words are. Three queries."""
    ids = (
        select(Person.id)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(TeamMember.team_id == team_id, is_called(search))
        .order_by(Person.folded_name, Person.id)
    )
    found = page_of_ids(session, ids, wanted=page)
    query = select(Person).where(Person.id.in_(found.rows)).options(joinedload(Person.role_rows))
    return found.with_rows(by_ids(session.scalars(query).unique(), found.rows))


def member(session: Session, team_id: int, *, person_id: int) -> Person:
    """One person of a team. Raises NoResultFound."""
    query = (
        select(Person)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(TeamMember.team_id == team_id, Person.id == person_id)
        .options(joinedload(Person.role_rows))
    )
    return session.scalars(query).unique().one()


def member_with_role(session: Session, team_id: int, *, email: str, role: Role) -> Person | None:
    """Whoever of a team has this address and this role already."""
    query = (
        select(Person)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(TeamMember.team_id == team_id, PersonRole.role == role)
        .where(Person.email == address_of(email))
    )
    return session.scalars(query).one_or_none()


def number_of_pairs(session: Session, team_id: int, *, person_id: int) -> int:
    """In how many pairs of a team somebody sits that have not ended."""
    query = (
        select(func.count())
        .select_from(Pair)
        .where(Pair.team_id == team_id, Pair.state != PairState.ENDED)
        .where(or_(Pair.rep_id == person_id, Pair.support_id == person_id))
    )
    return session.scalars(query).one()
