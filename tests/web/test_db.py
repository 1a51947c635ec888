"""What does an error of the database tell?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError


def test_nobody_reads_in_a_log_what_somebody_wrote_when_the_database_fails(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("INSERT INTO nowhere (said) VALUES (:said)"), {"said": "SECRET"})

    assert "nowhere" in str(failed.value)
    assert "SECRET" not in str(failed.value)
