"""When a date was last moved, for calendars; and what a form said, to tell a repeat from another"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("assignment", sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "form_sent", sa.Column("said", sa.String(length=64), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("form_sent", schema=None) as batch_op:
        batch_op.drop_column("said")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("moved_at")
