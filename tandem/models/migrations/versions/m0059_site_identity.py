"""A site has a name, a logo, colours and words of its own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "site_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("colors", sa.Text(), nullable=False),
        sa.Column("logo_sha", sa.String(length=64), nullable=False),
        sa.Column("logo_type", sa.String(length=20), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_identity")),
        sa.UniqueConstraint("turn", name=op.f("uq_site_identity_turn")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("site_identity")
