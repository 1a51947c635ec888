"""Which modules has each pair closed, and which rounds of a course were completed?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from tandem.models.base import Base, intpk, to


class RoundDone(Base):
    """Both of a pair had completed a whole course. Append-only; `number` is 1 for the first round.

    From it follows when the course begins anew, whatever the course asks later.
    """

    __tablename__ = "round_done"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    course_id: Mapped[int] = to("course.id", index=False)
    number: Mapped[int]
    # From when on completions counted for it; None in the first round: all of them did.
    began_at: Mapped[datetime | None]
    finished_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("pair_id", "course_id", "number"),)


class SoloRoundDone(Base):
    """Somebody had completed a whole course that is read alone. Append-only, as for two."""

    __tablename__ = "solo_round_done"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    course_id: Mapped[int] = to("course.id", index=False)
    number: Mapped[int]
    began_at: Mapped[datetime | None]
    finished_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "course_id", "number"),)


class ModuleClosed(Base):
    """The moment in which one of a pair did the last step of a module, so that both had done it.

    `number` is the round; `by_id` did that step and saw it at once. `seen_at` is when the partner
    saw it, None until then.
    """

    __tablename__ = "module_closed"

    id: Mapped[intpk]
    pair_id: Mapped[int] = to("pair.id")
    module_id: Mapped[int] = to("module.id", index=False)
    number: Mapped[int]
    by_id: Mapped[int] = to("person.id", index=False)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("pair_id", "module_id", "number"),)
