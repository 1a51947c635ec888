"""Courses for one: given to a person, or to whoever has a role in a team"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

LIVE = "withdrawn_at IS NULL"
ROLES = ("rep", "support", "leader", "trainer", "admin")


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "solo_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(role IS NULL) <> (person_id IS NULL)",
            name=op.f("ck_solo_assignment_role_or_person"),
        ),
        *(
            sa.ForeignKeyConstraint([name], [to], name=op.f(f"fk_solo_assignment_{name}"))
            for name, to in (
                ("course_id", "course.id"),
                ("team_id", "team.id"),
                ("person_id", "person.id"),
                ("by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solo_assignment")),
    )
    for name in ("course_id", "team_id", "person_id"):
        op.create_index(op.f(f"ix_solo_assignment_{name}"), "solo_assignment", [name])
    for whom, column in (("person", "person_id"), ("role", "role")):
        live = sa.text(f"{column} IS NOT NULL AND {LIVE}")
        op.create_index(
            f"uq_solo_assignment_{whom}",
            "solo_assignment",
            ["course_id", "team_id", column],
            unique=True,
            sqlite_where=live,
            postgresql_where=live,
        )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("solo_assignment")
