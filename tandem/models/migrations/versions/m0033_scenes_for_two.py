"""The ways that two take through a scene for two"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tandem.models.base import UTCDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

POINTS_TO = {
    "pair_id": "pair",
    "module_id": "module",
    "revision_id": "revision",
    "again_by_id": "person",
}
ONCE = ("pair_id", "module_id", "step", "number")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "scene_way",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("again_by_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_scene_way_{name}"))
            for name, table in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scene_way")),
        sa.UniqueConstraint(*ONCE, name=op.f(f"uq_scene_way_{'_'.join(ONCE)}")),
    )
    op.create_index(op.f("ix_scene_way_pair_id"), "scene_way", ["pair_id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("scene_way")
