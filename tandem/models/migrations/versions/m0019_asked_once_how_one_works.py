"""Who does not want to be asked how they like to work"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "style_put_off",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_style_put_off_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_style_put_off")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("style_put_off")
