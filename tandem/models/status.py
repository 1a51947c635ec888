"""Where does each pair stand in each course it was given, and whose status waits to be made anew?

Made from the records, never a record.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to
from tandem.terms import PairState, Together


class PairStatus(Base):
    """One row of the leader's grid, so that a page of ten thousand can be found and counted.

    Everything in it follows from other tables (`leading.status.rows`) and may be thrown away.
    """

    __tablename__ = "pair_status"

    pair_id: Mapped[int] = mapped_column(
        ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True
    )
    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", ondelete="CASCADE"), primary_key=True
    )
    team_id: Mapped[int] = to("team.id", index=False, ondelete="CASCADE")
    # Both names by surname, folded: what is sorted by and searched in.
    names: Mapped[str] = mapped_column(String(840))
    pair_state: Mapped[PairState]
    together: Mapped[Together]
    # Active and not through: only then does a date or a stall count.
    is_running: Mapped[bool]
    due_at: Mapped[datetime | None]
    # The clocks of `leading.status.stall`: each stands where it has nothing to count.
    unbegun_since: Mapped[datetime | None]
    still_since: Mapped[datetime | None]
    sealed_since: Mapped[datetime | None]
    # Where the course begins anew, and by when it is due then. From that moment on nothing of the
    # row but its names and its pair's state is true: `leading.status.queries` says what is.
    renews_at: Mapped[datetime | None]
    renewed_due_at: Mapped[datetime | None]
    # Has anybody done a step of the course? And the module that is not done by both yet, with its
    # next step; both empty where the pair is through.
    is_begun: Mapped[bool] = mapped_column(default=False, server_default=false())
    stands_at_id: Mapped[int | None]
    next_step: Mapped[str | None] = mapped_column(String(24))
    # Has one of the two tried the quiz of an open module three times without passing?
    is_hard: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The leader's zone, in which the day of `due_at` ends.
    time_zone: Mapped[str | None] = mapped_column(String(64))
    # Both halves of every module (`leading.status.road`).
    road: Mapped[str] = mapped_column(Text, default="", server_default="")

    __table_args__ = (
        Index("ix_pair_status_names", "names", "pair_id"),
        Index("ix_pair_status_team_id", "team_id"),
        # Whoever leads most teams has all pairs counted along it: first what makes rows equal, then
        # what is asked of them, so that no row is looked at (`leading.status.counting`).
        Index(
            "ix_pair_status_counted",
            "course_id",
            "pair_state",
            "together",
            "is_begun",
            "stands_at_id",
            "team_id",
            "is_running",
            "due_at",
            "renews_at",
            "unbegun_since",
            "still_since",
            "sealed_since",
        ),
    )


class StalePair(Base):
    """A pair whose status may no longer be true. Added with what made it so, in one transaction.

    A pair may stand here many times, so that nobody waits for another who adds it; that it is still
    there is not asked. Whoever makes its status anew takes away the rows they have seen.
    """

    __tablename__ = "stale_pair"

    id: Mapped[intpk]
    pair_id: Mapped[int]


class StatusSweep(Base):
    """Many pairs whose status may no longer be true: of a team, with a course, or all there are.

    One row, however many pairs: they are made anew in the order of their ids, a few at a time, and
    `after_id` is how far that has come.
    """

    __tablename__ = "status_sweep"

    id: Mapped[intpk]
    team_id: Mapped[int | None]
    course_id: Mapped[int | None]
    after_id: Mapped[int] = mapped_column(default=0, server_default="0")


class StatusTurn(Base):
    """Whose turn it is to make status anew: one row. Who has written takes the next `number`.

    `rules` is the version of the rules by which the rows of status were made.
    """

    __tablename__ = "status_turn"

    id: Mapped[intpk]
    number: Mapped[int] = mapped_column(default=0, server_default="0")
    rules: Mapped[int]
