"""A database of one's own, without any table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tandem.web import db
from tests.conftest import DATABASE


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table."""
    if DATABASE.startswith("sqlite"):
        engine = db.engine_for(f"sqlite:///{tmp_path / 'nothing.db'}")
        yield engine
        engine.dispose()
        return
    admin = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    name = f"tandem_schema_{tmp_path.parent.name}_{tmp_path.name}".replace("-", "_").lower()[:60]
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine = db.engine_for(admin.url.set(database=name).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}"'))
    admin.dispose()
