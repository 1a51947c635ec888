"""Attempts that a leader gave beyond those a lesson allows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "attempt_granted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_attempt_granted_{column}"))
            for column, target in (
                ("person_id", "person.id"),
                ("module_id", "module.id"),
                ("by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt_granted")),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "number",
            name=op.f("uq_attempt_granted_person_id_module_id_number"),
        ),
    )
    for column in ("person_id", "module_id"):
        op.create_index(op.f(f"ix_attempt_granted_{column}"), "attempt_granted", [column])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("attempt_granted")
