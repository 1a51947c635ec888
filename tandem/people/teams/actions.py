"""What changes a team or a person's roles?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.content.spelling import name_of
from tandem.models import AuditEntry, Pair, Person, Team, TeamLeader, TeamMember
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts import sign_ins
from tandem.people.accounts.roles import add_roles
from tandem.people.invitations.actions import role_names
from tandem.terms import SEATS, AuditAct, PairState, Role


class AddressTakenError(Exception):
    """Somebody real has this one of the sample's mail addresses."""


class SampleLoader(Protocol):
    """Loads the sample team, led by this leader too; False where it was there already."""

    def __call__(
        self, session: Session, *, now: datetime, leader_id: int | None, password_hash: str
    ) -> bool:
        """Load it; the caller commits. Raises AddressTakenError."""


class SampleRemover(Protocol):
    """Takes the sample away, with all it did, and nothing else; gives how many people went."""

    def __call__(self, session: Session) -> int:
        """Remove it; the caller commits."""


def create_team(session: Session, name: str, *, leader_id: int, now: datetime) -> Team:
    """A new team under its first leader."""
    team = Team(name=name_of(name), created_at=now)
    session.add(team)
    session.flush()
    session.add(TeamLeader(team_id=team.id, person_id=leader_id))
    record_act(session, AuditAct.TEAM_MADE, by_id=leader_id, team_id=team.id, now=now)
    return team


def rename_team(session: Session, team: Team, name: str, *, by_id: int, now: datetime) -> None:
    """Give a team another name; the log keeps the one before. The same name changes nothing."""
    name = name_of(name)
    if name == team.name:
        return
    act = AuditAct.TEAM_RENAMED
    record_act(session, act, by_id=by_id, team_id=team.id, about=team.name, now=now)
    team.name = name


def leave_team(
    session: Session, *, team_id: int, person_id: int, by_id: int, now: datetime
) -> list[AuditEntry]:
    """Take a person out of a team. Records and pairs stay. Gives what is to be told."""
    gone = session.execute(
        delete(TeamMember)
        .where(TeamMember.team_id == team_id, TeamMember.person_id == person_id)
        .returning(TeamMember.person_id)
    )
    return [
        record_act(
            session, AuditAct.TAKEN_OUT, by_id=by_id, subject_id=row.person_id, team_id=team_id,
            now=now,
        )
        for row in gone
    ]  # fmt: skip


def come_back(
    session: Session, *, team_id: int, person_id: int, by_id: int, now: datetime
) -> list[AuditEntry] | None:
    """Let a person be in a team again; a repeat changes nothing. Gives what is to be told; None
    where the account was closed or erased meanwhile: whoever has left is in no team."""
    hold(session, Person.id == person_id, references_pass=True)
    if not session.scalar(select(Person.is_active).where(Person.id == person_id)):
        return None
    if session.get(TeamMember, (team_id, person_id)) is not None:
        return []
    session.add(TeamMember(team_id=team_id, person_id=person_id))
    act = AuditAct.PUT_IN_TEAM
    return [record_act(session, act, by_id=by_id, subject_id=person_id, team_id=team_id, now=now)]


def set_roles(
    session: Session,
    person: Person,
    roles: Iterable[Role],
    *,
    is_active: bool,
    by_id: int | None,
    now: datetime,
) -> list[AuditEntry]:
    """Set the roles a person holds and open the account, or not. Gives what is to be told.

    Whoever's rights change signs in anew. Closing is `leaving.close_account`.
    """
    wanted, held = set(roles), person.roles
    changes = [(AuditAct.ROLES_GIVEN, wanted - held), (AuditAct.ROLES_TAKEN, held - wanted)]
    acts = [(act, role_names(changed)) for act, changed in changes if changed]
    acts += [(AuditAct.OPENED, "")] if is_active and not person.is_active else []
    person.role_rows = [row for row in person.role_rows if row.role in wanted]
    add_roles(session, person, wanted)
    person.is_active = is_active
    if acts:
        sign_ins.end_all(session, person.id)
    note_seats(session, person.id, held - wanted, by_id=by_id, now=now)
    return [
        record_act(session, act, by_id=by_id, subject_id=person.id, detail=detail, now=now)
        for act, detail in acts
    ]


def note_seats(
    session: Session,
    person_id: int,
    gone: Iterable[Role],
    *,
    by_id: int | None,
    now: datetime,
    act: AuditAct = AuditAct.SEAT_WITHOUT_ROLE,
) -> list[AuditEntry]:
    """Note every living pair in which somebody keeps a seat whose role is taken: it goes on."""
    entries = []
    for role in sorted(set(gone) & set(SEATS)):
        own, other = (Pair.rep_id, Pair.support_id)[:: 1 if role is Role.REP else -1]
        query = select(other.label("other_id"), Pair.team_id).order_by(Pair.id)
        query = query.where(own == person_id, Pair.state != PairState.ENDED)
        entries += [
            record_act(
                session, act, by_id=by_id, subject_id=person_id, other_id=row.other_id,
                team_id=row.team_id, detail=role, now=now,
            )
            for row in session.execute(query).all()
        ]  # fmt: skip
    return entries
