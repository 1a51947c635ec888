"""That an account is erased is written down, and nobody waits for its answer"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

NOWHERE = "%@erased.invalid"
MOMENT = sa.DateTime(timezone=True)
person = sa.table("person", sa.column("id"), sa.column("email"), sa.column("erased_at", MOMENT))
entry = sa.table("audit_entry", sa.column("subject_id"), sa.column("act"), sa.column("at", MOMENT))
invitation = sa.table(
    "invitation",
    *(sa.column(name) for name in ("person_id", "answer")),
    sa.column("answered_at", MOMENT),
)


def upgrade() -> None:
    """Bring the tables to this revision. When somebody was erased the log says, as long as it is
    kept; where it no longer does, they count as erased now."""
    op.add_column("person", sa.Column("erased_at", MOMENT))
    connection, now = op.get_bind(), datetime.now(UTC)
    said = sa.select(sa.func.max(entry.c.at)).where(
        entry.c.subject_id == person.c.id, entry.c.act == "erased"
    )
    erased = person.c.email.like(NOWHERE)
    connection.execute(
        sa.update(person)
        .where(erased)
        .values(erased_at=sa.func.coalesce(said.scalar_subquery(), now, type_=MOMENT))
    )
    connection.execute(
        sa.update(invitation)
        .where(invitation.c.answer.is_(None))
        .where(invitation.c.person_id.in_(sa.select(person.c.id).where(erased)))
        .values(answer="withdrawn", answered_at=now)
    )


def downgrade() -> None:
    """Take the column back: where their mail would go still tells who is erased."""
    op.drop_column("person", "erased_at")
