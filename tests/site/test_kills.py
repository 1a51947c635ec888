"""Is anything lost or done twice when the site is killed again and again while people save?

Five times in `make test`, fifty in `make long`.
"""

from __future__ import annotations

import sqlite3
import time

import pytest

from tests.site.load import assert_kept, makers
from tests.site.serving import Site

pytestmark = [pytest.mark.each_database, pytest.mark.timeout(3000)]


def test_what_was_said_to_be_saved_outlives_every_kill_and_is_there_once(
    sample: Site, request: pytest.FixtureRequest
) -> None:
    with makers(sample) as everybody:
        for turn in range(request.config.getoption("--kills")):
            # Never at the same moment of their work.
            time.sleep(0.2 + turn % 7 / 10)
            sample.kill()
            sample.start()

    assert_kept(sample, everybody)
    assert damage_in(sample.database) == []


def damage_in(database: str) -> list[str]:
    """What SQLite finds wrong with its file. PostgreSQL looks at its own when it starts."""
    if not database.startswith("sqlite"):
        return []
    with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
        rows += connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return [str(row) for row in rows if row != ("ok",)]
