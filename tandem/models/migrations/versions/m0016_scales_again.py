"""Scales that are filled in again, with a promise of their own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = "id, pair_id, person_id, module_id, revision_id, step, kind, promise, content, at"
BEFORE = ("own", "pair", "both", "apart")
SINCE = (*BEFORE, "apart_and_means")
ONE_OF = "promise IN ({})"
OLD_KEY = "uq_giving_pair_id_person_id_module_id_step"
KEY = f"{OLD_KEY}_number"
PLACE = ["pair_id", "person_id", "module_id", "step"]


def upgrade() -> None:
    """Bring the tables to this revision."""
    number = sa.Column("number", sa.Integer(), nullable=False, server_default="1")
    if op.get_bind().dialect.name == "sqlite":
        build_anew(SINCE, [number], [*PLACE, "number"], KEY)
        return
    op.add_column("giving", number)
    op.drop_constraint(OLD_KEY, "giving", type_="unique")
    op.create_unique_constraint(KEY, "giving", [*PLACE, "number"])
    check_promise(SINCE)


def downgrade() -> None:
    """Take them back: only first answers stay, and their promise is the narrower one."""
    again = "giving_id IN (SELECT id FROM giving WHERE number > 1)"
    op.execute(f"DELETE FROM giving_shown WHERE {again}")  # noqa: S608 (fixed words)
    op.execute(f"DELETE FROM addition WHERE {again}")  # noqa: S608 (fixed words)
    op.execute("DELETE FROM giving WHERE number > 1")
    op.execute("UPDATE giving SET promise = 'apart' WHERE promise = 'apart_and_means'")
    if op.get_bind().dialect.name == "sqlite":
        build_anew(BEFORE, [], PLACE, OLD_KEY)
        return
    check_promise(BEFORE)
    op.drop_constraint(KEY, "giving", type_="unique")
    op.drop_column("giving", "number")
    op.create_unique_constraint(OLD_KEY, "giving", PLACE)


def check_promise(values: tuple[str, ...]) -> None:
    """Let the table hold these promises."""
    op.drop_constraint(op.f("ck_giving_promise"), "giving", type_="check")
    written = ", ".join(f"'{value}'" for value in values)
    op.create_check_constraint(op.f("ck_giving_promise"), "giving", ONE_OF.format(written))


def build_anew(
    promises: tuple[str, ...], more: list[sa.Column[int]], key: list[str], key_name: str
) -> None:
    """SQLite changes no constraint: make the table anew, and those that point to it."""
    for table in ("addition", "giving_shown"):
        op.execute(f"CREATE TEMPORARY TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608
        op.drop_table(table)
    op.execute("CREATE TEMPORARY TABLE kept_giving AS SELECT * FROM giving")
    op.drop_table("giving")
    giving(promises, more, key, key_name)
    pointing()
    op.execute(f"INSERT INTO giving ({COLUMNS}) SELECT {COLUMNS} FROM kept_giving")  # noqa: S608
    op.execute("INSERT INTO giving_shown SELECT giving_id, how, at FROM kept_giving_shown")
    op.execute("INSERT INTO addition SELECT id, giving_id, text, at FROM kept_addition")
    for table in ("giving", "giving_shown", "addition"):
        op.drop_table(f"kept_{table}")


def giving(
    promises: tuple[str, ...], more: list[sa.Column[int]], key: list[str], key_name: str
) -> None:
    """What the two give."""
    promise = sa.Enum(
        *promises, name="promise", native_enum=False, create_constraint=True, length=24
    )
    op.create_table(
        "giving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("promise", promise, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        *more,
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_giving_{one}_id"))
            for one in ("module", "pair", "person", "revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_giving")),
        sa.UniqueConstraint(*key, name=op.f(key_name)),
    )
    op.create_index(op.f("ix_giving_pair_id"), "giving", ["pair_id"])
    op.create_index(op.f("ix_giving_person_id"), "giving", ["person_id"])


def pointing() -> None:
    """What points to it."""
    op.create_table(
        "addition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giving_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["giving_id"], ["giving.id"], name=op.f("fk_addition_giving_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addition")),
    )
    op.create_index(op.f("ix_addition_giving_id"), "addition", ["giving_id"])
    op.create_table(
        "giving_shown",
        sa.Column("giving_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["giving_id"], ["giving.id"], name=op.f("fk_giving_shown_giving_id")
        ),
        sa.PrimaryKeyConstraint("giving_id", name=op.f("pk_giving_shown")),
    )
