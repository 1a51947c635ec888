"""Who works with whom: pairs and what happened to them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tandem.models.base import Base, intpk, to
from tandem.models.people import Person, Team
from tandem.terms import Consent, Fit, PairState


class Pair(Base):
    """One rep and one support person of a team. Ended, never deleted; formed anew, it goes on."""

    __tablename__ = "pair"

    id: Mapped[intpk]
    team_id: Mapped[int] = to("team.id")
    rep_id: Mapped[int] = to("person.id")
    support_id: Mapped[int] = to("person.id")
    state: Mapped[PairState]
    created_at: Mapped[datetime]
    # A pause lasts to the end of this day in this zone; None where the pair is not paused so.
    paused_until: Mapped[date | None]
    pause_zone: Mapped[str | None] = mapped_column(String(64))
    # When the same two were formed anew, or proposed so, after it had ended; None: it never ended.
    again_at: Mapped[datetime | None]
    # When it came into this team from another; None where it was always in this one.
    moved_at: Mapped[datetime | None]

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
    # The two are not to be suggested to each other again. Read like the reason.
    not_again: Mapped[bool] = mapped_column(default=False, server_default=false())

    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    pair: Mapped[Pair] = relationship(lazy="raise_on_sql")


class PairConsent(Base):
    """What one of the two said to a proposed pair. Append-only: the newest answer counts."""

    __tablename__ = "pair_consent"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    person_id: Mapped[int] = to("person.id")
    answer: Mapped[Consent]
    at: Mapped[datetime]


class FitAnswer(Base):
    """How one of the two finds working with the partner. Append-only: the newest answer counts."""

    __tablename__ = "fit_answer"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    person_id: Mapped[int] = to("person.id")
    fit: Mapped[Fit]
    # What the page had promised: leaders outside the pair may read it, or nobody. Never widened.
    is_for_leader: Mapped[bool]
    at: Mapped[datetime]


class Nudge(Base):
    """One partner asked the other, in fixed words, to go on with a module. Append-only."""

    __tablename__ = "nudge"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    from_id: Mapped[int] = to("person.id")
    to_id: Mapped[int] = to("person.id")
    module_id: Mapped[int] = to("module.id", index=False)
    at: Mapped[datetime]
