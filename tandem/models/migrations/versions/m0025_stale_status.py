"""What waits for its status to be made anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision. The rules 0 let the next start make every status anew."""
    op.create_table(
        "stale_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stale_pair")),
    )
    op.create_table(
        "status_sweep",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("after_id", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_sweep")),
    )
    turn = op.create_table(
        "status_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_turn")),
    )
    op.bulk_insert(turn, [{"id": 1, "number": 0, "rules": 0}])


def downgrade() -> None:
    """Take them away."""
    for table in ("status_turn", "status_sweep", "stale_pair"):
        op.drop_table(table)
