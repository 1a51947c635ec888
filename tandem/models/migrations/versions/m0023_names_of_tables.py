"""Tables and columns that are called what they hold

PostgreSQL renames a table with all that belongs to it. SQLite cannot rename a constraint: there
each table is made anew from what the old one says of itself, and its rows are copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None
# What points to a table stands after it. The last keeps its name, and gets a column's new one.
TABLES = {
    "standing": "pair_status",
    "opinion": "feedback",
    "sibling": "module_translation",
    "draft": "quiz_draft",
    "giving": "step_answer",
    "giving_shown": "step_answer_shown",
    "addition": "addition",
}
COLUMNS = {"giving_id": "step_answer_id"}


def upgrade() -> None:
    """Bring the tables to this revision. Every row stays."""
    rename(TABLES, COLUMNS)


def downgrade() -> None:
    """Give the old names back. Every row stays."""
    rename(
        {new: old for old, new in TABLES.items()},
        {new: old for old, new in COLUMNS.items()},
    )


def rename(tables: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Rename tables and columns, and whatever carries their names."""
    if op.get_bind().dialect.name == "sqlite":
        build_anew(tables, columns)
        return
    for old, new in tables.items():
        alter(old, new, columns)


def renamed(name: str, old: str, new: str, columns: Mapping[str, str]) -> str:
    """The new name of a constraint or an index: `fk_giving_pair_id` has its table's name in it.

    A name that has not was given by somebody else, and stays.
    """
    kind, rest = name[:3], name[3:]
    if rest != old and not rest.startswith(f"{old}_"):
        return name
    rest = rest.removeprefix(old)
    for before, since in columns.items():
        rest = rest.replace(f"_{before}", f"_{since}")
    return f"{kind}{new}{rest}"


def alter(old: str, new: str, columns: Mapping[str, str]) -> None:
    """Rename a table of PostgreSQL with its columns, constraints, indexes and sequence."""
    inspector = sa.inspect(op.get_bind())
    present = [column["name"] for column in inspector.get_columns(old)]
    constraints = list(constraints_of(inspector, old))
    indexes = [
        str(index["name"])
        for index in inspector.get_indexes(old)
        if "duplicates_constraint" not in index
    ]
    if old != new:
        op.rename_table(old, new)
        if f"{old}_id_seq" in inspector.get_sequence_names():
            op.execute(f"ALTER SEQUENCE {old}_id_seq RENAME TO {new}_id_seq")
    for name in present:
        if name in columns:
            op.alter_column(new, name, new_column_name=columns[name])
    quoted = op.get_bind().dialect.identifier_preparer.quote
    for name in constraints:
        if (since := renamed(name, old, new, columns)) != name:
            change = f"RENAME CONSTRAINT {quoted(name)} TO {quoted(since)}"
            op.execute(f"ALTER TABLE {new} {change}")
    for name in indexes:
        if (since := renamed(name, old, new, columns)) != name:
            op.execute(f"ALTER INDEX {quoted(name)} RENAME TO {quoted(since)}")


def constraints_of(inspector: sa.Inspector, table: str) -> Iterator[str]:
    """The names of a table's keys and checks."""
    yield str(inspector.get_pk_constraint(table)["name"])
    for one in (
        *inspector.get_foreign_keys(table),
        *inspector.get_unique_constraints(table),
        *inspector.get_check_constraints(table),
    ):
        yield str(one["name"])


def build_anew(tables: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Make SQLite's tables anew, copy their rows, and drop the old ones."""
    places = {old: old if old != new else f"old_{old}" for old, new in tables.items()}
    for old, place in places.items():
        if old != place:
            op.rename_table(old, place)
    inspector = sa.inspect(op.get_bind())
    indexes = {old: inspector.get_indexes(place) for old, place in places.items()}
    for old, new in tables.items():
        op.create_table(new, *parts_of(inspector, places[old], old, tables, columns))
        names = [column["name"] for column in inspector.get_columns(places[old])]
        copy(places[old], new, names, columns)
    for place in reversed(places.values()):
        op.drop_table(place)
    for old, new in tables.items():
        for index in indexes[old]:
            name = op.f(renamed(str(index["name"]), old, new, columns))
            of = after([str(column) for column in index["column_names"]], columns)
            op.create_index(name, new, of, unique=bool(index["unique"]))


def parts_of(
    inspector: sa.Inspector,
    place: str,
    old: str,
    tables: Mapping[str, str],
    columns: Mapping[str, str],
) -> Iterator[Any]:
    """The columns and constraints of a table that is now at `place`, under their new names."""

    def called(one: Mapping[str, Any]) -> str:
        return op.f(renamed(one["name"], old, tables[old], columns))

    for column in inspector.get_columns(place):
        default = column["default"]
        yield sa.Column(
            columns.get(column["name"], column["name"]),
            column["type"],
            nullable=column["nullable"],
            server_default=sa.text(default) if default is not None else None,
        )
    key = inspector.get_pk_constraint(place)
    yield sa.PrimaryKeyConstraint(*after(key["constrained_columns"], columns), name=called(key))
    for way in inspector.get_foreign_keys(place):
        to = tables.get(way["referred_table"], way["referred_table"])
        yield sa.ForeignKeyConstraint(
            after(way["constrained_columns"], columns),
            [f"{to}.{name}" for name in way["referred_columns"]],
            name=called(way),
            **way["options"],
        )
    for one in inspector.get_unique_constraints(place):
        yield sa.UniqueConstraint(*after(one["column_names"], columns), name=called(one))
    for check in inspector.get_check_constraints(place):
        yield sa.CheckConstraint(check["sqltext"], name=called(check))


def after(names: list[str], columns: Mapping[str, str]) -> list[str]:
    """The names of columns as they are afterwards."""
    return [columns.get(name, name) for name in names]


def copy(place: str, new: str, names: list[str], columns: Mapping[str, str]) -> None:
    """Take every row over."""
    rows = sa.table(place, *map(sa.column, names))
    into = sa.table(new, *map(sa.column, after(names, columns)))
    op.execute(into.insert().from_select(after(names, columns), sa.select(*rows.c)))
