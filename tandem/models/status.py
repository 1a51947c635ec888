"""Where does each pair stand in each course it was given? Made from the records, never a record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, to
from tandem.terms import PairState, Together


class PairStatus(Base):
    """One row of the leader's grid, so that a page of ten thousand can be found and counted.

    Everything in it follows from other tables (`leading.status.refreshing`) and may be thrown away.
    """

    __tablename__ = "pair_status"

    pair_id: Mapped[int] = mapped_column(
        ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True
    )
    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    team_id: Mapped[int] = to("team.id", index=False, ondelete="CASCADE")
    # Both names by surname, folded: what is sorted by and searched in.
    names: Mapped[str] = mapped_column(String(840))
    pair_state: Mapped[PairState]
    together: Mapped[Together]
    # Active and not through: only then does a date or a stall count.
    is_running: Mapped[bool]
    due_at: Mapped[datetime | None]
    # The clocks of `rules.stall`: each stands where it has nothing to count.
    unbegun_since: Mapped[datetime | None]
    still_since: Mapped[datetime | None]
    sealed_since: Mapped[datetime | None]
    # Where the course begins anew, and by when it is due then. From that moment on nothing of the
    # row but its names and its pair's state is true: `leading.status.queries` says what is.
    renews_at: Mapped[datetime | None]
    renewed_due_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_pair_status_names", "names", "pair_id"),
        Index("ix_pair_status_team_id", "team_id"),
    )
