"""Shared goals"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "goal_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_goal_measure_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_measure")),
        sa.UniqueConstraint(
            "pair_id", "name", "unit", name=op.f("uq_goal_measure_pair_id_name_unit")
        ),
    )
    with op.batch_alter_table("goal_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_measure_pair_id"), ["pair_id"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column(
            "better",
            sa.Enum(
                "higher",
                "lower",
                name="better",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("baseline_from", sa.Date(), nullable=False),
        sa.Column("baseline_to", sa.Date(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("share_percent", sa.Double(), nullable=False),
        sa.Column("share_text", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("baseline_from <= baseline_to", name=op.f("ck_goal_baseline_in_order")),
        sa.CheckConstraint(
            "share_percent >= 0 AND share_percent <= 100", name=op.f("ck_goal_share_of_all")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_goal_by_id")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["goal_measure.id"], name=op.f("fk_goal_measure_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_goal_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("pair_id", "number", name=op.f("uq_goal_pair_id_number")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_measure_id"), ["measure_id"], unique=False)

    op.create_table(
        "goal_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_goal_reading_by_id")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["goal_measure.id"], name=op.f("fk_goal_reading_measure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_reading")),
    )
    with op.batch_alter_table("goal_reading", schema=None) as batch_op:
        batch_op.create_index("ix_goal_reading_measure_day", ["measure_id", "day"], unique=False)

    op.create_table(
        "goal_yes",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_yes_goal_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_goal_yes_person_id")),
        sa.PrimaryKeyConstraint("goal_id", "person_id", name=op.f("pk_goal_yes")),
    )
    with op.batch_alter_table("goal_yes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_yes_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("goal_yes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_yes_person_id"))

    op.drop_table("goal_yes")
    with op.batch_alter_table("goal_reading", schema=None) as batch_op:
        batch_op.drop_index("ix_goal_reading_measure_day")

    op.drop_table("goal_reading")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_measure_id"))

    op.drop_table("goal")
    with op.batch_alter_table("goal_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_measure_pair_id"))

    op.drop_table("goal_measure")
