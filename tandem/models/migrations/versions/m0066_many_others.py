"""A page reads no row of other people and pairs"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

OF_A_PAIR = text("pair_id IS NOT NULL")
TWO_COLUMNS = (
    ("pair_step_done", "module_id", "pair_id"),
    ("pair_step_done", "person_id", "module_id"),
    ("pair_completion", "module_id", "pair_id"),
    ("pair_completion", "person_id", "module_id"),
    ("written_text", "module_id", "person_id"),
)
# Those with which a new index or a rule that says what is unique begins.
ONE_COLUMN = (
    ("pair_step_done", "module_id"),
    ("pair_step_done", "pair_id"),
    ("pair_completion", "module_id"),
    ("pair_completion", "pair_id"),
    ("written_text", "module_id"),
)


def upgrade() -> None:
    """Bring the tables to this revision."""
    for table, first, second in TWO_COLUMNS:
        op.create_index(f"ix_{table}_{first}_{second}", table, [first, second])
    for table, column in ONE_COLUMN:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_index("ix_assignment_pair_id", "assignment")
    op.create_index(
        "ix_assignment_pair_id", "assignment", ["pair_id"],
        sqlite_where=OF_A_PAIR, postgresql_where=OF_A_PAIR,
    )  # fmt: skip
    op.create_index(
        "ix_person_sample", "person", ["id"],
        sqlite_where=text("is_sample = 1"), postgresql_where=text("is_sample"),
    )  # fmt: skip


def downgrade() -> None:
    """Take them back."""
    op.drop_index("ix_person_sample", "person")
    op.drop_index("ix_assignment_pair_id", "assignment")
    op.create_index("ix_assignment_pair_id", "assignment", ["pair_id"])
    for table, column in ONE_COLUMN:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table, first, second in TWO_COLUMNS:
        op.drop_index(f"ix_{table}_{first}_{second}", table)
