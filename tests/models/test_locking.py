"""Does one request wait for the other, and for no more than it must?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import ColumnElement, Engine, Select, or_, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tandem.models import MailChoice, Pair, Person, PersonRole
from tandem.models.locking import hold, table_of
from tandem.terms import Role
from tests.cast import Cast


def is_free(engine: Engine, query: Select[int]) -> bool:
    """Can another session lock this row now?"""
    with Session(engine) as other:
        other.execute(text("SET LOCAL lock_timeout = '100ms'"))
        try:
            other.execute(query.with_for_update())
        except OperationalError:
            return False
    return True


@pytest.fixture
def on_postgres(engine: Engine) -> None:
    """Only where rows have locks."""
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite locks the whole file")


def test_the_rows_that_were_asked_for_are_named_in_order(session: Session, cast: Cast) -> None:
    wanted = [cast.sue.id, cast.sam.id]

    assert hold(session, Person.id.in_(wanted)) == sorted(wanted)
    assert hold(session, Person.email == "nobody@example.com") == []


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        (Pair.id == 1, "pair"),
        (or_(Pair.rep_id.in_([1]), Pair.support_id.in_([2])), "pair"),
        (Person.id.in_(select(Pair.rep_id).where(Pair.id == 1)), "person"),
        (Person.role_rows.any(PersonRole.role == Role.ADMIN), "person"),
    ],
)
def test_the_rows_are_those_of_the_table_that_the_condition_asks_about(
    rows: ColumnElement[bool], table: str
) -> None:
    assert table_of(rows).name == table


@pytest.mark.parametrize("references_pass", [False, True])
def test_a_row_is_held_until_the_commit(
    engine: Engine, session: Session, cast: Cast, on_postgres: None, references_pass: bool
) -> None:
    ours, theirs = (select(Person.id).where(Person.id == who.id) for who in (cast.sam, cast.sue))

    hold(session, Person.id == cast.sam.id, references_pass=references_pass)

    assert not is_free(engine, ours)
    assert is_free(engine, theirs)
    session.commit()
    assert is_free(engine, ours)


@pytest.mark.parametrize("references_pass", [False, True])
def test_rows_that_point_to_a_held_one_wait_unless_they_may_pass(
    engine: Engine, session: Session, cast: Cast, on_postgres: None, references_pass: bool
) -> None:
    hold(session, Person.id == cast.sam.id, references_pass=references_pass)

    with Session(engine) as other:
        other.execute(text("SET LOCAL lock_timeout = '100ms'"))
        other.add(MailChoice(person_id=cast.sam.id, changed_at=datetime.now(UTC)))
        if references_pass:
            other.flush()
        else:
            with pytest.raises(OperationalError):
                other.flush()


def test_both_locks_are_named_as_postgresql_names_them(cast: Cast) -> None:
    seen: list[str] = []

    class Recorder:
        """A session that only writes down what it is asked."""

        def scalars(self, query: Select[int]) -> list[int]:
            """The query's words."""
            seen.append(str(query.compile(dialect=postgresql.dialect())))
            return []

    for references_pass in (False, True):
        hold(Recorder(), Pair.id == 1, references_pass=references_pass)  # type: ignore[arg-type]

    assert [words.splitlines()[-1].partition("ORDER BY ")[2] for words in seen] == [
        "pair.id FOR UPDATE",
        "pair.id FOR NO KEY UPDATE",
    ]
