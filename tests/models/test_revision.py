"""At which revision are the tables? Said without Alembic, and as Alembic says it."""

from __future__ import annotations

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from tandem.models import revision, schema


def test_the_files_are_the_line_that_alembic_walks(migrated: Engine) -> None:
    with migrated.connect() as connection:
        config: Config = schema.config_for(connection)
    scripts = ScriptDirectory.from_config(config)

    walked = [script.revision for script in scripts.walk_revisions()]

    assert len(walked) >= 60
    assert list(revision.revisions()) == walked[::-1]
    assert scripts.get_heads() == [revision.revisions()[-1]]


def test_the_tables_say_what_alembic_reads_in_them(migrated: Engine) -> None:
    with migrated.connect() as connection:
        read = MigrationContext.configure(connection).get_current_revision()

        assert revision.revision_of(connection) == read == revision.revisions()[-1]


def test_without_tables_there_is_no_revision(nothing: Engine) -> None:
    with nothing.connect() as connection:
        assert revision.revision_of(connection) == ""
        assert revision.fault(connection).startswith("the database has no tables")
