"""When somebody works, and which letters do not wait for it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "work_hours",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(length=7), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_work_hours_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_work_hours")),
    )
    op.add_column(
        "letter",
        sa.Column("at_once", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_column("letter", "at_once")
    op.drop_table("work_hours")
