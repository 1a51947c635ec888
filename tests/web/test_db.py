"""What does an error of the database tell?"""

from __future__ import annotations

import pytest
from flask import Flask, Response
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tandem.models import Team
from tandem.models.passing import is_passing
from tandem.web import db
from tests.cast import NOW, Cast
from tests.conftest import Browser


def test_nobody_reads_in_a_log_what_somebody_wrote_when_the_database_fails(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("INSERT INTO nowhere (said) VALUES (:said)"), {"said": "SECRET"})

    assert "nowhere" in str(failed.value)
    assert "SECRET" not in str(failed.value)


def test_a_connection_that_is_lost_before_the_first_word_is_a_fault_of_the_database(
    engine: Engine,
) -> None:
    with engine.execution_options(writes=True, patience=5.0).connect() as writer:
        own = writer.connection.driver_connection
        assert own
        if engine.dialect.name == "postgresql":
            end_of(engine, own.info.backend_pid)
        else:
            own.close()

        with pytest.raises(DBAPIError) as failed:
            writer.begin()

    assert is_passing(failed.value) == (engine.dialect.name == "postgresql")


def end_of(engine: Engine, pid: int) -> None:
    """End a connection from another one."""
    with engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})


def test_a_page_that_is_made_is_sent_whatever_becomes_of_the_connection_after_it(
    app: Flask, engine: Engine, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    sam = browser_of(cast.sam)
    assert sam.get("/").status_code == 200

    def lose(response: Response) -> Response:
        own = db.session().connection().connection.driver_connection
        assert own
        end_of(engine, own.info.backend_pid)
        return response

    monkeypatch.setitem(app.after_request_funcs, None, [*app.after_request_funcs[None], lose])
    first, second = sam.get("/"), sam.get("/")

    assert (first.status_code, second.status_code) == (200, 200)


@pytest.mark.parametrize(
    ("address", "with_driver"),
    [
        ("postgres://u:p@host/name", "postgresql+psycopg://u:p@host/name"),
        ("postgresql://host/name", "postgresql+psycopg://host/name"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg://host/name"),
    ],
)
def test_an_address_of_postgresql_gets_the_driver_that_is_there(
    address: str, with_driver: str
) -> None:
    assert db.with_driver(address) == with_driver


def test_what_a_command_writes_belongs_to_its_own_transaction(app: Flask, session: Session) -> None:
    with app.app_context():
        with db.writing() as own:
            own.add(Team(name="West", created_at=NOW))
        assert session.scalars(select(Team.name)).all() == []
        session.rollback()
        own.commit()

    assert session.scalars(select(Team.name)).all() == ["West"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_that_only_reads_cannot_write(app: Flask, method: str) -> None:
    sentence = "only a request that sends something writes"
    with (
        app.test_request_context(method=method), pytest.raises(RuntimeError, match=sentence),
        db.writing(),
    ):  # fmt: skip
        pytest.fail("it was let in")


def test_a_command_records_no_form(app: Flask) -> None:
    sentence = "only a request that sends something writes"
    with app.app_context(), pytest.raises(RuntimeError, match=sentence), db.locked():
        pytest.fail("it was let in")
