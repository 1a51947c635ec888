"""Who is there when it is no longer a habit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "site_contact",
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_site_contact")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("site_contact")
