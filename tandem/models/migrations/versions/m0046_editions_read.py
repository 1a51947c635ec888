"""Who has read what changed in a module they had finished"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "edition_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{target}_id"], [f"{target}.id"], name=op.f(f"fk_edition_read_{target}_id")
            )
            for target in ("person", "module")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_read")),
        sa.UniqueConstraint(
            "person_id",
            "module_id",
            "edition",
            name=op.f("uq_edition_read_person_id_module_id_edition"),
        ),
    )
    for column in ("person_id", "module_id"):
        op.create_index(op.f(f"ix_edition_read_{column}"), "edition_read", [column])


def downgrade() -> None:
    """Take them back."""
    op.drop_table("edition_read")
