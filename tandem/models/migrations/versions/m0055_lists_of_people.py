"""What was chosen for a list of people, and somebody's last day"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column(
        "roster_file",
        sa.Column("heads", sa.String(length=64), nullable=False, server_default=""),
    )
    op.add_column("roster_file", sa.Column("choices", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("leaves_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take them back."""
    op.drop_column("person", "leaves_on")
    op.drop_column("roster_file", "choices")
    op.drop_column("roster_file", "heads")
