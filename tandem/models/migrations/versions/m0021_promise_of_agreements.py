"""Who will read an agreement, as it was said before it was written"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision. Whatever was agreed on so far was promised to the two."""
    promise = sa.Column("promise", sa.String(length=24), nullable=False, server_default="pair")
    op.add_column("agreement_version", promise)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("agreement_version", "promise")
