"""What happens around a question besides its answers: hints that were opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from tandem.models.base import Base, intpk, to


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
