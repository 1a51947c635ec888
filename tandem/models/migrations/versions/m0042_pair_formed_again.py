"""The same two, formed again, go on in the row of their pair; in another team since a moment"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("pair", sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("pair", sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take them back."""
    op.drop_column("pair", "moved_at")
    op.drop_column("pair", "again_at")
