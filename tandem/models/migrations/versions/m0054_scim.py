"""A company's directory: its tokens, and what it calls people and teams"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tandem.models.base import UTCDateTime

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "scim_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_scim_token_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scim_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_scim_token_token_hash")),
    )
    op.create_index(op.f("ix_scim_token_by_id"), "scim_token", ["by_id"])
    op.create_table(
        "scim_user",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("user_name", sa.String(length=255), nullable=False),
        sa.Column("user_name_key", sa.String(length=255), nullable=True),
        sa.Column("external_id", sa.String(length=255), nullable=True),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_scim_user_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_scim_user")),
        sa.UniqueConstraint("user_name_key", name=op.f("uq_scim_user_user_name_key")),
    )
    op.create_table(
        "scim_team",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=True),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_scim_team_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_scim_team")),
    )
    op.create_table(
        "scim_member",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_scim_member_team_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_scim_member_person_id")
        ),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_scim_member")),
    )
    op.create_index(op.f("ix_scim_member_person_id"), "scim_member", ["person_id"])
    op.add_column("audit_entry", sa.Column("token_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take them back."""
    op.drop_column("audit_entry", "token_id")
    op.drop_table("scim_member")
    op.drop_table("scim_team")
    op.drop_table("scim_user")
    op.drop_table("scim_token")
