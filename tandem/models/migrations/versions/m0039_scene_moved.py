"""When somebody last moved in a scene for two"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision. Of a way that is there it is not known."""
    op.add_column("scene_way", sa.Column("moved_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take them back."""
    op.drop_column("scene_way", "moved_at")
