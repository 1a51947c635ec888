"""Proposals of a goal that are withdrawn"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    column = sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("goal", column)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("goal", "withdrawn_at")
