"""What people say of a module after finishing it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("about", one_of("about", "worth", "use"), nullable=False),
        sa.Column(
            "answer", one_of("answer", "yes", "rather_yes", "rather_no", "no"), nullable=False
        ),
        sa.Column("promise", one_of("promise", "figures_of_five"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_opinion_{one}_id"))
            for one in ("module", "person", "team")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "edition",
            "about",
            name=op.f("uq_opinion_person_id_module_id_edition_about"),
        ),
    )
    for column in ("module_id", "person_id", "team_id"):
        op.create_index(op.f(f"ix_opinion_{column}"), "opinion", [column])


def one_of(name: str, *values: str) -> sa.Enum:
    """A column that holds one of these words."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def downgrade() -> None:
    """Take them back."""
    op.drop_table("opinion")
