"""Where the name of somebody stood who is erased, a sign stands and no words of one language"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

SIGN = "\x7f"
person = sa.table(
    "person",
    *(sa.column(name) for name in ("id", "given_name", "surname", "folded_name")),
    sa.column("erased_at", sa.DateTime(timezone=True)),
)
invitation = sa.table(
    "invitation", *(sa.column(name) for name in ("person_id", "given_name", "surname"))
)
pair = sa.table("pair", *(sa.column(name) for name in ("id", "rep_id", "support_id")))
stale_pair = sa.table("stale_pair", sa.column("pair_id"))
# What stood there: in the language of whoever erased them, which nobody knows anymore.
WORDS, FOLDED = "Former colleague", "former colleague"


def upgrade() -> None:
    """Bring the tables to this revision."""
    name_them(SIGN, SIGN)


def downgrade() -> None:
    """Let words stand there again."""
    name_them(WORDS, FOLDED)


def name_them(surname: str, folded_name: str) -> None:
    """Let this stand where the names of those stood who are erased. The status of their pairs, in
    which it stands as well, is made anew."""
    connection = op.get_bind()
    erased = sa.select(person.c.id).where(person.c.erased_at.is_not(None))
    nameless = {"given_name": "", "surname": surname}
    connection.execute(
        sa.update(person)
        .where(person.c.erased_at.is_not(None))
        .values(nameless | {"folded_name": folded_name})
    )
    connection.execute(
        sa.update(invitation).where(invitation.c.person_id.in_(erased)).values(nameless)
    )
    theirs = sa.or_(pair.c.rep_id.in_(erased), pair.c.support_id.in_(erased))
    pairs = sa.select(pair.c.id).where(theirs)
    connection.execute(sa.insert(stale_pair).from_select(["pair_id"], pairs))
