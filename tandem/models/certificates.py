"""What was finished, as it is certified: names, course, edition and date as they were that day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class Certificate(Base):
    """A certificate for a pair or for one person. Append-only; `code` is its secret address."""

    __tablename__ = "certificate"

    id: Mapped[intpk]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    course_id: Mapped[int] = to("course.id", index=False)
    pair_id: Mapped[int | None] = to("pair.id")
    person_id: Mapped[int | None] = to("person.id")
    # By surname; the second is empty where it is for one person.
    first_name: Mapped[str]
    second_name: Mapped[str] = mapped_column(default="")
    course_title: Mapped[str]
    edition: Mapped[int]
    # In which round it was finished, where the course is renewed.
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    # How many halves of modules a leader had set complete, without their being done.
    set_complete: Mapped[int] = mapped_column(default=0, server_default="0")
    finished_on: Mapped[date]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("pair_id", "course_id", "round", "edition", "set_complete"),
        UniqueConstraint("person_id", "course_id", "round", "edition", "set_complete"),
        CheckConstraint("(pair_id IS NULL) <> (person_id IS NULL)", name="of_pair_or_person"),
    )
