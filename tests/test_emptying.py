"""Is the database empty again after a test, whatever was written?"""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import emptying
from tests.cast import Cast
from tests.lessons import assign, lesson, serve


def test_what_was_written_is_deleted_and_nothing_else_is_asked_about(
    engine: Engine, session: Session, cast: Cast, written_tables: set[str]
) -> None:
    assign(session, cast.pair, serve(session, lesson()))
    assert emptying.left_in(engine)
    assert {"person", "pair", "module", "assignment"} <= written_tables
    assert "step_answer" not in written_tables

    emptying.empty(engine, written_tables)

    assert emptying.left_in(engine) == {}
    assert written_tables == set()


def test_whatever_is_inserted_is_seen() -> None:
    statements = (
        "INSERT INTO pair (id)",
        '\n insert into "pair" (id)',
        "INSERT OR IGNORE INTO pair",
    )

    assert [emptying.INSERTS.match(one)[1] for one in statements] == ["pair"] * 3  # type: ignore[index]
    assert not emptying.INSERTS.match("SELECT 'INSERT INTO pair'")
