"""Courses that are done again in rounds"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
# What may be there once for each of these, and from now on once in each round.
ONCE = {
    "step_done": ("person_id", "module_id", "step"),
    "completion": ("person_id", "module_id"),
    "pair_step_done": ("pair_id", "person_id", "module_id", "step"),
    "pair_completion": ("pair_id", "person_id", "module_id"),
}
POINTING = {"pair_completion": ("override",)}
CERTIFIED = ("course_id", "edition", "set_complete")
CERTIFIED_IN_ROUND = ("course_id", "round", "edition", "set_complete")
RANGE = "renew_months >= 1 AND renew_months <= 36"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "round_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_round_done_course_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_round_done_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_done")),
        sa.UniqueConstraint(
            "pair_id", "course_id", "number", name=op.f("uq_round_done_pair_id_course_id_number")
        ),
    )
    op.create_index(op.f("ix_round_done_pair_id"), "round_done", ["pair_id"])
    for table, columns in ONCE.items():
        number = sa.Column("number", sa.Integer(), server_default="1", nullable=False)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(number)
        change_once(table, columns, (*columns, "number"))
    add_round_to_certificates()
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("renew_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_days", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_assignment_renew_months_in_range"), RANGE)
    for name in ("renews_at", "renewed_due_at"):
        op.add_column("standing", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


@contextmanager
def set_aside(table: str) -> Iterator[None]:
    """On SQLite a copy takes the place of a table: what points to it is put aside meanwhile."""
    pointing = POINTING.get(table, ()) if op.get_bind().dialect.name == "sqlite" else ()
    for name in pointing:
        op.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")  # noqa: S608
        op.execute(f"DELETE FROM {name}")  # noqa: S608
    yield
    for name in pointing:
        op.execute(f"INSERT INTO {name} SELECT * FROM kept_{name}")  # noqa: S608
        op.execute(f"DROP TABLE kept_{name}")


def change_once(table: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let other columns name what may be there once."""
    with set_aside(table), op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(f"uq_{table}_{'_'.join(before)}", type_="unique")
        batch_op.create_unique_constraint(op.f(f"uq_{table}_{'_'.join(after)}"), list(after))


def add_round_to_certificates() -> None:
    """A certificate for each round."""
    column = sa.Column("round", sa.Integer(), server_default="1", nullable=False)
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(column)
    for owner in ("pair_id", "person_id"):
        change_once("certificate", (owner, *CERTIFIED), (owner, *CERTIFIED_IN_ROUND))


def downgrade() -> None:
    """Take them back."""
    for name in ("renewed_due_at", "renews_at"):
        op.drop_column("standing", name)
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_assignment_renew_months_in_range"), type_="check")
        batch_op.drop_column("due_days")
        batch_op.drop_column("renew_months")
    for owner in ("pair_id", "person_id"):
        change_once("certificate", (owner, *CERTIFIED_IN_ROUND), (owner, *CERTIFIED))
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_column("round")
    for table, columns in ONCE.items():
        change_once(table, (*columns, "number"), columns)
        with set_aside(table), op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("number")
    op.drop_index(op.f("ix_round_done_pair_id"), "round_done")
    op.drop_table("round_done")
