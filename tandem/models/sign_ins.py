"""Where is somebody signed in? One row for each browser; without its row a cookie opens nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class SignIn(Base):
    """One browser in which somebody is signed in; deleted when that ends, for whatever reason.

    Only a hash of what the cookie holds is kept. `device` is a browser and a system in words, such
    as "Firefox, Windows": no address and nothing else that would tell where somebody was.
    """

    __tablename__ = "sign_in"

    id: Mapped[intpk]
    token_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = to("person.id")
    created_at: Mapped[datetime]
    # True to a few minutes: it is noted beside the requests.
    seen_at: Mapped[datetime]
    # When whoever sits there last showed that they are the person.
    proved_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("token_hash"),)
