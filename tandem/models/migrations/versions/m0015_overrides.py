"""Halves that a leader set complete"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
BEFORE = ("course_id", "edition")
AFTER = (*BEFORE, "set_complete")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "override",
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "promise",
            sa.Enum(
                "learner_and_leaders",
                name="override_promise",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["pair_completion.id"],
            name=op.f("fk_override_completion_id"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_override_by_id")),
        sa.PrimaryKeyConstraint("completion_id", name=op.f("pk_override")),
    )
    column = sa.Column("set_complete", sa.Integer(), server_default="0", nullable=False)
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(column)
        for owner in ("pair_id", "person_id"):
            batch_op.drop_constraint(f"uq_certificate_{owner}_{'_'.join(BEFORE)}", type_="unique")
            name = op.f(f"uq_certificate_{owner}_{'_'.join(AFTER)}")
            batch_op.create_unique_constraint(name, [owner, *AFTER])


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        for owner in ("pair_id", "person_id"):
            batch_op.drop_constraint(f"uq_certificate_{owner}_{'_'.join(AFTER)}", type_="unique")
            name = op.f(f"uq_certificate_{owner}_{'_'.join(BEFORE)}")
            batch_op.create_unique_constraint(name, [owner, *BEFORE])
        batch_op.drop_column("set_complete")
    op.drop_table("override")
