"""Who is somebody at a sign-in provider, and what did the provider give them here?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, intpk, to
from tandem.terms import Role


class Identity(Base):
    """An account at a provider that is joined to an account here.

    What the provider has given is kept, so that it takes away only that.
    """

    __tablename__ = "identity"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    issuer: Mapped[str] = mapped_column(String(255))
    # What the provider calls this person, for good.
    subject: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
    # Roles that it has given, parted by commas.
    role_names: Mapped[str] = mapped_column(String(64), default="")

    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("person_id", "issuer"),
    )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that the provider has given."""
        return frozenset(role for role in Role if role in self.role_names.split(","))


class IdentityTeam(Base):
    """A place in a team that a provider has given: to lead it, or to belong to it."""

    __tablename__ = "identity_team"

    identity_id: Mapped[int] = mapped_column(
        ForeignKey("identity.id", ondelete="CASCADE"), primary_key=True
    )
    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    leads: Mapped[bool] = mapped_column(primary_key=True)
