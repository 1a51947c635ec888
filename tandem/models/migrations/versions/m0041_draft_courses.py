"""Courses that nobody can assign yet, or any more"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

STATES = ("draft", "open", "archived")


def upgrade() -> None:
    """Bring the tables to this revision. Courses that are there are open."""
    op.add_column(
        "course", sa.Column("state", sa.String(24), server_default="open", nullable=False)
    )
    op.create_table(
        "course_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("state", state_column(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_change_course_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_course_change_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_change")),
    )
    op.create_index(op.f("ix_course_change_course_id"), "course_change", ["course_id"])


def state_column() -> sa.Enum:
    """The state to which a course was changed."""
    return sa.Enum(
        *STATES, name="course_changed_to", native_enum=False, create_constraint=True, length=24
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("course_change")
    op.drop_column("course", "state")
