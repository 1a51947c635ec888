"""What was written for a question that asks for a text, how was it compared and answered?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, json_text, to
from tandem.terms import FeedbackPromise, Promise


class WrittenText(Base):
    """A text as it was written, before its author saw criteria or models. It stands.

    `promise` is own or pair, as its author chose before writing; `pair_id` is the pair whose other
    half may read it. `number` counts the texts of a person for one question. `ticks` is JSON: the
    keys of the criteria that its author found in it, told as `ticks_promise` says.
    """

    __tablename__ = "written_text"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id", index=False)
    revision_id: Mapped[int] = to("revision.id", index=False)
    question: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    text: Mapped[str]
    promise: Mapped[Promise]
    pair_id: Mapped[int | None] = to("pair.id")
    at: Mapped[datetime]
    ticks: Mapped[json_text | None]
    ticks_promise: Mapped[FeedbackPromise | None] = mapped_column(
        enum_column(FeedbackPromise, "ticks_promise")
    )
    compared_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "question", "number"),
        Index("ix_written_text_module_id_person_id", "module_id", "person_id"),
        CheckConstraint("(promise = 'pair') = (pair_id IS NOT NULL)", name="read_by_whom"),
    )


class WrittenDraft(Base):
    """A text that somebody has begun to write for a question. Nobody else reads it."""

    __tablename__ = "written_draft"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    question: Mapped[str] = mapped_column(String(80))
    text: Mapped[str]
    saved_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "question"),)


class WrittenReply(Base):
    """What a partner says of a text: they could act on it, or what is missing. Once, and it stands.

    An empty `missing` says that they could act on it.
    """

    __tablename__ = "written_reply"

    id: Mapped[intpk]
    written_id: Mapped[int] = to("written_text.id", index=False)
    person_id: Mapped[int] = to("person.id")
    missing: Mapped[str]
    promise: Mapped[Promise]
    at: Mapped[datetime]
    # When the author put it away.
    read_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("written_id"),)
