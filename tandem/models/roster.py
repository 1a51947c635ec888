"""Which tables of people were brought? Kept from the look at what they change until it is done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, json_text, to


class RosterFile(Base):
    """A table somebody has brought. Its content goes as soon as it is carried out."""

    __tablename__ = "roster_file"

    id: Mapped[intpk]
    by_id: Mapped[int] = to("person.id")
    # None: an administrator's, for all teams.
    team_id: Mapped[int | None] = to("team.id")
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    # A figure of the titles of its columns, the same for every file with the same ones.
    heads: Mapped[str] = mapped_column(String(64), default="", server_default="")
    # What was chosen for it (`people/roster/choices.py`); the next file with these heads follows.
    choices: Mapped[json_text] = mapped_column(default="", server_default="")
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
