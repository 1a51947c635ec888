"""Who does not want to see their first steps anymore?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column
from tandem.terms import Beginner


class FirstStepsClosed(Base):
    """Somebody has put their first steps away. Brought back, the row is gone."""

    __tablename__ = "first_steps_closed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    beginner: Mapped[Beginner] = mapped_column(enum_column(Beginner, "beginner"), primary_key=True)
    at: Mapped[datetime]
