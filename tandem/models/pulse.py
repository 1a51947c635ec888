"""How is it now? What somebody placed on a course's scale at its start, its end and later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, to
from tandem.terms import FeedbackPromise, PulseTime


class PulseAnswer(Base):
    """One item at one time, never changed: a figure that moves by one would name somebody.

    `team_id` is the team of the pair in which the course is gone through, for good. `round` tells
    how often it was begun anew. `item` is made of the item's words and of the ends of its scale.
    """

    __tablename__ = "pulse_answer"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    course_id: Mapped[int] = to("course.id")
    team_id: Mapped[int | None] = to("team.id")
    round: Mapped[int]
    asked: Mapped[PulseTime] = mapped_column(enum_column(PulseTime, "asked"))
    item: Mapped[str] = mapped_column(String(80))
    value: Mapped[int]
    promise: Mapped[FeedbackPromise] = mapped_column(enum_column(FeedbackPromise, "promise"))
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "course_id", "round", "asked", "item"),)
