"""When each pair closed a module, and whether the partner has seen it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

TARGETS = {"pair_id": "pair", "module_id": "module", "by_id": "person"}


def upgrade() -> None:
    """Bring the tables to this revision. What was closed before was seen long ago."""
    op.create_table(
        "module_closed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{target}.id"], name=op.f(f"fk_module_closed_{column}")
            )
            for column, target in TARGETS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_closed")),
        sa.UniqueConstraint(
            "pair_id", "module_id", "number", name=op.f("uq_module_closed_pair_id_module_id_number")
        ),
    )
    op.create_index(op.f("ix_module_closed_pair_id"), "module_closed", ["pair_id"])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("module_closed")
