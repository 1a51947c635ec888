"""The life of a pair"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("second_name", sa.Text(), nullable=False),
        sa.Column("course_title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(pair_id IS NULL) <> (person_id IS NULL)",
            name=op.f("ck_certificate_of_pair_or_person"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_certificate_course_id")
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_certificate_pair_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint(
            "pair_id", "course_id", "edition", name=op.f("uq_certificate_pair_id_course_id_edition")
        ),
        sa.UniqueConstraint(
            "person_id",
            "course_id",
            "edition",
            name=op.f("uq_certificate_person_id_course_id_edition"),
        ),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_pair_id"), ["pair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_person_id"), ["person_id"], unique=False)

    op.create_table(
        "fit_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "fit",
            sa.Enum(
                "good",
                "undecided",
                "not_good",
                name="fit",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("is_for_leader", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_fit_answer_pair_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_fit_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_answer")),
    )
    with op.batch_alter_table("fit_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fit_answer_pair_id"), ["pair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fit_answer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "nudge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_nudge_from_id")),
        sa.ForeignKeyConstraint(["module_id"], ["module.id"], name=op.f("fk_nudge_module_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_nudge_pair_id")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_nudge_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nudge_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nudge_pair_id"), ["pair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nudge_to_id"), ["to_id"], unique=False)

    op.create_table(
        "pair_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes", "talk", name="answer", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_consent_pair_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pair_consent_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_consent")),
    )
    with op.batch_alter_table("pair_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_consent_pair_id"), ["pair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pair_consent_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("pair", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("pause_zone", sa.String(length=64), nullable=True))

    with op.batch_alter_table("pair_change", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("not_again", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Take them back."""
    with op.batch_alter_table("pair_change", schema=None) as batch_op:
        batch_op.drop_column("not_again")

    with op.batch_alter_table("pair", schema=None) as batch_op:
        batch_op.drop_column("pause_zone")
        batch_op.drop_column("paused_until")

    with op.batch_alter_table("pair_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pair_consent_person_id"))
        batch_op.drop_index(batch_op.f("ix_pair_consent_pair_id"))

    op.drop_table("pair_consent")
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudge_to_id"))
        batch_op.drop_index(batch_op.f("ix_nudge_pair_id"))
        batch_op.drop_index(batch_op.f("ix_nudge_from_id"))

    op.drop_table("nudge")
    with op.batch_alter_table("fit_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fit_answer_person_id"))
        batch_op.drop_index(batch_op.f("ix_fit_answer_pair_id"))

    op.drop_table("fit_answer")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_person_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_pair_id"))

    op.drop_table("certificate")
