"""Standings of pairs in courses, made from the records"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KIND = {"native_enum": False, "create_constraint": True, "length": 24}
PAIR_STATES = ("proposed", "active", "paused", "ended")
TOGETHER = ("nobody_yet", "waiting_for_rep", "waiting_for_support", "both_done")


def upgrade() -> None:
    """Bring the tables to this revision. `flask prepare` fills the table."""
    op.create_table(
        "standing",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("names", sa.String(length=840), nullable=False),
        sa.Column(
            "pair_state",
            sa.Enum(
                *PAIR_STATES, name="state", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column(
            "together",
            sa.Enum(
                *TOGETHER, name="together", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("is_running", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unbegun_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("still_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["pair.id"], name=op.f("fk_standing_pair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_standing_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_standing_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pair_id", "course_id", name=op.f("pk_standing")),
    )
    op.create_index("ix_standing_names", "standing", ["names", "pair_id"])
    op.create_index("ix_standing_team_id", "standing", ["team_id"])
    op.create_index(op.f("ix_standing_course_id"), "standing", ["course_id"])


def downgrade() -> None:
    """Take the table back; nothing is lost with it."""
    op.drop_table("standing")
