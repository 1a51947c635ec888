"""The status of a pair says where it stands and how far each half is

Whatever is missing in the rows is made from the records when the site starts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    with op.batch_alter_table("pair_status", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_begun", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("stands_at_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("next_step", sa.String(24), nullable=True))
        batch_op.add_column(sa.Column("time_zone", sa.String(64), nullable=True))
        batch_op.add_column(sa.Column("road", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Take them back. What they say follows from the records."""
    with op.batch_alter_table("pair_status", schema=None) as batch_op:
        for name in ("road", "time_zone", "next_step", "stands_at_id", "is_begun"):
            batch_op.drop_column(name)
