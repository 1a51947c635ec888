"""Who is asked to join, by whom, as what and where?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tandem.models.base import Base, enum_column, intpk, name, to
from tandem.models.people import Person, Team
from tandem.models.rows import full_name
from tandem.terms import InvitationAnswer, Issuer, Role

OPEN = text("answer IS NULL")


class Invitation(Base):
    """Somebody is asked to join. It belongs to whoever issued it, and is answered once.

    Address and name are as the issuer typed them: what an account says of itself, and whether
    there was one, is told to no leader before the person has said yes.
    """

    __tablename__ = "invitation"

    id: Mapped[intpk]
    person_id: Mapped[int] = to("person.id")
    team_id: Mapped[int | None] = to("team.id")
    # None: the command line.
    by_id: Mapped[int | None] = to("person.id", index=False)
    issuer: Mapped[Issuer] = mapped_column(enum_column(Issuer, "issuer"))
    email: Mapped[str] = mapped_column(String(254))
    given_name: Mapped[name]
    surname: Mapped[name]
    # Parted by commas.
    role_names: Mapped[str] = mapped_column(String(64))
    # With whom a list pairs this person: the address, or nothing.
    partner: Mapped[str] = mapped_column(String(254), default="")
    # Have the two agreed already, as whoever asks says? Then they are a pair once both have joined.
    has_agreed: Mapped[bool] = mapped_column(default=False)
    # May its link open the account? Decided when it was made, and asked again when it is used.
    lets_in: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answer: Mapped[InvitationAnswer | None] = mapped_column(enum_column(InvitationAnswer, "answer"))
    answered_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    team: Mapped[Team | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index(
            "uq_invitation_open",
            "by_id",
            "team_id",
            "email",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    @property
    def roles(self) -> tuple[Role, ...]:
        """As what somebody is asked to join, in the order of roles."""
        return tuple(role for role in Role if role in self.role_names.split(","))

    @property
    def asked_name(self) -> str:
        """Given name and surname as the issuer typed them."""
        return full_name(self)
