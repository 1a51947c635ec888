"""Texts that are written for a question, and compared"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

PROMISES = ("own", "pair", "both", "apart", "apart_and_means")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "written_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        enum("promise", *PROMISES),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ticks", sa.Text(), nullable=True),
        enum("ticks_promise", "figures_of_five", nullable=True),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(promise = 'pair') = (pair_id IS NOT NULL)",
            name=op.f("ck_written_text_read_by_whom"),
        ),
        *points_to("written_text", "person", "module", "revision", "pair"),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "question",
            "number",
            name=op.f("uq_written_text_person_id_module_id_question_number"),
        ),
    )
    for column in ("person_id", "module_id", "pair_id"):
        op.create_index(op.f(f"ix_written_text_{column}"), "written_text", [column])
    op.create_table(
        "written_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        *points_to("written_draft", "person", "module"),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "question",
            name=op.f("uq_written_draft_person_id_module_id_question"),
        ),
    )
    for column in ("person_id", "module_id"):
        op.create_index(op.f(f"ix_written_draft_{column}"), "written_draft", [column])
    op.create_table(
        "written_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("written_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        enum("promise", *PROMISES),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["written_id"], ["written_text.id"], name=op.f("fk_written_reply_written_id")
        ),
        *points_to("written_reply", "person"),
        sa.UniqueConstraint("written_id", name=op.f("uq_written_reply_written_id")),
    )
    op.create_index(op.f("ix_written_reply_person_id"), "written_reply", ["person_id"])


def downgrade() -> None:
    """Take them back."""
    for table in ("written_reply", "written_draft", "written_text"):
        op.drop_table(table)


def points_to(table: str, *targets: str) -> list[sa.Constraint]:
    """The primary key of a table, and the tables that it points to."""
    keys: list[sa.Constraint] = [
        sa.ForeignKeyConstraint(
            [f"{target}_id"], [f"{target}.id"], name=op.f(f"fk_{table}_{target}_id")
        )
        for target in targets
    ]
    return [*keys, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def enum(name: str, *values: str, nullable: bool = False) -> sa.Column[str]:
    """A column that holds one of these values."""
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
    return sa.Column(name, kind, nullable=nullable)
