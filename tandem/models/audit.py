"""What was done on the site, to whom, by whom and when? Rows are added and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ForeignKey, String, delete, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tandem.models.base import Base, enum_column, intpk
from tandem.models.rows import is_any
from tandem.terms import AuditAct

UNRECORDED = "unrecorded"
BY_TOKEN = "by_token"  # noqa: S105 (no password)
REFUSE = {
    "sqlite": (
        "CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry"
        " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
        "CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry"
        " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
        # Without it REPLACE would delete a row and ask no trigger.
        "CREATE TRIGGER audit_entry_is_new BEFORE INSERT ON audit_entry"
        " WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)"
        " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$",
        "CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry"
        " FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
        "CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
    ),
}


class AuditEntry(Base):
    """One act. `subject_id` is whom it was done to, `other_id` the second of a pair.

    `about` is a course, a module, a file or a setting by its short name; `detail` holds roles, a
    day or a number. Never a text that somebody wrote, never a link.

    The ids point to no table, on purpose: a row outlives whoever it names, and hinders nobody who
    takes a sample away. An id may be used again; a name counts only if it was there at that time.
    """

    __tablename__ = "audit_entry"

    id: Mapped[intpk]
    at: Mapped[datetime]
    # None: the command line, or a directory with the token below.
    actor_id: Mapped[int | None]
    token_id: Mapped[int | None]
    act: Mapped[AuditAct] = mapped_column(enum_column(AuditAct, "act", checked=False), index=True)
    subject_id: Mapped[int | None] = mapped_column(index=True)
    other_id: Mapped[int | None] = mapped_column(index=True)
    team_id: Mapped[int | None]
    about: Mapped[str] = mapped_column(String(200), default="", server_default="")
    detail: Mapped[str] = mapped_column(default="")


class SettingMark(Base):
    """A mark of what a setting was at the last start: it tells a change, and never the value."""

    __tablename__ = "setting_mark"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64))


class NoticeRead(Base):
    """Up to which act somebody has read what others did to their account."""

    __tablename__ = "notice_read"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    entry_id: Mapped[int]


@event.listens_for(AuditEntry.__table__, "after_create")
def refuse_changes(table: Any, connection: Connection, **rest: Any) -> None:
    """Let the database itself refuse to change or delete a row."""
    for statement in REFUSE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def record_act(
    session: Session,
    act: AuditAct,
    *,
    by_id: int | None,
    subject_id: int | None = None,
    other_id: int | None = None,
    team_id: int | None = None,
    about: str = "",
    detail: str = "",
    now: datetime,
) -> AuditEntry:
    """Note an act in the transaction of the act itself: it stands or falls with it.

    Here, and not in the wing that shows the log, because whatever acts stands below that wing.
    """
    entry = AuditEntry(
        at=now,
        actor_id=by_id,
        token_id=session.info.get(BY_TOKEN) if by_id is None else None,
        act=act,
        subject_id=subject_id,
        other_id=other_id,
        team_id=team_id,
        about=about[:200],
        detail=detail,
    )
    if not session.info.get(UNRECORDED):
        session.add(entry)
    return entry


@contextmanager
def unrecorded(session: Session) -> Iterator[None]:
    """What is made up to be looked at, as a sample is, was done by nobody."""
    session.info[UNRECORDED] = True
    try:
        yield
    finally:
        session.info.pop(UNRECORDED)


@contextmanager
def by_token(session: Session, token_id: int) -> Iterator[None]:
    """What is done meanwhile by nobody who is signed in is done by a directory with this token."""
    session.info[BY_TOKEN] = token_id
    try:
        yield
    finally:
        session.info.pop(BY_TOKEN)


# How the database is told to let go of old rows, in the transaction that does it.
LET_GO = {
    "sqlite": (("DROP TRIGGER audit_entry_is_kept",), (REFUSE["sqlite"][1],)),
    "postgresql": (
        ("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays",),
        ("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays",),
    ),
}


def forget_before(session: Session, moment: datetime, *, at_most: int) -> int:
    """Let go of so many acts that are older, and of nothing else; how many. Only for retention.

    The rule that refuses it is lifted and set again in one transaction, which holds the table.
    """
    older = select(AuditEntry.id).where(AuditEntry.at < moment).order_by(AuditEntry.id)
    if not is_any(session, older):
        return 0
    lift, set_again = LET_GO[session.get_bind().dialect.name]
    connection = session.connection()
    for statement in lift:
        connection.exec_driver_sql(statement)
    some = delete(AuditEntry).where(AuditEntry.id.in_(older.limit(at_most)))
    number = len(session.execute(some.returning(AuditEntry.id)).all())
    for statement in set_again:
        connection.exec_driver_sql(statement)
    return number
