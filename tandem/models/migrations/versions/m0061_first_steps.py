"""Whoever does not want to see their first steps anymore has put them away"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "first_steps_closed",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "beginner",
            sa.Enum(
                "learner",
                "leader",
                "trainer",
                name="beginner",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_first_steps_closed_person_id"),
        ),
        sa.PrimaryKeyConstraint("person_id", "beginner", name=op.f("pk_first_steps_closed")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("first_steps_closed")
