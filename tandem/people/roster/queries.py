"""What is there already, as far as a table of people can change it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from tandem.models import (
    Invitation,
    Pair,
    Person,
    PersonRole,
    RosterFile,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.rows import first_of
from tandem.people.pairs.queries import ShownPair, by_names, pairs_by_id, pairs_of_teams
from tandem.people.roster.choices import ListChoices, unpacked
from tandem.people.roster.house import House, KnownPerson, Two, Wanted
from tandem.people.teams.queries import teams_led
from tandem.terms import SEATS, PairState, Role

IN_A_CHUNK = 900


@dataclass(frozen=True)
class RosterPlace:
    """Whose table it is: an administrator's, or a leader's for one team."""

    leader_id: int | None
    team: Team | None = None


def house_for(
    session: Session, emails: Collection[str], place: RosterPlace, *, is_whole: bool = False
) -> House:
    """What is there already of these addresses. A fixed number of queries for each 900 of them.

    For a whole list it is everybody who can sign in there.

    A leader's list knows the people of its own team alone: everybody else looks like somebody new,
    whether there is an account or not.
    """
    measured = everybody_in(session, place) if is_whole else frozenset()
    rows = people_behind(session, measured | set(emails), place)
    ids = {key: row.email for key, row in rows.items()}
    roles = grouped(session, PersonRole.person_id, PersonRole.role, ids)
    member = grouped(session, TeamMember.person_id, TeamMember.team_id, ids)
    leads = grouped(session, TeamLeader.person_id, TeamLeader.team_id, ids)
    names = {team.id: team.name for team in session.scalars(select(Team))}
    led = {team.id for team in teams_led(session, place.leader_id or 0)}
    people = {
        row.email: KnownPerson(
            roles=frozenset(roles.get(key, ())),
            teams=frozenset(names[team] for team in member.get(key, ())),
            leads=frozenset(names[team] for team in leads.get(key, ())),
            may_be_closed=may_close(
                place, roles=roles.get(key, []), teams=member.get(key, []), led=led
            ),
            **account_of(row),
        )
        for key, row in rows.items()
    }
    living, ended = pairs_between(session, ids)
    return House(
        people=people,
        teams=Counter(names.values()),
        living=living,
        ended=ended,
        asked=asked_by(session, place),
        measured=measured,
        administrators=administrators(session, place),
    )


def people_behind(session: Session, emails: Collection[str], place: RosterPlace) -> dict[int, Any]:
    """Who has these addresses, by id: of a team's people alone where it is a leader's list."""
    rows: dict[int, Any] = {}
    for chunk in chunks(sorted(emails)):
        query = select(
            Person.id, Person.email, Person.is_active, Person.given_name, Person.surname,
            Person.leaves_on,
        ).where(Person.email.in_(chunk))  # fmt: skip
        if place.team is not None:
            query = query.where(Person.id.in_(members_of(place.team)))
        rows.update({row.id: row for row in session.execute(query)})
    return rows


def account_of(row: Any) -> dict[str, Any]:
    """What a list compares of an account: its name, whether it is open, and the last day."""
    names = ("is_active", "given_name", "surname", "leaves_on")
    return {name: getattr(row, name) for name in names}


def everybody_in(session: Session, place: RosterPlace) -> frozenset[str]:
    """The addresses of all whom a whole list speaks of: who can sign in, or is asked to."""
    query = select(Person.email).where(Person.is_active, Person.is_sample.is_(False))
    if place.team is not None:
        query = query.where(Person.id.in_(members_of(place.team)))
    else:
        query = query.where(Person.role_rows.any())
    return frozenset(session.scalars(query))


def administrators(session: Session, place: RosterPlace) -> frozenset[str]:
    """The addresses of those who administer and can sign in. A leader's list closes none."""
    if place.team is not None:
        return frozenset()
    query = select(Person.email).join(PersonRole, PersonRole.person_id == Person.id)
    return frozenset(session.scalars(query.where(PersonRole.role == Role.ADMIN, Person.is_active)))


def own_address(session: Session, place: RosterPlace) -> str:
    """The address of whoever brings the list; nothing on the command line."""
    person = session.get(Person, place.leader_id) if place.leader_id is not None else None
    return person.email if person else ""


def remembered(session: Session, place: RosterPlace, *, heads: str) -> ListChoices:
    """What was chosen for the newest file with the same heads: by this leader, or by whoever
    administers the site."""
    query = select(RosterFile.choices).where(RosterFile.heads == heads, RosterFile.choices != "")
    if place.team is None:
        query = query.where(RosterFile.team_id.is_(None))
    else:
        query = query.where(RosterFile.by_id == place.leader_id)
    return unpacked(first_of(session, query.order_by(RosterFile.id.desc())) or "")


def members_of(team: Team) -> Select[int]:
    """Who belongs to a team."""
    return select(TeamMember.person_id).where(TeamMember.team_id == team.id)


def asked_by(session: Session, place: RosterPlace) -> dict[str, frozenset[Role]]:
    """Whom this leader has asked to join this team and who has not answered, by address."""
    if place.team is None:
        return {}
    query = select(Invitation).where(
        Invitation.team_id == place.team.id,
        Invitation.by_id == place.leader_id,
        Invitation.answer.is_(None),
    )
    return {row.email: frozenset(row.roles) for row in session.scalars(query)}


def may_close(
    place: RosterPlace, *, roles: Iterable[Role], teams: Collection[int], led: set[int]
) -> bool:
    """May an account be closed from here?

    By an administrator any but their own; by a leader those of reps and support people of teams
    that the leader leads, and of no other team.
    """
    if place.team is None:
        return True
    return set(roles) <= set(SEATS) and bool(teams) and set(teams) <= led


def chunks(keys: Sequence[str] | Sequence[int]) -> Iterator[list[Any]]:
    """The keys in lists short enough for one query."""
    for start in range(0, len(keys), IN_A_CHUNK):
        yield list(keys[start : start + IN_A_CHUNK])


def grouped(
    session: Session,
    key: InstrumentedAttribute[int],
    value: InstrumentedAttribute[Role] | InstrumentedAttribute[int],
    ids: Iterable[int],
) -> dict[int, list[Any]]:
    """All values of each of these keys. One query for each chunk of keys."""
    values: dict[int, list[Any]] = {}
    for chunk in chunks(sorted(ids)):
        for row in session.execute(select(key, value).where(key.in_(chunk))):
            values.setdefault(row[0], []).append(row[1])
    return values


def pairs_between(session: Session, ids: dict[int, str]) -> tuple[set[Two], set[Two]]:
    """The pairs these people sit in with each other: those that live, those that have ended."""
    living: set[Two] = set()
    ended: set[Two] = set()
    for chunk in chunks(sorted(ids)):
        query = select(Pair.rep_id, Pair.support_id, Pair.state).where(Pair.rep_id.in_(chunk))
        for row in session.execute(query):
            if row.support_id in ids:
                kept = ended if row.state is PairState.ENDED else living
                kept.add(frozenset({ids[row.rep_id], ids[row.support_id]}))
    return living, ended


def pairs_that_end(
    session: Session, leaving: Collection[str], place: RosterPlace
) -> list[ShownPair]:
    """The living pairs of those who leave by a list, by surname: of a leader's list those in its
    team. Two queries for each 900 addresses."""
    found: dict[int, ShownPair] = {}
    for chunk in chunks(sorted(leaving)):
        ids = select(Person.id).where(Person.email.in_(chunk))
        query = select(Pair.id).where(or_(Pair.rep_id.in_(ids), Pair.support_id.in_(ids)))
        query = query.where(Pair.state != PairState.ENDED)
        if place.team is not None:
            query = query.where(Pair.team_id == place.team.id)
        pairs = pairs_by_id(session, session.scalars(query).all())
        found |= {pair.id: pair for pair in pairs}
    return sorted(found.values(), key=by_names)


def can_close(session: Session, person: Person, place: RosterPlace) -> bool:
    """May this person's account be closed from here? Never one's own, and by a leader that of
    somebody in the team alone."""
    known = house_for(session, [person.email], place).people.get(person.email)
    return known is not None and person.id != place.leader_id and known.may_be_closed


def file_of(session: Session, file_id: int, place: RosterPlace) -> RosterFile:
    """A table this person has brought here. Raises NoResultFound."""
    query = select(RosterFile).where(
        RosterFile.id == file_id,
        RosterFile.by_id == place.leader_id,
        RosterFile.team_id.is_not_distinct_from(place.team.id if place.team else None),
    )
    return session.scalars(query).one()


def ids_of(session: Session, leaving: Iterable[Wanted]) -> list[int]:
    """The ids of these people."""
    ids: list[int] = []
    for chunk in chunks(sorted(wanted.email for wanted in leaving)):
        ids += session.scalars(select(Person.id).where(Person.email.in_(chunk)))
    return ids


def partners_left(session: Session, leaving: Collection[str]) -> list[str]:
    """Who stays behind when these addresses leave: the names of their partners, by surname."""
    rep, support = aliased(Person), aliased(Person)
    left: dict[int, Person] = {}
    for chunk in chunks(sorted(leaving)):
        query = (
            select(rep, support)
            .join(Pair, Pair.rep_id == rep.id)
            .join(support, support.id == Pair.support_id)
            .where(
                Pair.state != PairState.ENDED, or_(rep.email.in_(chunk), support.email.in_(chunk))
            )
        )
        for pair in session.execute(query):
            left.update({person.id: person for person in pair if person.email not in leaving})
    return [person.name for person in sorted(left.values(), key=lambda person: person.sort_name)]


def pairs_in_team(session: Session, team_id: int, *, person_id: int) -> list[ShownPair]:
    """The living pairs of a person in one team, as they are shown."""
    return [
        pair
        for pair in pairs_of_teams(session, [team_id])
        if person_id in {pair.rep.id, pair.support.id} and pair.state is not PairState.ENDED
    ]
