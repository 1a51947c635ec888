"""Where is somebody signed in, and which letters would let somebody in?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to


class SignIn(Base):
    """One browser in which somebody is signed in; deleted when that ends, for whatever reason.
    Without its row a cookie opens nothing.

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
    # The sign-in provider by which somebody came, its own session, and what it gave as proof.
    provider: Mapped[str | None] = mapped_column(String(64))
    provider_session: Mapped[str | None] = mapped_column(String(255))
    id_token: Mapped[str | None]

    __table_args__ = (UniqueConstraint("token_hash"),)


class SignInLink(Base):
    """A letter with a link and a code, each of which lets somebody in, once, in the browser that
    asked for it.

    Only hashes are kept. That of the code is made with what the browser holds: whoever reads the
    table cannot try codes out.
    """

    __tablename__ = "sign_in_link"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    token_hash: Mapped[str] = mapped_column(String(64))
    browser_hash: Mapped[str] = mapped_column(String(64), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    # How many codes were typed that did not fit.
    misses: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("token_hash"),)
