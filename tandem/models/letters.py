"""What is to be mailed: letters wait here until a worker has handed them to the mail server."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class Letter(Base):
    """One mail. It is written in the same transaction as what it tells of."""

    __tablename__ = "letter"

    id: Mapped[intpk]
    person_id: Mapped[int | None] = to("person.id")
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")
