"""What people said of a module after finishing it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, to
from tandem.terms import Answered, Asked, FeedbackPromise


class Feedback(Base):
    """One answer about a module, never changed: a figure that moves by one would name somebody.

    `team_id` is the team of the seat it was read in, for good; None where it was read alone.
    """

    __tablename__ = "feedback"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id")
    # The edition that the person has finished.
    edition: Mapped[int]
    team_id: Mapped[int | None] = to("team.id")
    about: Mapped[Asked] = mapped_column(enum_column(Asked, "about"))
    answer: Mapped[Answered] = mapped_column(enum_column(Answered, "answer"))
    promise: Mapped[FeedbackPromise] = mapped_column(enum_column(FeedbackPromise, "promise"))
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "module_id", "edition", "about"),)
