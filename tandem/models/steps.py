"""What a pair did together: its steps, what each gave in them, drafts, and agreements."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, json_text, to
from tandem.terms import Promise


class PairStepDone(Base):
    """A person did a step for two in a pair. Append-only; it holds no word of what was given."""

    __tablename__ = "pair_step_done"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id", index=False)
    person_id: Mapped[int] = to("person.id", index=False)
    module_id: Mapped[int] = to("module.id", index=False)
    revision_id: Mapped[int] = to("revision.id", index=False)
    step: Mapped[str] = mapped_column(String(80))
    # 1 for the first time; a course that is renewed is done again.
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("pair_id", "person_id", "module_id", "step", "number"),
        # A module alone has the rows of all pairs.
        Index("ix_pair_step_done_module_id_pair_id", "module_id", "pair_id"),
        Index("ix_pair_step_done_person_id_module_id", "person_id", "module_id"),
    )


class PairCompletion(Base):
    """A person's half of a module is complete in a pair. Append-only: nothing takes it back.

    `how` is steps (everything done), edit (a later edit changed what is asked) or override (a
    leader set it complete: `Override`).
    """

    __tablename__ = "pair_completion"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id", index=False)
    person_id: Mapped[int] = to("person.id", index=False)
    module_id: Mapped[int] = to("module.id", index=False)
    revision_id: Mapped[int] = to("revision.id", index=False)
    how: Mapped[str] = mapped_column(String(16))
    # 1 for the first time; a course that is renewed is done again.
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("pair_id", "person_id", "module_id", "number"),
        Index("ix_pair_completion_module_id_pair_id", "module_id", "pair_id"),
        Index("ix_pair_completion_person_id_module_id", "person_id", "module_id"),
    )


class RecordedAnswer(Base):
    """What a person gave in a step. `content` is JSON; `promise` is what the field had said.

    The promise is never widened, whatever the lesson says later. `number` tells which time it is:
    a scale is filled in again, with a new row.
    """

    __tablename__ = "step_answer"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id", index=False)
    revision_id: Mapped[int] = to("revision.id", index=False)
    step: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16))
    promise: Mapped[Promise]
    content: Mapped[json_text]
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("pair_id", "person_id", "module_id", "step", "number"),)


class RecordedAnswerShown(Base):
    """From when on the partner may read something. Append-only: what was shown stays shown.

    `how` is both (both had answered) or early (its author shared it alone).
    """

    __tablename__ = "step_answer_shown"

    step_answer_id: Mapped[int] = mapped_column(ForeignKey("step_answer.id"), primary_key=True)
    how: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]


class Addition(Base):
    """What an author added to a text that can no longer be changed. Read by whoever reads that."""

    __tablename__ = "addition"

    id: Mapped[intpk]
    step_answer_id: Mapped[int] = to("step_answer.id")
    text: Mapped[str]
    at: Mapped[datetime]


class StepDraft(Base):
    """What a person has begun to write in a step, read by nobody else.

    `writer` tells the page that saved last. `beside` is JSON: what other tabs had, in order.
    """

    __tablename__ = "step_draft"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id", index=False)
    step: Mapped[str] = mapped_column(String(80))
    content: Mapped[json_text]
    beside: Mapped[json_text] = mapped_column(default="[]")
    version: Mapped[int]
    writer: Mapped[str] = mapped_column(String(64))
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("pair_id", "person_id", "module_id", "step"),)


class AgreementVersion(Base):
    """One version of what the two agree on, never changed. `lines` is JSON: up to three texts.

    `promise` is what the fields had said.
    """

    __tablename__ = "agreement_version"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    module_id: Mapped[int] = to("module.id", index=False)
    revision_id: Mapped[int] = to("revision.id", index=False)
    step: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    lines: Mapped[json_text]
    look_again_on: Mapped[date]
    promise: Mapped[Promise] = mapped_column(
        enum_column(Promise, "promise", checked=False), server_default=Promise.PAIR.value
    )
    by_id: Mapped[int] = to("person.id", index=False)
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("pair_id", "module_id", "step", "number"),)


class Signature(Base):
    """A partner signed a version of an agreement. Append-only."""

    __tablename__ = "signature"

    version_id: Mapped[int] = mapped_column(ForeignKey("agreement_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]
