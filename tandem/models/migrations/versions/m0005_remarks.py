"""Remarks about questions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

POINTS_TO = {
    "person_id": "person.id",
    "module_id": "module.id",
    "revision_id": "revision.id",
    "answered_by_id": "person.id",
}


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "promise",
            sa.Enum(
                "trainers_without_name",
                name="promise",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_remark_{column}"))
            for column, target in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint(
            "person_id",
            "revision_id",
            "question",
            "digest",
            name=op.f("uq_remark_person_id_revision_id_question_digest"),
        ),
    )
    op.create_index(op.f("ix_remark_module_id"), "remark", ["module_id"])
    op.create_index(op.f("ix_remark_person_id"), "remark", ["person_id"])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("remark")
