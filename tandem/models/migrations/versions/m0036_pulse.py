"""What a course asks at its start, at its end and after 90 days"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

COURSES = ("course", "course_translation")


def upgrade() -> None:
    """Bring the tables to this revision."""
    for table in COURSES:
        op.add_column(table, sa.Column("pulse", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "pulse_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        enum("asked", "start", "end", "later"),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        enum("promise", "figures_of_five"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{target}_id"], [f"{target}.id"], name=op.f(f"fk_pulse_answer_{target}_id")
            )
            for target in ("person", "course", "team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_answer")),
        sa.UniqueConstraint(
            "person_id",
            "course_id",
            "round",
            "asked",
            "item",
            name=op.f("uq_pulse_answer_person_id_course_id_round_asked_item"),
        ),
    )
    for column in ("person_id", "course_id", "team_id"):
        op.create_index(op.f(f"ix_pulse_answer_{column}"), "pulse_answer", [column])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("pulse_answer")
    for table in COURSES:
        op.drop_column(table, "pulse")


def enum(name: str, *values: str) -> sa.Column[str]:
    """A column that holds one of these values."""
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
    return sa.Column(name, kind, nullable=False)
