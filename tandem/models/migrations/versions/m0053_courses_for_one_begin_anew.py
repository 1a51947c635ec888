"""Courses for one that begin anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0051"
branch_labels = None
depends_on = None

RANGE = "renew_months >= 1 AND renew_months <= 36"


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "solo_round_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [to], name=op.f(f"fk_solo_round_done_{name}"))
            for name, to in (("person_id", "person.id"), ("course_id", "course.id"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solo_round_done")),
        sa.UniqueConstraint(
            "person_id",
            "course_id",
            "number",
            name=op.f("uq_solo_round_done_person_id_course_id_number"),
        ),
    )
    op.create_index(op.f("ix_solo_round_done_person_id"), "solo_round_done", ["person_id"])
    with op.batch_alter_table("solo_assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("renew_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("due_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(op.f("ck_solo_assignment_renew_months_in_range"), RANGE)


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("solo_assignment", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_solo_assignment_renew_months_in_range"), type_="check")
        for name in ("moved_at", "due_days", "renew_months"):
            batch_op.drop_column(name)
    op.drop_index(op.f("ix_solo_round_done_person_id"), "solo_round_done")
    op.drop_table("solo_round_done")
