"""Where is a person's private calendar?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base


class CalendarAddress(Base):
    """The unguessable part of a calendar's address. Renewing it ends the one before."""

    __tablename__ = "calendar_address"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
