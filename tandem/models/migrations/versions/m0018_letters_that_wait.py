"""Find the letters that wait without reading the log of the others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
WAITS = sa.text("sent_at IS NULL AND given_up_at IS NULL")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_index(
        "ix_letter_waiting", "letter", ["id"], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_letter_waiting", table_name="letter")
