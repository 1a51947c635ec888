"""How people like to work"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "best_of",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("promise", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_best_of_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_best_of_person_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_best_of_team_id")),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_best_of")),
    )
    with op.batch_alter_table("best_of", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_best_of_person_id"), ["person_id"], unique=False)

    op.create_table(
        "working_style",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "likes",
            sa.Enum(
                "yes",
                "sometimes",
                "no",
                name="likes",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "rhythm",
            sa.Enum(
                "early",
                "late",
                "any",
                name="rhythm",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "talk",
                "write",
                "any",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "planning",
            sa.Enum(
                "ahead",
                "at_once",
                "any",
                name="planning",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("may_be_used", sa.Boolean(), nullable=False),
        sa.Column("promise", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "seats >= 1 AND seats <= 5", name=op.f("ck_working_style_seats_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_working_style_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_working_style")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("working_style")
    with op.batch_alter_table("best_of", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_best_of_person_id"))

    op.drop_table("best_of")
