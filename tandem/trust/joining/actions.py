"""How do two accounts of one person become one? Rows move; none is deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Pair, Person, PersonRole, StalePair
from tandem.models.audit import record_act
from tandem.models.locking import hold
from tandem.people.accounts.roles import end_passwords_behind_leaders_links
from tandem.people.leaving import close_account
from tandem.terms import AuditAct
from tandem.trust.joining.columns import RowMove, columns_that
from tandem.trust.joining.hints import attempts_by_place, move_hints
from tandem.trust.joining.moving import TwoAccounts, move_all, move_numbered


def hold_both(session: Session, accounts: TwoAccounts) -> None:
    """Whoever does something as one of the two or in a pair of theirs waits, or is waited for."""
    two = [accounts.stays, accounts.goes]
    hold(session, Person.id.in_(two), references_pass=True)
    hold(session, or_(Pair.rep_id.in_(two), Pair.support_id.in_(two)), references_pass=True)


def join(session: Session, accounts: TwoAccounts, *, by_id: int, now: datetime) -> AuditEntry:
    """RowMove what is one account's to the other, and close it. Gives what is to be told.

    What can't move, because the other account has its own in that place, stays where it is.
    """
    session.flush()
    moving = select(PersonRole.role).where(PersonRole.person_id == accounts.goes)
    held = select(PersonRole.role).where(PersonRole.person_id == accounts.stays)
    gained = set(session.scalars(moving)) - set(session.scalars(held))
    end_passwords_behind_leaders_links(session, {accounts.stays: gained})
    attempts = attempts_by_place(session, accounts)
    for column in columns_that(RowMove.NUMBERED):
        move_numbered(session, column, accounts)
    move_hints(session, accounts, attempts)
    for column in columns_that(RowMove.ALL):
        move_all(session, column, accounts)
    session.expire_all()
    if session.get_one(Person, accounts.goes).is_active:
        close_account(session, accounts.goes, by_id=by_id, now=now)
    of_one = or_(Pair.rep_id == accounts.stays, Pair.support_id == accounts.stays)
    session.execute(insert(StalePair).from_select(["pair_id"], select(Pair.id).where(of_one)))
    return record_act(
        session,
        AuditAct.ACCOUNTS_JOINED,
        by_id=by_id,
        subject_id=accounts.stays,
        other_id=accounts.goes,
        now=now,
    )
