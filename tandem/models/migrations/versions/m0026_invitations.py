"""An invitation belongs to whoever issued it"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision.

    Links to join that are out end: nobody knows anymore who made them, and what they open. An
    administrator invites anew everybody who is not here yet with one press.
    """
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        enum("issuer", "leader", "admin", "command", nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("given_name", sa.String(length=200), nullable=False),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("role_names", sa.String(length=64), nullable=False),
        sa.Column("partner", sa.String(length=254), nullable=False),
        sa.Column("lets_in", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        enum("answer", "yes", "no", "withdrawn", nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_invitation_by_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_invitation_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"])
    op.create_index(op.f("ix_invitation_team_id"), "invitation", ["team_id"])
    is_open = sa.text("answer IS NULL")
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["by_id", "team_id", "email"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(sa.Column("invitation_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_ticket_invitation_id"), "invitation", ["invitation_id"], ["id"]
        )
        batch_op.create_index(op.f("ix_ticket_invitation_id"), ["invitation_id"])
    op.execute(
        "UPDATE ticket SET used_at = created_at WHERE purpose = 'invite' AND used_at IS NULL"
    )
    write_addresses_in_one_way()


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_ticket_invitation_id"))
        batch_op.drop_constraint(op.f("fk_ticket_invitation_id"), type_="foreignkey")
        batch_op.drop_column("invitation_id")
    op.drop_table("invitation")


def enum(name: str, *values: str, nullable: bool) -> sa.Column[str]:
    """A column that holds one of these values."""
    kind = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
    return sa.Column(name, kind, nullable=nullable)


def write_addresses_in_one_way() -> None:
    """Put together what looks alike: an accent beside its letter and a letter with an accent.

    Where two accounts have such addresses both stay as they are.
    """
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, email FROM person")).all()
    taken = {row.email for row in rows}
    for row in rows:
        composed = unicodedata.normalize("NFC", row.email)
        if composed not in taken:
            statement = sa.text("UPDATE person SET email = :email WHERE id = :id")
            connection.execute(statement, {"email": composed, "id": row.id})
            taken.add(composed)
