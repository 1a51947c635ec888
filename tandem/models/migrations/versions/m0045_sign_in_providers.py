"""Accounts at sign-in providers, what these gave, and who came in by them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None
COLUMNS = {"provider": sa.String(64), "provider_session": sa.String(255), "id_token": sa.Text()}


def upgrade() -> None:
    """Bring the tables to this revision."""
    for name, kind in COLUMNS.items():
        op.add_column("sign_in", sa.Column(name, kind, nullable=True))
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role_names", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_identity_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_issuer_subject")),
        sa.UniqueConstraint("person_id", "issuer", name=op.f("uq_identity_person_id_issuer")),
    )
    op.create_index(op.f("ix_identity_person_id"), "identity", ["person_id"])
    op.create_table(
        "identity_team",
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["identity.id"],
            name=op.f("fk_identity_team_identity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_identity_team_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("identity_id", "team_id", "leads", name=op.f("pk_identity_team")),
    )
    op.create_index(op.f("ix_identity_team_team_id"), "identity_team", ["team_id"])


def downgrade() -> None:
    """Back to the revision before."""
    op.drop_table("identity_team")
    op.drop_table("identity")
    for name in COLUMNS:
        op.drop_column("sign_in", name)
