"""Questions of finished modules come back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLE = "refresher_answer"
POINTS_TO = {
    "guess_id": "refresher_answer",
    "module_id": "module",
    "pair_id": "pair",
    "person_id": "person",
    "revision_id": "revision",
    "team_id": "team",
}


def upgrade() -> None:
    """Bring the tables to this revision."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(f"{name}_id", sa.Integer(), nullable=False)
            for name in ("person", "module", "revision")
        ),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column(
            "role", one_of("role", "rep", "support", "leader", "trainer", "admin"), nullable=False
        ),
        sa.Column("face", one_of("face", "own", "other"), nullable=False),
        *(
            sa.Column(f"{name}_id", sa.Integer(), nullable=True)
            for name in ("pair", "guess", "team")
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "promise",
            one_of("promise", "own", "figures_of_five", "both", "both_and_figures"),
            nullable=False,
        ),
        sa.Column("learned_at", moment, nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("due_at", moment, nullable=True),
        sa.Column("estimated_seconds", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        *checks(),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, table in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("guess_id", name=op.f(f"uq_{TABLE}_guess_id")),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "question",
            "face",
            "number",
            name=op.f(f"uq_{TABLE}_person_id_module_id_question_face_number"),
        ),
    )
    for column in ("module_id", "pair_id", "person_id", "team_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    op.create_table(
        "refresher_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("wants", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_refresher_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_refresher_choice")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("has_refresher", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def checks() -> tuple[sa.CheckConstraint, ...]:
    """What every answer keeps to."""
    return (
        sa.CheckConstraint(
            "face = 'own' OR pair_id IS NOT NULL", name=op.f(f"ck_{TABLE}_guess_has_pair")
        ),
        sa.CheckConstraint(
            "guess_id IS NULL OR (face = 'own' AND pair_id IS NOT NULL)",
            name=op.f(f"ck_{TABLE}_opens_in_pair"),
        ),
        sa.CheckConstraint(
            "face = 'other' OR (\"right\" IS NOT NULL AND due_at IS NOT NULL"
            " AND stability IS NOT NULL AND difficulty IS NOT NULL)",
            name=op.f(f"ck_{TABLE}_own_is_marked"),
        ),
    )


def one_of(name: str, *values: str) -> sa.Enum:
    """A column that holds one of these words."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_column("has_refresher")
    op.drop_table("refresher_choice")
    op.drop_table(TABLE)
