"""What was done on the site, by whom and when: as the log and the person read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from tandem.library.served import Library, library
from tandem.models import AuditEntry, NoticeRead, Person, ScimToken, Team
from tandem.models.rows import name_of
from tandem.people.accounts.told import BY_PROVIDERS, BY_STRANGERS, TOLD
from tandem.terms import AuditAct, DirectoryFault, Role

SHOWN_TO_PERSON = 100
AT_A_TIME = 500
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAILY_ACTS = frozenset({AuditAct.SIGNED_IN, AuditAct.SIGNED_OUT})


@dataclass(frozen=True)
class ShownAct:
    """An act. A name is empty for whoever is no longer there; `by_command` is the command line,
    `by_stranger` somebody who was not signed in, `by_provider` a sign-in provider; `directory` is
    the name of the token of the company's directory that did it, and `fault` why it was refused."""

    id: int
    at: datetime
    act: AuditAct
    actor: str
    by_command: bool
    by_stranger: bool
    by_provider: bool
    subject: str
    other: str
    team: str
    about: str
    roles: tuple[Role, ...]
    day: date | None
    number: str
    module: str = ""
    directory: str = ""
    fault: DirectoryFault | None = None


def shown_acts(
    session: Session, *where: ColumnElement[bool], limit: int | None = None, offset: int = 0
) -> list[ShownAct]:
    """The acts that meet all conditions, newest first. One query."""
    query = named_acts().where(*where).order_by(AuditEntry.id.desc())
    return acts_of(session, query.limit(limit).offset(offset))


def acts_of(
    session: Session, query: Executable, facts: dict[str, Any] | None = None
) -> list[ShownAct]:
    """The acts of a query."""
    rows = session.execute(query, facts).all()
    names_module = any(row.AuditEntry.act is AuditAct.ATTEMPT_GRANTED for row in rows)
    shelf = library(session) if names_module else None
    return [shown(row, shelf) for row in rows]


def every_act(session: Session, *where: ColumnElement[bool]) -> Iterator[ShownAct]:
    """The acts that meet all conditions, newest first, with as much memory as a few take."""
    query = named_acts().where(*where).order_by(AuditEntry.id.desc())
    shelf = library(session)
    # Closed also where nobody takes the rest, as when a download breaks off.
    with closing(session.execute(query.execution_options(yield_per=AT_A_TIME))) as rows:
        for row in rows:
            yield shown(row, shelf)
            session.expunge(row.AuditEntry)


@cache
def named_acts() -> Select[AuditEntry, str, str, str, str, str, str, str, str]:
    """Every act with its names. A name belongs to an id only from when that account was made."""
    actor, subject, other = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(
            AuditEntry,
            actor.given_name.label("actor_given"),
            actor.surname.label("actor_surname"),
            subject.given_name.label("subject_given"),
            subject.surname.label("subject_surname"),
            other.given_name.label("other_given"),
            other.surname.label("other_surname"),
            Team.name.label("team"),
            ScimToken.name.label("directory"),
        )
        .outerjoin(actor, and_(actor.id == AuditEntry.actor_id, actor.created_at <= AuditEntry.at))
        .outerjoin(
            subject, and_(subject.id == AuditEntry.subject_id, subject.created_at <= AuditEntry.at)
        )
        .outerjoin(other, and_(other.id == AuditEntry.other_id, other.created_at <= AuditEntry.at))
        .outerjoin(Team, and_(Team.id == AuditEntry.team_id, Team.created_at <= AuditEntry.at))
        .outerjoin(ScimToken, ScimToken.id == AuditEntry.token_id)
    )


def shown(row: Any, shelf: Library | None) -> ShownAct:
    """A row as it is shown."""
    entry: AuditEntry = row.AuditEntry
    names_module = entry.act is AuditAct.ATTEMPT_GRANTED
    return ShownAct(
        id=entry.id,
        at=entry.at,
        act=entry.act,
        actor=name_of(row.actor_given or "", row.actor_surname or ""),
        by_command=is_by_command(entry),
        by_stranger=entry.act in BY_STRANGERS,
        by_provider=entry.act in BY_PROVIDERS,
        subject=name_of(row.subject_given or "", row.subject_surname or ""),
        other=name_of(row.other_given or "", row.other_surname or ""),
        team=row.team or "",
        about=entry.about,
        roles=tuple(role for role in Role if role in entry.detail.split(",")),
        day=day_in(entry.detail),
        number=entry.detail if entry.detail.isdigit() else "",
        module=title_of(entry, shelf) if shelf and names_module else "",
        directory=row.directory or "",
        fault=next((fault for fault in DirectoryFault if fault == entry.detail), None),
    )


def is_by_command(entry: AuditEntry) -> bool:
    """Was it done on the command line: by nobody else?"""
    is_by_nobody = entry.actor_id is None and entry.token_id is None
    return is_by_nobody and entry.act not in BY_STRANGERS | BY_PROVIDERS


def title_of(entry: AuditEntry, shelf: Library) -> str:
    """The title of the module that an act names; the act holds only where it is."""
    course, _, module = entry.detail.partition("/")
    titles = (
        served.title
        for served_course in shelf.courses
        for served in served_course.modules
        if (served_course.slug, served.slug) == (course, module)
    )
    return next(titles, module)


def day_in(detail: str) -> date | None:
    """The day that a detail says, if it says one."""
    return date.fromisoformat(detail) if DAY.fullmatch(detail) else None


def acts_on(session: Session, person_id: int) -> list[ShownAct]:
    """What was done about somebody, the newest hundred acts. One query.

    Signing in and out would fill the page: it lists where somebody is signed in.
    """
    return shown_acts(
        session,
        *about(person_id),
        AuditEntry.act.not_in(sorted(DAILY_ACTS)),
        limit=SHOWN_TO_PERSON,
    )


def notices_for(session: Session, person_id: int) -> list[ShownAct]:
    """What others did to an account that its owner has not read yet, newest first. One query."""
    return acts_of(session, notices_to(), {"person": person_id})


@cache
def notices_to() -> Select[AuditEntry, str, str, str, str, str, str, str, str]:
    """What others did to the account of one `person` who has not read it, newest first.

    The link that somebody came in by for the first time is no news to them. Earlier ones are, and
    so is every link of whoever came in by a sign-in provider.
    """
    me = bindparam("person", type_=Integer)
    link = aliased(AuditEntry)
    came_in_by = (
        select(func.max(link.id))
        .join(Person, Person.id == link.subject_id)
        .where(Person.id == me, Person.password_hash.is_not(None))
        .where(link.act == AuditAct.LINK_TO_JOIN, link.at <= Person.joined_at)
        .scalar_subquery()
    )
    read = select(func.max(NoticeRead.entry_id)).where(NoticeRead.person_id == me).scalar_subquery()
    return (
        named_acts()
        .where(
            *about(me),
            AuditEntry.act.in_(sorted(TOLD)),
            or_(AuditEntry.actor_id.is_(None), AuditEntry.actor_id != me),
            AuditEntry.id > func.coalesce(read, 0),
            AuditEntry.id != func.coalesce(came_in_by, 0),
        )
        .order_by(AuditEntry.id.desc())
        .limit(SHOWN_TO_PERSON)
    )


def read_notices(session: Session, person_id: int, *, up_to: int) -> None:
    """Keep up to which act somebody has read. An older page takes nothing back."""
    read = session.get(NoticeRead, person_id)
    if read is None:
        session.add(NoticeRead(person_id=person_id, entry_id=up_to))
    else:
        read.entry_id = max(read.entry_id, up_to)


def about(person_id: int | BindParameter[int]) -> Sequence[ColumnElement[bool]]:
    """Acts on this account, and on none that had the id before."""
    since = select(Person.created_at).where(Person.id == person_id).scalar_subquery()
    is_on = or_(AuditEntry.subject_id == person_id, AuditEntry.other_id == person_id)
    return is_on, AuditEntry.at >= since
