"""Which acts does an administrator look for? What was recorded, and nothing that anybody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tandem.content.same_text import folded
from tandem.models import AuditEntry, Person
from tandem.people.accounts.acts import ShownAct, shown_acts
from tandem.terms import AuditAct

ON_A_PAGE = 100


@dataclass(frozen=True)
class LogFilters:
    """Whom and which act an administrator looks for, and the page of them, from 1."""

    person: str = ""
    act: AuditAct | None = None
    page: int = 1


@dataclass(frozen=True)
class LogPage:
    """One page of the acts that were looked for, newest first, and how many there are in all."""

    acts: tuple[ShownAct, ...]
    number: int
    page: int
    pages: int
    first: int


def log_page(session: Session, filters: LogFilters) -> LogPage:
    """One page of the log. Three queries at most."""
    where = conditions(session, filters)
    number = session.scalar(select(func.count()).select_from(AuditEntry).where(*where)) or 0
    pages = max(1, -(-number // ON_A_PAGE))
    page = min(max(1, filters.page), pages)
    first = (page - 1) * ON_A_PAGE
    return LogPage(
        acts=tuple(shown_acts(session, *where, limit=ON_A_PAGE, offset=first)),
        number=number,
        page=page,
        pages=pages,
        first=first + 1,
    )


def all_acts(session: Session, filters: LogFilters) -> list[ShownAct]:
    """Every act that is looked for, newest first."""
    return shown_acts(session, *conditions(session, filters))


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
    wanted = folded(search).split()
    query = select(Person.id, Person.given_name, Person.surname, Person.email).order_by(Person.id)
    return [
        row.id
        for row in session.execute(query)
        if all(word in folded(f"{row.given_name} {row.surname} {row.email}") for word in wanted)
    ]
