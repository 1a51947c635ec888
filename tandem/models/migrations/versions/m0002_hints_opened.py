"""Hints that were opened"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "hint_opened",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_hint_opened_module_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hint_opened_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_hint_opened_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hint_opened")),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "number",
            "question",
            name=op.f("uq_hint_opened_person_id_module_id_number_question"),
        ),
    )
    op.create_index(op.f("ix_hint_opened_module_id"), "hint_opened", ["module_id"])
    op.create_index(op.f("ix_hint_opened_person_id"), "hint_opened", ["person_id"])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("hint_opened")
