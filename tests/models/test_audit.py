"""Does the database itself keep what was done?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, delete, insert, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, schema
from tandem.models.audit import record_act
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
