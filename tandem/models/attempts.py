"""Which attempts did a leader give beyond those that a lesson allows?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class AttemptGranted(Base):
    """One attempt more at a quiz. Append-only: the attempt with this number may be begun."""

    __tablename__ = "attempt_granted"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    number: Mapped[int]
    # The edition whose attempts were used; a new edition allows its own.
    edition: Mapped[int] = mapped_column(default=1)
    by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "number"),)
