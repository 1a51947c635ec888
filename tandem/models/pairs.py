"""Who works with whom: pairs and what happened to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tandem.models.base import Base, intpk, to
from tandem.models.people import Person, Team
from tandem.terms import PairState


class Pair(Base):
    """One rep and one support person of a team. Ended, never deleted or edited."""

    __tablename__ = "pair"

    id: Mapped[intpk]
    team_id: Mapped[int] = to("team.id")
    rep_id: Mapped[int] = to("person.id")
    support_id: Mapped[int] = to("person.id")
    state: Mapped[PairState]
    created_at: Mapped[datetime]

    team: Mapped[Team] = relationship(lazy="raise_on_sql")
    rep: Mapped[Person] = relationship(foreign_keys=[rep_id], lazy="raise_on_sql")
    support: Mapped[Person] = relationship(foreign_keys=[support_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("rep_id <> support_id", name="two_people"),
        Index(
            "uq_pair_living",
            "rep_id",
            "support_id",
            unique=True,
            sqlite_where=text("state <> 'ended'"),
            postgresql_where=text("state <> 'ended'"),
        ),
    )


class PairChange(Base):
    """One change in a pair's life: the state it went to, when, and by whom."""

    __tablename__ = "pair_change"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    state: Mapped[PairState]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = to("person.id", index=False)
    # Read by administrators only: the promise shown beside the field.
    reason: Mapped[str] = mapped_column(default="")
