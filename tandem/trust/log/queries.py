"""Which acts does an administrator look for? What was recorded, and nothing that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tandem.content.same_text import has_words
from tandem.figures.paging import ON_A_PAGE, PageOf, page_within, rows_before
from tandem.models import AuditEntry, Person
from tandem.models.rows import full_name
from tandem.people.accounts.acts import ShownAct, every_act, shown_acts
from tandem.terms import AuditAct


@dataclass(frozen=True)
class LogFilters:
    """Whom and which act an administrator looks for, and the page of them, from 1."""

    person: str = ""
    act: AuditAct | None = None
    page: int = 1


def log_page(session: Session, filters: LogFilters) -> PageOf[ShownAct]:
    """One page of the acts that were looked for, newest first. Three queries at most."""
    where = conditions(session, filters)
    number = session.scalars(select(func.count()).select_from(AuditEntry).where(*where)).one()
    page = page_within(filters.page, number)
    acts = shown_acts(session, *where, limit=ON_A_PAGE, offset=rows_before(page))
    return PageOf(tuple(acts), number, page)


def newest_act(session: Session) -> int:
    """The number of the newest act; 0 where there is none."""
    return session.scalar(select(func.max(AuditEntry.id))) or 0


def all_acts(session: Session, filters: LogFilters, *, up_to: int) -> Iterator[ShownAct]:
    """Every act that is looked for, newest first, one after the other; none after `up_to`."""
    return every_act(session, AuditEntry.id <= up_to, *conditions(session, filters))


def conditions(session: Session, filters: LogFilters) -> Sequence[ColumnElement[bool]]:
    """What an act must meet: who did it or whom it was done to, and which it is."""
    where: list[ColumnElement[bool]] = []
    if filters.act is not None:
        where.append(AuditEntry.act == filters.act)
    if filters.person:
        ids = ids_named(session, filters.person)
        where.append(
            or_(
                AuditEntry.subject_id.in_(ids),
                AuditEntry.other_id.in_(ids),
                AuditEntry.actor_id.in_(ids),
            )
        )
    return where


def ids_named(session: Session, search: str) -> list[int]:
    """Whose name or mail address has all these words. Compared here, as databases differ."""
    query = select(Person.id, Person.given_name, Person.surname, Person.email).order_by(Person.id)
    return [
        row.id for row in session.execute(query) if has_words(search, full_name(row), row.email)
    ]
