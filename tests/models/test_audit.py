"""Does the database itself keep what was done?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, schema
from tandem.models.audit import by_token, forget_before, record_act, unrecorded
from tandem.terms import AuditAct
from tests.cast import NOW

ACT = {"at": NOW, "act": AuditAct.CLOSED, "subject_id": 1, "detail": ""}
CHANGES = [
    update(AuditEntry).values(detail="nothing"),
    update(AuditEntry).values(actor_id=None),
    delete(AuditEntry),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_recorded_act_cannot_be_changed_or_deleted(session: Session, change: object) -> None:
    record_act(session, AuditAct.CLOSED, by_id=2, subject_id=1, now=NOW)
    session.commit()

    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(change)  # type: ignore[call-overload]


@pytest.mark.parametrize("change", CHANGES)
def test_nor_where_migrations_made_the_table(nothing: Engine, change: object) -> None:
    with nothing.begin() as connection:
        schema.upgrade(connection)
        connection.execute(insert(AuditEntry), [ACT])

    with nothing.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(change)  # type: ignore[call-overload]


def test_postgresql_refuses_to_empty_the_table_at_once(session: Session, engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")

    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("TRUNCATE audit_entry"))


def test_sqlite_refuses_to_replace_a_row(session: Session, engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL knows no REPLACE")
    entry = record_act(session, AuditAct.CLOSED, by_id=2, subject_id=1, now=NOW)
    session.commit()

    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(insert(AuditEntry).prefix_with("OR REPLACE"), [{**ACT, "id": entry.id}])


def acts(session: Session) -> list[tuple[int | None, int | None]]:
    """Who did what is recorded: a person, or a directory by its token."""
    session.flush()
    query = select(AuditEntry.actor_id, AuditEntry.token_id).order_by(AuditEntry.id)
    return [(row.actor_id, row.token_id) for row in session.execute(query)]


def test_what_nobody_signed_in_does_is_done_by_the_directory_as_long_as_it_acts(
    session: Session,
) -> None:
    with by_token(session, 7):
        record_act(session, AuditAct.CLOSED, by_id=None, now=NOW)
        record_act(session, AuditAct.CLOSED, by_id=2, now=NOW)
    record_act(session, AuditAct.CLOSED, by_id=None, now=NOW)

    assert acts(session) == [(None, 7), (2, None), (None, None)]


def test_what_is_made_up_was_done_by_nobody_and_what_comes_after_it_was(session: Session) -> None:
    with unrecorded(session):
        record_act(session, AuditAct.CLOSED, by_id=1, now=NOW)
    record_act(session, AuditAct.CLOSED, by_id=2, now=NOW)

    assert acts(session) == [(2, None)]


def test_what_an_act_is_about_is_kept_by_its_first_two_hundred_signs(session: Session) -> None:
    entry = record_act(session, AuditAct.CLOSED, by_id=1, about="x" * 201, now=NOW)

    assert entry.about == "x" * 200


def test_the_oldest_acts_go_before_a_moment_and_no_other_is_let_go_afterwards(
    session: Session,
) -> None:
    for by_id, days in ((1, 3), (2, 2), (3, 1), (4, 0)):
        record_act(session, AuditAct.CLOSED, by_id=by_id, now=NOW - timedelta(days=days))
        session.flush()
    session.commit()

    gone = []
    for most in (1, 9, 9):
        gone.append(forget_before(session, NOW - timedelta(days=1), at_most=most))
        session.commit()

    assert (gone, acts(session)) == ([1, 1, 0], [(3, None), (4, None)])
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(delete(AuditEntry))
