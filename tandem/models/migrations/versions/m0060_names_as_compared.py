"""People are found by their names, however these are typed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tandem.content.same_text import folded

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

PEOPLE = sa.table(
    "person",
    sa.column("id", sa.Integer),
    sa.column("surname", sa.String),
    sa.column("given_name", sa.String),
    sa.column("folded_name", sa.String),
)


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column(
        "person",
        sa.Column("folded_name", sa.String(length=420), nullable=False, server_default=""),
    )
    op.create_index(op.f("ix_person_folded_name"), "person", ["folded_name"])
    connection = op.get_bind()
    people = sa.select(PEOPLE.c.id, PEOPLE.c.surname, PEOPLE.c.given_name).order_by(PEOPLE.c.id)
    for row in connection.execute(people).all():
        name = folded(f"{row.surname} {row.given_name}")
        change = sa.update(PEOPLE).where(PEOPLE.c.id == row.id).values(folded_name=name)
        connection.execute(change)


def downgrade() -> None:
    """Take them back."""
    op.drop_index(op.f("ix_person_folded_name"), "person")
    op.drop_column("person", "folded_name")
