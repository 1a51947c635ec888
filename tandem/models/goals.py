"""What do the two improve together? The shared goal, who agreed to it, and its readings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tandem.models.base import Base, intpk, to
from tandem.models.people import Person
from tandem.terms import Better


class GoalMeasure(Base):
    """What a pair measures: a name and a unit. Readings belong to it, whatever the terms are."""

    __tablename__ = "goal_measure"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    name: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(40))

    __table_args__ = (UniqueConstraint("pair_id", "name", "unit"),)


class Goal(Base):
    """One version of a pair's shared goal. A change is a new version that is agreed anew."""

    __tablename__ = "goal"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id", index=False)
    number: Mapped[int]
    measure_id: Mapped[int] = to("goal_measure.id")
    better: Mapped[Better]
    baseline_from: Mapped[date]
    baseline_to: Mapped[date]
    target: Mapped[float]
    # How much of both partners' reward depends on it, in per cent and in words.
    share_percent: Mapped[float]
    share_text: Mapped[str]
    # The end of this day in `time_zone`, the zone of whoever proposed it.
    review_on: Mapped[date]
    time_zone: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]
    # Set once, with the last yes that was needed.
    agreed_at: Mapped[datetime | None]
    # Set once, by whoever proposed it, while a yes was missing.
    withdrawn_at: Mapped[datetime | None]

    measure: Mapped[GoalMeasure] = relationship(lazy="raise_on_sql")
    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("pair_id", "number"),
        CheckConstraint("baseline_from <= baseline_to", name="baseline_in_order"),
        CheckConstraint("share_percent >= 0 AND share_percent <= 100", name="share_of_all"),
    )


class GoalYes(Base):
    """A person said yes to one version of a shared goal."""

    __tablename__ = "goal_yes"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class GoalReading(Base):
    """A figure of one day. Append-only: the newest row of a day counts, the others are history.

    A row without a value takes the day's figure out.
    """

    __tablename__ = "goal_reading"

    id: Mapped[intpk]
    measure_id: Mapped[int] = to("goal_measure.id", index=False)
    day: Mapped[date]
    value: Mapped[float | None]
    by_id: Mapped[int | None] = to("person.id", index=False)
    at: Mapped[datetime]

    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index("ix_goal_reading_measure_day", "measure_id", "day"),)
