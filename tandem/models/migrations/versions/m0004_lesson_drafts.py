"""Lesson drafts, and since when a file is broken"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    with op.batch_alter_table("module", schema=None) as batch_op:
        batch_op.add_column(sa.Column("broken_since", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "lesson_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("file_of", sa.String(length=120), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("tab", sa.String(length=64), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_lesson_draft_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_draft_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_draft")),
        sa.UniqueConstraint(
            "person_id",
            "course_id",
            "file_of",
            name=op.f("uq_lesson_draft_person_id_course_id_file_of"),
        ),
    )
    with op.batch_alter_table("lesson_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_draft_course_id"), ["course_id"])
        batch_op.create_index(batch_op.f("ix_lesson_draft_person_id"), ["person_id"])


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table("lesson_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_draft_person_id"))
        batch_op.drop_index(batch_op.f("ix_lesson_draft_course_id"))

    op.drop_table("lesson_draft")
    with op.batch_alter_table("module", schema=None) as batch_op:
        batch_op.drop_column("broken_since")
