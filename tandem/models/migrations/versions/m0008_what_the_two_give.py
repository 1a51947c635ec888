"""What the two give"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "step_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_step_draft_module_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_step_draft_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_step_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_draft")),
        sa.UniqueConstraint(
            "pair_id",
            "person_id",
            "module_id",
            "step",
            name=op.f("uq_step_draft_pair_id_person_id_module_id_step"),
        ),
    )
    op.create_index(op.f("ix_step_draft_pair_id"), "step_draft", ["pair_id"])
    op.create_index(op.f("ix_step_draft_person_id"), "step_draft", ["person_id"])
    op.create_table(
        "agreement_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_agreement_version_by_id")),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_agreement_version_module_id")
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["pair.id"], name=op.f("fk_agreement_version_pair_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_agreement_version_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_version")),
        sa.UniqueConstraint(
            "pair_id",
            "module_id",
            "step",
            "number",
            name=op.f("uq_agreement_version_pair_id_module_id_step_number"),
        ),
    )
    op.create_index(op.f("ix_agreement_version_pair_id"), "agreement_version", ["pair_id"])
    op.create_table(
        "giving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column(
            "promise",
            sa.Enum(
                "own",
                "pair",
                "both",
                "apart",
                name="promise",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_giving_module_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_giving_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_giving_person_id")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_giving_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_giving")),
        sa.UniqueConstraint(
            "pair_id",
            "person_id",
            "module_id",
            "step",
            name=op.f("uq_giving_pair_id_person_id_module_id_step"),
        ),
    )
    op.create_index(op.f("ix_giving_pair_id"), "giving", ["pair_id"])
    op.create_index(op.f("ix_giving_person_id"), "giving", ["person_id"])
    op.create_table(
        "pair_completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_pair_completion_module_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_completion_pair_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pair_completion_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_pair_completion_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_completion")),
        sa.UniqueConstraint(
            "pair_id",
            "person_id",
            "module_id",
            name=op.f("uq_pair_completion_pair_id_person_id_module_id"),
        ),
    )
    op.create_index(op.f("ix_pair_completion_module_id"), "pair_completion", ["module_id"])
    op.create_index(op.f("ix_pair_completion_pair_id"), "pair_completion", ["pair_id"])
    op.create_table(
        "pair_step_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["module_id"], ["module.id"], name=op.f("fk_pair_step_done_module_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_step_done_pair_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pair_step_done_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_pair_step_done_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_step_done")),
        sa.UniqueConstraint(
            "pair_id",
            "person_id",
            "module_id",
            "step",
            name=op.f("uq_pair_step_done_pair_id_person_id_module_id_step"),
        ),
    )
    op.create_index(op.f("ix_pair_step_done_module_id"), "pair_step_done", ["module_id"])
    op.create_index(op.f("ix_pair_step_done_pair_id"), "pair_step_done", ["pair_id"])
    op.create_table(
        "addition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giving_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["giving_id"], ["giving.id"], name=op.f("fk_addition_giving_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addition")),
    )
    op.create_index(op.f("ix_addition_giving_id"), "addition", ["giving_id"])
    op.create_table(
        "giving_shown",
        sa.Column("giving_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["giving_id"], ["giving.id"], name=op.f("fk_giving_shown_giving_id")
        ),
        sa.PrimaryKeyConstraint("giving_id", name=op.f("pk_giving_shown")),
    )
    op.create_table(
        "signature",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agreement_version.id"], name=op.f("fk_signature_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", "person_id", name=op.f("pk_signature")),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("signature")
    op.drop_table("giving_shown")
    op.drop_table("addition")
    op.drop_table("pair_step_done")
    op.drop_table("pair_completion")
    op.drop_table("giving")
    op.drop_table("agreement_version")
    op.drop_table("step_draft")
