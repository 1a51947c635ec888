"""Does every row outlive the new names of tables and columns (revision 0023), both ways?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select, text
from sqlalchemy.exc import IntegrityError

from tandem.models import schema
from tests.models.conftest import Prepared, engine_in
from tests.models.test_schema import DAY, GIVEN_BEFORE_ROUNDS

TABLES = {
    "standing": "pair_status",
    "opinion": "feedback",
    "sibling": "module_translation",
    "draft": "quiz_draft",
    "giving": "step_answer",
    "giving_shown": "step_answer_shown",
    "addition": "addition",
}
LATER = "'2026-02-03 04:05:06.789012+00:00'"
SECRET = "'Line one\nund „zwei“'"
WRITTEN_BEFORE = (
    *GIVEN_BEFORE_ROUNDS,
    "INSERT INTO standing (pair_id, course_id, team_id, names, pair_state, together, is_running,"
    " due_at, unbegun_since, still_since, sealed_since, renews_at, renewed_due_at) VALUES"
    f" (1, 1, 1, 'b a', 'active', 'waiting_for_rep', (1 = 1), {DAY}, NULL, {LATER}, {DAY},"
    f" {LATER}, NULL)",
    "INSERT INTO opinion (person_id, module_id, edition, team_id, about, answer, promise, at)"
    f" VALUES (1, 1, 1, 1, 'worth', 'rather_no', 'figures_of_five', {DAY}),"
    f" (2, 1, 2, NULL, 'use', 'yes', 'figures_of_five', {LATER})",
    "INSERT INTO sibling (module_id, language, file, problems, checked_sha, withdrawn_at) VALUES"
    f" (1, 'de', 'm.de.md', '[1]', 'sha', NULL), (1, 'fr', 'm.fr.md', '[]', '', {LATER})",
    "INSERT INTO draft (person_id, module_id, revision_id, answers, checked, saved_at)"
    f""" VALUES (1, 1, 1, '{{"q" : ["a"]}}', '["q"]', {DAY})""",
    "INSERT INTO giving (id, pair_id, person_id, module_id, revision_id, step, kind, promise,"
    f" content, number, at) VALUES (7, 1, 2, 1, 1, 's', 'scale', 'apart_and_means', {SECRET}, 2,"
    f" {LATER})",
    f"INSERT INTO giving_shown (giving_id, how, at) VALUES (7, 'early', {LATER})",
    f"INSERT INTO addition (giving_id, text, at) VALUES (1, 'more', {DAY}), (7, {SECRET}, {LATER})",
)


@pytest.fixture
def before(tmp_path: Path, prepared: Prepared) -> Iterator[Engine]:
    """A database as it was before the new names, with rows in each table that gets one."""
    with engine_in(tmp_path, "before", like=prepared("0022", write_before)) as engine:
        yield engine.execution_options(writes=True)


def write_before(connection: Connection) -> None:
    """Bring the tables up to the revision before the new names, and fill them."""
    command.upgrade(schema.config_for(connection), "0022")
    for statement in WRITTEN_BEFORE:
        connection.execute(text(statement))


def rows_of(connection: Connection, name: str) -> list[Mapping[str, Any]]:
    """Every row of a table, as the database keeps it, by the names of its columns."""
    table = Table(name, MetaData(), autoload_with=connection)
    rows = connection.execute(select(table).order_by(*table.primary_key))
    return [dict(row._mapping) for row in rows]


def called_anew(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row under the new names of its columns."""
    return {{"giving_id": "step_answer_id"}.get(name, name): row[name] for name in row}


def without_later(row: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """A row without the columns that came later."""
    return {name: row[name] for name in row if name in before}


def test_every_value_is_there_under_the_new_names_and_after_going_back(before: Engine) -> None:
    with before.begin() as connection:
        old = {name: rows_of(connection, name) for name in TABLES}
        schema.upgrade(connection)
        new = {name: rows_of(connection, name) for name in TABLES.values()}
        left = set(inspect(connection).get_table_names()) & (TABLES.keys() - {"addition"})
        command.downgrade(schema.config_for(connection), "0022")
        back = {name: rows_of(connection, name) for name in TABLES}

    assert all(old.values())
    called = {TABLES[name]: list(map(called_anew, rows)) for name, rows in old.items()}
    assert {
        name: list(map(without_later, rows, called[name])) for name, rows in new.items()
    } == called
    assert left == set()
    assert back == old


def test_what_points_to_a_renamed_table_still_must_find_its_row(before: Engine) -> None:
    with before.begin() as connection:
        schema.upgrade(connection)

    for table, more in (("step_answer_shown", "how"), ("addition", "text")):
        lost = f"INSERT INTO {table} (step_answer_id, {more}, at) VALUES (99, '', {DAY})"
        with pytest.raises(IntegrityError), before.begin() as connection:
            connection.execute(text(lost))


def test_renamed_tables_count_on_from_the_last_number(before: Engine) -> None:
    with before.begin() as connection:
        schema.upgrade(connection)
        connection.execute(
            text(
                "INSERT INTO feedback (person_id, module_id, edition, about, answer, promise, at)"
                f" VALUES (1, 1, 9, 'use', 'no', 'figures_of_five', {DAY})"
            )
        )

        assert [row["id"] for row in rows_of(connection, "feedback")] == [1, 2, 3]


def test_what_a_renamed_table_refused_it_still_refuses(before: Engine) -> None:
    with before.begin() as connection:
        schema.upgrade(connection)

    wrong = ("promise = 'everybody'", "number = 1, person_id = 1", "content = NULL", "pair_id = 99")
    for change in wrong:
        with pytest.raises(IntegrityError), before.begin() as connection:
            connection.execute(text(f"UPDATE step_answer SET {change} WHERE id = 7"))
