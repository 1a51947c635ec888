"""Modules in order, and courses that close after their date"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

SWITCHES = ("in_order", "closes")


def upgrade() -> None:
    """Bring the tables to this revision. Both are off for what is given already."""
    for name in SWITCHES:
        op.add_column(
            "assignment",
            sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False),
        )


def downgrade() -> None:
    """Take them back."""
    for name in SWITCHES:
        op.drop_column("assignment", name)
