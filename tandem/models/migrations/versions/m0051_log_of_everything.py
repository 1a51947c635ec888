"""The log says what an act was about, and whom else; marks of settings tell which have changed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("audit_entry", sa.Column("other_id", sa.Integer(), nullable=True))
    op.add_column(
        "audit_entry",
        sa.Column("about", sa.String(length=200), nullable=False, server_default=""),
    )
    op.create_index(op.f("ix_audit_entry_other_id"), "audit_entry", ["other_id"])
    op.create_table(
        "setting_mark",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting_mark")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("setting_mark")
    op.drop_index(op.f("ix_audit_entry_other_id"), "audit_entry")
    op.drop_column("audit_entry", "about")
    op.drop_column("audit_entry", "other_id")
