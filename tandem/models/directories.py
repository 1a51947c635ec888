"""What does a company's directory (SCIM) know of people and teams here, and how does it get in?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tandem.models.base import Base, intpk, to
from tandem.models.people import Person


class ScimToken(Base):
    """What a directory shows to be let in. Only a hash of it is kept; it ends and is never gone."""

    __tablename__ = "scim_token"

    id: Mapped[intpk]
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    by_id: Mapped[int] = to("person.id")
    # No finer than a few minutes.
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    by: Mapped[Person] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("token_hash"),)


class ScimUser(Base):
    """What a directory calls somebody. Whoever it has deleted it sees no more: `deleted_at`."""

    __tablename__ = "scim_user"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    user_name: Mapped[str] = mapped_column(String(255))
    # The same without its case; None for whoever was deleted, so that the name is free again.
    user_name_key: Mapped[str | None] = mapped_column(String(255))
    external_id: Mapped[str | None] = mapped_column(String(255))
    deleted_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("user_name_key"),)


class ScimTeam(Base):
    """What a directory calls a team. One that it has deleted it sees no more."""

    __tablename__ = "scim_team"

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    external_id: Mapped[str | None] = mapped_column(String(255))
    deleted_at: Mapped[datetime | None]


class ScimMember(Base):
    """A directory has put somebody into a team: whether they lead it goes by their roles."""

    __tablename__ = "scim_member"

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
