"""What happens around a question besides its answers: hints opened, remarks made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, to
from tandem.terms import RemarkPromise


class HintOpened(Base):
    """A person opened the hint of a question in attempt `number`. Append-only, once each."""

    __tablename__ = "hint_opened"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    number: Mapped[int]
    question: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "number", "question"),)


class Remark(Base):
    """Somebody says that something is wrong with a question, and a trainer answers.

    `promise` is who was said to read it, when it was written; it is never widened. `digest` is
    made of the text, so that the same remark sent twice is one.
    """

    __tablename__ = "remark"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    revision_id: Mapped[int] = to("revision.id", index=False)
    question: Mapped[str]
    text: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64))
    promise: Mapped[RemarkPromise] = mapped_column(enum_column(RemarkPromise, "promise"))
    at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = to("person.id", index=False)
    # When the sender put the answer away.
    read_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("person_id", "revision_id", "question", "digest"),)
