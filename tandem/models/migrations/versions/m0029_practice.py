"""A scene to practice is a step of a module"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tandem.models.base import UTCDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

POINTS_TO = ("person", "module", "revision")


def upgrade() -> None:
    """Bring the tables to this revision."""
    allow("'read', 'practice', 'quiz'")
    op.create_table(
        "practice",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in keys()),
        sa.Column(
            "role",
            sa.Enum(
                *("rep", "support", "leader", "trainer", "admin"),
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("begun_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("saved_at", UTCDateTime(timezone=True), nullable=False),
        *constraints("practice", "person_id", "module_id", "role"),
    )
    op.create_table(
        "first_choice",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in keys()),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("scene", sa.String(length=80), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("leads_to", sa.String(length=80), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        *constraints("first_choice", "person_id", "module_id", "part", "scene"),
    )
    for table in ("practice", "first_choice"):
        for name in ("person_id", "module_id"):
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def downgrade() -> None:
    """Take them away, and what was done in them: the check before knows no such step."""
    op.execute("DELETE FROM step_done WHERE step = 'practice'")
    for table in ("first_choice", "practice"):
        op.drop_table(table)
    allow("'read', 'quiz'")


def allow(steps: str) -> None:
    """Let these steps be done alone, and no others."""
    with op.batch_alter_table("step_done", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_step_done_step"), type_="check")
        batch_op.create_check_constraint(op.f("ck_step_done_step"), f"step IN ({steps})")


def keys() -> list[str]:
    """The columns that say which row this is, and what it points to."""
    return ["id", *(f"{name}_id" for name in POINTS_TO)]


def constraints(table: str, *alone: str) -> list[sa.Constraint]:
    """The keys of a table, and what stands in it once."""
    pointing = (
        sa.ForeignKeyConstraint([f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_{table}_{name}_id"))
        for name in POINTS_TO
    )
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *pointing,
        sa.UniqueConstraint(*alone, name=op.f(f"uq_{table}_{'_'.join(alone)}")),
    ]
