"""What was done to whose account, kept for good"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ACTS = (
    "asked",
    "asked_again",
    "ask_withdrawn",
    "said_yes",
    "said_no",
    "has_joined",
    "link_to_join",
    "link_for_password",
    "roles_given",
    "roles_taken",
    "put_in_team",
    "made_leader",
    "taken_out",
    "account_closed",
    "account_opened",
)
REFUSE = {
    "sqlite": (
        "CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry"
        " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
        "CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry"
        " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
        # Without it REPLACE would delete a row and ask no trigger.
        "CREATE TRIGGER audit_entry_is_new BEFORE INSERT ON audit_entry"
        " WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)"
        " BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$",
        "CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry"
        " FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
        "CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
    ),
}


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column(
            "act",
            sa.Enum(*ACTS, name="act", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_act"), "audit_entry", ["act"])
    op.create_index(op.f("ix_audit_entry_subject_id"), "audit_entry", ["subject_id"])
    for statement in REFUSE[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "notice_read",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notice_read_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notice_read")),
    )
    allow_kinds("asked", "invitation", "notice", "daily")


def downgrade() -> None:
    """Take them back."""
    op.execute("DELETE FROM letter WHERE kind = 'notice'")
    allow_kinds("asked", "invitation", "daily")
    op.drop_table("notice_read")
    op.drop_table("audit_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")


def allow_kinds(*kinds: str) -> None:
    """Let letters be of these kinds."""
    names = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_letter_kind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letter_kind"), f"kind IN ({names})")
