"""Pairs are counted along an index"""

from __future__ import annotations

from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

COLUMNS = [
    "course_id", "pair_state", "together", "is_begun", "stands_at_id",
    "team_id", "is_running", "due_at", "renews_at",
    "unbegun_since", "still_since", "sealed_since",
]  # fmt: skip


def upgrade() -> None:
    """Bring the tables to this revision. The new index begins with the column of the old one."""
    op.create_index("ix_pair_status_counted", "pair_status", COLUMNS)
    op.drop_index("ix_pair_status_course_id", "pair_status")


def downgrade() -> None:
    """Take them back."""
    op.create_index("ix_pair_status_course_id", "pair_status", ["course_id"])
    op.drop_index("ix_pair_status_counted", "pair_status")
