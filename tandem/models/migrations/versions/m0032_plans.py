"""What people say of their plans"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "plan_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("step_answer_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        enum("asked", "after_two", "after_ten"),
        enum("said", "did_it", "not_yet", "changed"),
        enum("promise", "figures_of_five"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{target}_id"], [f"{target}.id"], name=op.f(f"fk_plan_answer_{target}_id")
            )
            for target in ("person", "step_answer", "team", "module")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_answer")),
        sa.UniqueConstraint(
            "step_answer_id", "asked", name=op.f("uq_plan_answer_step_answer_id_asked")
        ),
    )
    for column in ("person_id", "team_id", "module_id"):
        op.create_index(op.f(f"ix_plan_answer_{column}"), "plan_answer", [column])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("plan_answer")


def enum(name: str, *values: str) -> sa.Column[str]:
    """A column that holds one of these values."""
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
    return sa.Column(name, kind, nullable=False)
