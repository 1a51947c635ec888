"""Databases of one's own: without any table, or as a revision of the migrations left them.

What several tests begin with is made once in a test process, and each gets a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from tandem.models import schema
from tandem.web import db
from tests import emptying
from tests.conftest import DATABASE, process_name

Make = Callable[[Connection], None]
# Gives a database that something was done to, by the name of what was done.
Prepared = Callable[[str, Make], Engine]


@contextmanager
def engine_in(folder: Path, name: str, *, like: Engine | None = None) -> Iterator[Engine]:
    """An engine on a new database without any table, or on a copy of another one."""
    if DATABASE.startswith("sqlite"):
        if like is not None:
            shutil.copy(str(like.url.database), folder / f"{name}.db")
        engine = db.engine_for(f"sqlite:///{folder / name}.db")
        emptying.hurry(engine)
        yield engine
        engine.dispose()
        return
    admin = db.engine_for(DATABASE).execution_options(isolation_level="AUTOCOMMIT")
    own = f"tandem_{name}_{process_name()}"
    template = f' TEMPLATE "{like.url.database}"' if like is not None else ""
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{own}"{template}'))
    engine = db.engine_for(admin.url.set(database=own).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{own}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table."""
    with engine_in(tmp_path, "nothing") as engine:
        yield engine


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """Databases to copy: each is made when it is first asked for."""
    folder, kept = tmp_path_factory.mktemp("prepared"), dict[str, Engine]()
    with ExitStack() as opened:

        def prepare(name: str, make: Make) -> Engine:
            if name not in kept:
                kept[name] = opened.enter_context(engine_in(folder, name))
                with kept[name].execution_options(writes=True).begin() as connection:
                    make(connection)
                # Nobody may be connected to what is copied.
                kept[name].dispose()
            return kept[name]

        yield prepare


@pytest.fixture
def migrated(tmp_path: Path, prepared: Prepared) -> Iterator[Engine]:
    """An engine on a database that was brought up from nothing by all migrations."""
    like = prepared("head", schema.upgrade)
    with engine_in(tmp_path, "migrated", like=like) as engine:
        yield engine
