"""When does a worker say that it can serve, and why not?"""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from tandem.models import schema
from tandem.web import health
from tests.conftest import Browser
from tests.emptying import make_tables
from tests.models.conftest import engine_in

Usage = namedtuple("Usage", "total used free")


def verdict(app: Flask, engine: Engine) -> str:
    """What keeps this site from serving."""
    with app.app_context():
        return health.why_not_ready(engine, Path(app.instance_path))


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Engine]:
    """A database without any table."""
    with engine_in(tmp_path, "health") as engine:
        yield engine


@pytest.fixture
def ready_tables(nothing: Engine) -> Engine:
    """A database with its tables."""
    make_tables(nothing)
    return nothing


def test_a_sound_site_is_ready(app: Flask, ready_tables: Engine) -> None:
    assert verdict(app, ready_tables) == ""


def test_a_database_without_tables_is_named(app: Flask, nothing: Engine) -> None:
    assert verdict(app, nothing) == "the database has no tables: run `flask prepare`"


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("0020", "the database is older than the program (at 0020): run `flask prepare`"),
        (
            "9999",
            "the database is newer than the program (at 9999): install the version that wrote it,"
            " or restore a backup",
        ),
    ],
)
def test_tables_of_another_version_are_named(
    app: Flask, ready_tables: Engine, revision: str, sentence: str
) -> None:
    with ready_tables.execution_options(writes=True).begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))

    assert verdict(app, ready_tables) == sentence


def test_newer_tables_are_left_as_they_are(ready_tables: Engine) -> None:
    with ready_tables.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(schema.NewerTables, match=r"^The database is newer than the program"):
            schema.upgrade(connection)


def test_a_lock_that_somebody_holds_for_long_is_named(
    app: Flask, ready_tables: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ready_tables.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no lock over all")
    monkeypatch.setattr(health, "PATIENCE", 0.05)

    with ready_tables.execution_options(writes=True).begin():
        assert verdict(app, ready_tables) == "somebody writes into the database for too long"
    assert verdict(app, ready_tables) == ""


def test_a_database_that_takes_no_write_is_named(app: Flask, ready_tables: Engine) -> None:
    if ready_tables.dialect.name == "sqlite":
        read_only = "PRAGMA query_only = ON"
    else:
        read_only = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
    with ready_tables.connect() as connection:
        connection.exec_driver_sql(read_only)
        connection.commit()

    assert verdict(app, ready_tables) == "the database takes no write"


def test_a_disk_without_room_is_named(
    app: Flask, ready_tables: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 99, 1))

    assert verdict(app, ready_tables) == "the disk is nearly full"


@pytest.mark.parametrize(
    ("free", "said"), [(64 * 1024**2, ""), (64 * 1024**2 - 1, "the disk is nearly full")]
)
def test_a_disk_is_nearly_full_below_64_mb(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, said: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 0, free))

    assert health.why_no_room({tmp_path}) == said


@pytest.mark.parametrize(
    ("address", "folders"),
    [
        ("sqlite:////srv/data/tandem.db", [Path("/srv/data")]),
        ("sqlite://", []),
        ("sqlite:///:memory:", []),
        ("postgresql+psycopg://db.example.com/srv/tandem", []),
    ],
)
def test_only_a_database_in_a_file_has_a_folder_here(address: str, folders: list[Path]) -> None:
    assert health.folder_of(create_engine(address)) == folders


def test_the_disk_of_a_file_that_lies_elsewhere_is_looked_at_too(
    app: Flask, ready_tables: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ready_tables.dialect.name != "sqlite":
        pytest.skip("a server looks at its own disk")
    elsewhere = Path(str(ready_tables.url.database)).parent

    def usage(path: Path) -> Usage:
        return Usage(100, 99, 1) if path == elsewhere else Usage(10**12, 0, 10**12)

    monkeypatch.setattr(shutil, "disk_usage", usage)

    assert verdict(app, ready_tables) == "the disk is nearly full"


def test_the_page_says_so_with_503_and_asks_at_most_every_two_seconds(
    app: Flask, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def find_fault(engine: Engine, folder: Path) -> str:
        asked.append("asked")
        return "the disk is nearly full"

    monkeypatch.setattr(health, "why_not_ready", find_fault)
    monkeypatch.setitem(app.extensions, "readiness", (-100.0, ""))
    visitor = browser_of(None)

    answers = [visitor.get("/readyz") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert answers[2].get_json() == {"status": "the disk is nearly full"}
    assert asked == ["asked"]


@pytest.mark.parametrize(("seconds", "said"), [(2.0, ""), (2.1, "the disk is nearly full")])
def test_an_answer_is_good_for_two_seconds(
    app: Flask, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, seconds: float, said: str
) -> None:
    monkeypatch.setattr(health, "why_not_ready", lambda *_: "the disk is nearly full")
    monkeypatch.setattr(health.clock, "stopwatch", lambda: 100.0 + seconds)
    monkeypatch.setitem(app.extensions, "readiness", (100.0, ""))

    answer = browser_of(None).get("/readyz")

    assert answer.get_json() == {"status": said or "ok"}
