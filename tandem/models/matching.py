"""How do people like to work, and what is each best at?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, to
from tandem.terms import Channel, Liking, Planning, Rhythm


class WorkingStyle(Base):
    """What somebody said of how they like to work. Without `may_be_used` nobody reads it."""

    __tablename__ = "working_style"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    likes: Mapped[Liking] = mapped_column(enum_column(Liking, "likes"))
    rhythm: Mapped[Rhythm] = mapped_column(enum_column(Rhythm, "rhythm"))
    channel: Mapped[Channel] = mapped_column(enum_column(Channel, "channel"))
    planning: Mapped[Planning] = mapped_column(enum_column(Planning, "planning"))
    seats: Mapped[int]
    may_be_used: Mapped[bool]
    # Who reads it, as it was said beside the form.
    promise: Mapped[str] = mapped_column(String(40), default="leaders_see_reasons_only")
    at: Mapped[datetime]

    __table_args__ = (CheckConstraint("seats >= 1 AND seats <= 5", name="seats_in_range"),)


class StylePutOff(Base):
    """Somebody does not want to be asked on their own page how they like to work."""

    __tablename__ = "style_put_off"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]


class BestOf(Base):
    """What a leader says somebody is best at. The person and the team's leaders read it."""

    __tablename__ = "best_of"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    text: Mapped[str]
    promise: Mapped[str] = mapped_column(String(40), default="person_and_leaders")
    by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]
