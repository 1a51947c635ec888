"""What happens to an account and its pairs when somebody leaves?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tandem.dates import is_overdue
from tandem.models import AuditEntry, Letter, Person, PersonRole
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.models.rows import first_of
from tandem.people.accounts import sign_ins
from tandem.people.accounts.actions import end_links
from tandem.people.pairs import queries as pairs
from tandem.people.pairs.actions import RestoredPair, before_of, change_state, undo_end
from tandem.people.teams.queries import teams_led_alone
from tandem.terms import AuditAct, PairState, Role


def close_account(session: Session, person_id: int, *, by_id: int | None, now: datetime) -> None:
    """Somebody leaves the company: signed out at once, pairs ended, nothing deleted.

    Links that would let the person in stop working, and letters that wait do not leave. Whoever
    ends one of the pairs at the same time waits, so that an end is told once.
    """
    hold(session, pairs.sits_in(person_id), references_pass=True)
    person = session.get_one(Person, person_id)
    person.is_active, person.leaves_on = False, None
    record_act(session, AuditAct.CLOSED, by_id=by_id, subject_id=person_id, now=now)
    for pair in pairs.living_pairs_of(session, person_id):
        change_state(session, pair, PairState.ENDED, by_id=by_id, now=now)
    sign_ins.end_all(session, person_id)
    end_links(session, person_id, now=now)
    session.execute(
        update(Letter)
        .where(Letter.person_id == person_id, Letter.sent_at.is_(None))
        .where(Letter.given_up_at.is_(None))
        .values(given_up_at=now, trouble="")
    )


def let_go(session: Session, person_id: int, *, by_id: int | None, now: datetime) -> list[str]:
    """Close an account, and note every team that nobody leads any more; gives their names."""
    close_account(session, person_id, by_id=by_id, now=now)
    return note_leaderless(session, person_id, by_id=by_id, now=now)


def note_leaderless(
    session: Session, person_id: int, *, by_id: int | None, now: datetime
) -> list[str]:
    """Note every team that nobody leads now that somebody leads no longer; gives their names."""
    alone = teams_led_alone(session, person_id)
    for team in alone:
        record_act(
            session, AuditAct.TEAM_LEADERLESS, by_id=by_id, subject_id=person_id, team_id=team.id,
            now=now,
        )  # fmt: skip
    return [team.name for team in alone]


def set_last_day(
    session: Session, person_id: int, day: date | None, *, by_id: int | None, now: datetime
) -> None:
    """Note when somebody leaves, or that they stay after all. Until then nothing changes."""
    person = session.get_one(Person, person_id)
    if person.leaves_on == day:
        return
    person.leaves_on = day
    act = AuditAct.LEAVES_ON if day else AuditAct.STAYS
    detail = day.isoformat() if day else ""
    record_act(session, act, by_id=by_id, subject_id=person_id, detail=detail, now=now)


def close_those_who_have_left(session: Session, *, now: datetime, emergency: str = "") -> int:
    """Close the accounts of those whose last day is over where they are; how many.

    It counts as done by whoever named the day. Whoever alone can administer the site stays until
    somebody else can, and so does the emergency administrator.
    """
    query = select(Person).where(Person.is_active, Person.leaves_on <= now.date())
    gone = [
        person
        for person in session.scalars(
            query.order_by(Person.id).with_for_update(skip_locked=True)
        ).all()
        if is_overdue(person.leaves_on, zone=person.time_zone, now=now)
    ]
    closed = 0
    for person in gone:
        if person.email == emergency or administers_alone(session, person.id):
            continue
        said = select(AuditEntry.actor_id).where(
            AuditEntry.subject_id == person.id, AuditEntry.act == AuditAct.LEAVES_ON
        )
        by_id = first_of(session, said.order_by(AuditEntry.id.desc()))
        let_go(session, person.id, by_id=by_id, now=now)
        session.flush()
        closed += 1
    return closed


def administers_alone(session: Session, person_id: int) -> bool:
    """Could nobody administer the site without this person? An account that is closed cannot."""
    query = select(Person.id).join(PersonRole, PersonRole.person_id == Person.id)
    query = query.where(Person.is_active, PersonRole.role == Role.ADMIN)
    return set(session.scalars(query)) == {person_id}


def before_closing(session: Session, person_id: int) -> list[RestoredPair]:
    """The pairs that closing an account will end, as they are now."""
    return [before_of(pair) for pair in pairs.living_pairs_of(session, person_id)]


@dataclass(frozen=True)
class Reopened:
    """An account that is open again: what is to be told, how many pairs its closing had ended, and
    how many of them go on."""

    person: Person
    entries: list[AuditEntry]
    ended: int
    going_on: int


def undo_closing(
    session: Session,
    person_id: int,
    before: Sequence[RestoredPair],
    *,
    closed_at: datetime,
    by_id: int,
    now: datetime,
) -> Reopened | None:
    """Open an account that was just closed, and let its pairs go on as far as they can. None where
    it was opened, closed anew or erased since.

    The person signs in anew. Links stay ended, and letters that did not leave stay away.
    """
    person = open_again(session, person_id, closed_at=closed_at)
    if person is None:
        return None
    going_on = sum(
        undo_end(session, pair, ended_at=closed_at, by_id=by_id, now=now) for pair in before
    )
    entry = record_act(session, AuditAct.OPENED, by_id=by_id, subject_id=person_id, now=now)
    return Reopened(person, [entry], ended=len(before), going_on=going_on)


def open_again(session: Session, person_id: int, *, closed_at: datetime) -> Person | None:
    """Open an account that was closed at that moment. None where it was opened, closed anew or
    erased since."""
    hold(session, Person.id == person_id, references_pass=True)
    person = session.scalars(
        select(Person).where(Person.id == person_id).execution_options(populate_existing=True)
    ).one()
    if person.is_active or person.is_erased or last_closing(session, person_id) != closed_at:
        return None
    person.is_active = True
    session.flush()
    return person


def last_closing(session: Session, person_id: int) -> datetime | None:
    """When the account was closed, the last time."""
    return session.scalar(
        select(func.max(AuditEntry.at)).where(
            AuditEntry.subject_id == person_id, AuditEntry.act == AuditAct.CLOSED
        )
    )
