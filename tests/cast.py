"""Who plays in the tests: Sam and Sue are a pair, Lee leads them, Tess trains, Ada runs the site;
Otto and Ona are a pair under Olga.

Where a folder asks for the `wide` cast, there is a house around them, in which a slip shows: Sam
works with Abe, too, who comes first by surname; Lia leads the team with Lee and sits in a pair with
Sue; Sam's pair with Eve has ended, and hers with Rex rests.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.models import (
    Pair,
    PairChange,
    Person,
    PersonRole,
    SignIn,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.models.tokens import hash_of
from tandem.terms import PairState, Role
from tests import copies

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FOR_GOOD = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Everybody, as rows."""

    sam: Person
    sue: Person
    lee: Person
    tess: Person
    ada: Person
    otto: Person
    ona: Person
    olga: Person
    north: Team
    south: Team
    pair: Pair
    other_pair: Pair


@dataclass(frozen=True)
class House(Cast):
    """The same, and around them who shows a slip: two living pairs, a leader with a seat."""

    abe: Person
    lia: Person
    rex: Person
    eve: Person
    second_pair: Pair
    leaders_pair: Pair
    ended_pair: Pair
    paused_pair: Pair


def person(session: Session, given: str, surname: str, *roles: Role) -> Person:
    """A person with these roles, as if the invitation had been taken up."""
    row = Person(
        email=f"{given.lower()}@example.com",
        given_name=given,
        surname=surname,
        password_hash="not a hash",
        time_zone="UTC",
        created_at=NOW,
        joined_at=NOW,
        role_rows=[PersonRole(role=role) for role in roles],
    )
    session.add(row)
    return row


def let_in(session: Session, *people: Person) -> None:
    """These people are signed in, in the browser of the tests (`browser_of`), and for good: it was
    seen later than any clock will show."""
    session.add_all(
        SignIn(
            token_hash=hash_of(token_of(row)), person_id=row.id, device="",
            created_at=FOR_GOOD, seen_at=FOR_GOOD, proved_at=FOR_GOOD,
        )
        for row in people
    )  # fmt: skip


def token_of(row: Person) -> str:
    """What the cookie of that browser holds."""
    return f"the browser of {row.id}"


def read_german(session: Session, *people: Person) -> None:
    """These people read the site in German."""
    for row in people:
        session.merge(row).language = "de"
    session.commit()


def team(session: Session, name: str, leader: Person, *members: Person) -> Team:
    """A team under a leader."""
    row = Team(name=name, created_at=NOW)
    session.add(row)
    session.flush()
    session.add(TeamLeader(team_id=row.id, person_id=leader.id))
    session.add_all(TeamMember(team_id=row.id, person_id=member.id) for member in members)
    return row


def pair(session: Session, of: Team, rep: Person, support: Person) -> Pair:
    """An active pair."""
    row = Pair(
        team_id=of.id,
        rep_id=rep.id,
        support_id=support.id,
        state=PairState.ACTIVE,
        created_at=NOW,
    )
    session.add(row)
    session.flush()
    session.add(PairChange(pair_id=row.id, state=PairState.ACTIVE, at=NOW))
    return row


def change(session: Session, pair: Pair, state: PairState) -> None:
    """A pair has gone to another state."""
    pair.state = state
    session.add(PairChange(pair_id=pair.id, state=state, at=NOW))


def enter(session: Session, *, zone: str = "UTC", wide: bool = False) -> Cast:
    """Put everybody on stage, all in one time zone, and commit. With `wide` it is a `House`."""
    sam = person(session, "Sam", "Adeyemi", Role.REP)
    sue = person(session, "Sue", "Zhang", Role.SUPPORT)
    lee = person(session, "Lee", "Moreau", Role.LEADER)
    tess = person(session, "Tess", "Novak", Role.TRAINER)
    ada = person(session, "Ada", "Lind", Role.ADMIN)
    otto = person(session, "Otto", "Berg", Role.REP)
    ona = person(session, "Ona", "Costa", Role.SUPPORT)
    olga = person(session, "Olga", "Ito", Role.LEADER)
    for row in (sam, sue, lee, tess, ada, otto, ona, olga):
        row.time_zone = zone
    session.flush()
    let_in(session, sam, sue, lee, tess, ada, otto, ona, olga)
    north = team(session, "North", lee, sam, sue)
    south = team(session, "South", olga, otto, ona)
    cast = Cast(
        sam=sam, sue=sue, lee=lee, tess=tess, ada=ada, otto=otto, ona=ona, olga=olga,
        north=north, south=south,
        pair=pair(session, north, sam, sue),
        other_pair=pair(session, south, otto, ona),
    )  # fmt: skip
    if wide:
        cast = house_around(session, cast, zone=zone)
    session.commit()
    return cast


def house_around(session: Session, cast: Cast, *, zone: str) -> House:
    """Everybody with whom a slip shows. Abe lives at +14, Lia in New York."""
    abe = person(session, "Abe", "Aalto", Role.SUPPORT)
    lia = person(session, "Lia", "Okoro", Role.REP, Role.LEADER)
    rex = person(session, "Rex", "Dahl", Role.REP)
    eve = person(session, "Eve", "Ferris", Role.SUPPORT)
    abe.time_zone, lia.time_zone = "Pacific/Kiritimati", "America/New_York"
    rex.time_zone = eve.time_zone = zone
    session.flush()
    let_in(session, abe, lia, rex, eve)
    north, people = cast.north, (abe, lia, rex, eve)
    session.add_all(TeamMember(team_id=north.id, person_id=member.id) for member in people)
    session.add(TeamLeader(team_id=north.id, person_id=lia.id))
    house = House(
        **vars(cast), abe=abe, lia=lia, rex=rex, eve=eve,
        second_pair=pair(session, north, cast.sam, abe),
        leaders_pair=pair(session, north, lia, cast.sue),
        ended_pair=pair(session, north, cast.sam, eve),
        paused_pair=pair(session, north, rex, eve),
    )  # fmt: skip
    change(session, house.ended_pair, PairState.ENDED)
    change(session, house.paused_pair, PairState.PAUSED)
    return house


@dataclass(frozen=True)
class Rehearsed:
    """Everybody as they have entered once, to be let in again without much ado."""

    cast: Cast
    rows: tuple[copies.TableRows, ...]

    def cast_in(self, session: Session) -> Cast:
        """The same people in a session. No statement is sent: their rows are there already."""
        return type(self.cast)(
            **{
                field.name: session.merge(getattr(self.cast, field.name), load=False)
                for field in fields(self.cast)
            }
        )


def rehearse(engine: Engine, *, zone: str, wide: bool) -> Rehearsed:
    """Let everybody enter an empty database, and note all rows. They stay."""
    with Session(engine, expire_on_commit=False) as session:
        cast = enter(session, zone=zone, wide=wide)
    return Rehearsed(cast, copies.rows_in(engine))
