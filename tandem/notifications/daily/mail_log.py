"""What became of the letters?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.figures.paging import PageOf
from tandem.models import Letter, MailRun, Person
from tandem.models.long_lists import by_ids, is_called, page_of_ids
from tandem.models.rows import first_of


@dataclass(frozen=True)
class MailLogFilters:
    """Whose letters an administrator looks for, which of them, and the page, from 1."""

    search: str = ""
    only_trouble: bool = False
    page: int = 1


@dataclass(frozen=True)
class MailLog:
    """What became of the letters: the newest first."""

    last_run: MailRun | None
    letters: PageOf[Letter]
    waiting: int
    undelivered: int


def mail_log(session: Session, filters: MailLogFilters) -> MailLog:
    """The last run and one page of the letters that are looked for. Six queries."""
    waits = (Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
    failed = (Letter.given_up_at.is_not(None), Letter.trouble != "")
    return MailLog(
        last_run=first_of(session, select(MailRun).order_by(MailRun.id.desc())),
        letters=letters_found(session, filters),
        waiting=session.scalars(select(func.count(Letter.id)).where(*waits)).one(),
        undelivered=session.scalars(select(func.count(Letter.id)).where(*failed)).one(),
    )


def letters_found(session: Session, filters: MailLogFilters) -> PageOf[Letter]:
    """One page of the letters, the newest first. Three queries."""
    query = select(Letter.id).order_by(Letter.id.desc())
    if filters.only_trouble:
        query = query.where(Letter.sent_at.is_(None), Letter.trouble != "")
    if filters.search:
        query = query.where(is_to(filters.search))
    found = page_of_ids(session, query, wanted=filters.page)
    letters = session.scalars(select(Letter).where(Letter.id.in_(found.rows)))
    return found.with_rows(by_ids(letters, found.rows))


def is_to(search: str) -> ColumnElement[bool]:
    """Did a letter go to somebody of this name, or to an address with all these words?"""
    named = select(Person.id).where(is_called(search))
    recipient = func.lower(Letter.recipient)
    address = (recipient.contains(word, autoescape=True) for word in folded(search).split())
    return or_(Letter.person_id.in_(named), and_(true(), *address))


def letter_by_id(session: Session, letter_id: int) -> Letter:
    """A letter. Raises NoResultFound."""
    return session.get_one(Letter, letter_id)
