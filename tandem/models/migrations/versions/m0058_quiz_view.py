"""Whether a quiz shows somebody one question at a time"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column(
        "person", sa.Column("quiz_view", sa.String(24), server_default="auto", nullable=False)
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_column("person", "quiz_view")
