"""Who plays in the tests: Sam and Sue are a pair, Lee leads them, Tess trains, Ada runs the site;
Otto and Ona are a pair under Olga."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.models import Pair, PairChange, Person, PersonRole, Team, TeamLeader, TeamMember
from tandem.terms import PairState, Role
from tests import copies

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


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


def person(session: Session, given: str, surname: str, *roles: Role) -> Person:
    """A person with these roles, as if the invitation had been taken up."""
    row = Person(
        email=f"{given.lower()}@example.com",
        given_name=given,
        surname=surname,
        password_hash="not a hash",
        session_key=f"key-{given}",
        time_zone="UTC",
        created_at=NOW,
        role_rows=[PersonRole(role=role) for role in roles],
    )
    session.add(row)
    return row


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


def enter(session: Session, *, zone: str = "UTC") -> Cast:
    """Put everybody on stage, all in one time zone, and commit."""
    sam = person(session, "Sam", "Adeyemi", Role.REP)
    sue = person(session, "Sue", "Zhang", Role.SUPPORT)
    lee = person(session, "Lee", "Moreau", Role.LEADER)
    tess = person(session, "Tess", "Novak", Role.TRAINER)
    ada = person(session, "Ada", "Lind", Role.ADMIN)
    otto = person(session, "Otto", "Berg", Role.REP)
    ona = person(session, "Ona", "Costa", Role.SUPPORT)
    olga = person(session, "Olga", "Ito", Role.LEADER)
    for one in (sam, sue, lee, tess, ada, otto, ona, olga):
        one.time_zone = zone
    session.flush()
    north = team(session, "North", lee, sam, sue)
    south = team(session, "South", olga, otto, ona)
    cast = Cast(
        sam=sam, sue=sue, lee=lee, tess=tess, ada=ada, otto=otto, ona=ona, olga=olga,
        north=north, south=south,
        pair=pair(session, north, sam, sue),
        other_pair=pair(session, south, otto, ona),
    )  # fmt: skip
    session.commit()
    return cast


@dataclass(frozen=True)
class Rehearsed:
    """Everybody as they have entered once, to be let in again without much ado."""

    cast: Cast
    rows: tuple[copies.TableRows, ...]

    def cast_in(self, session: Session) -> Cast:
        """The same people in a session. No statement is sent: their rows are there already."""
        return Cast(
            **{
                field.name: session.merge(getattr(self.cast, field.name), load=False)
                for field in fields(self.cast)
            }
        )


def rehearse(engine: Engine, *, zone: str) -> Rehearsed:
    """Let everybody enter an empty database, and note all rows. They stay."""
    with Session(engine, expire_on_commit=False) as session:
        cast = enter(session, zone=zone)
    return Rehearsed(cast, copies.rows_in(engine))
