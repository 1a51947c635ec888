"""What is completed in a role that is asked less does not count for one that is asked more"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

ROLES = ("rep", "support", "leader", "trainer", "admin")


def upgrade() -> None:
    """Bring the tables to this revision. What was completed before counts for every role."""
    role = sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=24)
    with op.batch_alter_table("completion") as table:
        table.add_column(sa.Column("role", role, nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("completion") as table:
        table.drop_constraint("role", type_="check")
        table.drop_column("role")
