"""Files that are made beside the requests, each for whoever asked for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class MadeFile(Base):
    """A workbook of the board that somebody asked for; it is theirs alone, and goes after a day.

    It waits, is being made (`alive_at` is the last sign of whoever makes it), is there
    (`finished_at`), or was given up (`failed_at`).
    """

    __tablename__ = "made_file"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    # None: every team that the person leads.
    team_id: Mapped[int | None] = to("team.id")
    # What the address of the board said: what is looked for, and in which order.
    filters: Mapped[str]
    name: Mapped[str] = mapped_column(String(300))
    asked_at: Mapped[datetime]
    alive_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_in_all: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Does it wait, or is it being made?"""
        return self.finished_at is None and self.failed_at is None

    @property
    def megabytes(self) -> float:
        """How large it is, as it is said."""
        return max(0.1, round(self.size / 1_000_000, 1))


class MadeFilePiece(Base):
    """A part of such a file, so that nobody has to hold all of it."""

    __tablename__ = "made_file_piece"

    file_id: Mapped[int] = mapped_column(
        ForeignKey("made_file.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
