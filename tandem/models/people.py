"""Who is there: people, their roles, their teams, and the links that let them in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    event,
    false,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Mapped, aliased, mapped_column, object_session, relationship

from tandem.content.same_text import folded
from tandem.models.base import Base, enum_column, intpk, name, to
from tandem.models.rows import full_name, sort_name_of
from tandem.terms import AccountState, QuizView, Role

# Where mail of erased accounts would go: nowhere, for good (RFC 2606).
NOWHERE = "@erased.invalid"


def folded_name_of(surname: str, given_name: str) -> str:
    """A name as it is compared."""
    return folded(f"{surname} {given_name}")


def folded_name_in(context: Any) -> str:
    """The same of a row that is added without a `Person` in memory."""
    given = context.get_current_parameters()
    return folded_name_of(given["surname"], given["given_name"])


class Person(Base):
    """Somebody with an account; with or without a password."""

    __tablename__ = "person"

    id: Mapped[intpk]
    # Always in lower case.
    email: Mapped[str] = mapped_column(String(254), unique=True)
    given_name: Mapped[name]
    surname: Mapped[name]
    # None for whoever comes in by mail or by a provider alone.
    password_hash: Mapped[str | None]
    # When the person first came in. Until then they are invited, not yet here.
    joined_at: Mapped[datetime | None]
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    language: Mapped[str] = mapped_column(String(16), default="en")
    # Whether a quiz shows one question at a time; its enum alone checks it.
    quiz_view: Mapped[QuizView] = mapped_column(
        enum_column(QuizView, "quiz_view", checked=False),
        default=QuizView.AUTO,
        server_default=QuizView.AUTO,
    )
    is_active: Mapped[bool] = mapped_column(default=True)
    is_sample: Mapped[bool] = mapped_column(default=False)
    # Is an app or a passkey set up? Stands here so that each request knows without asking more.
    has_second_step: Mapped[bool] = mapped_column(default=False, server_default=false())
    # When somebody whose role needs one was told so first.
    second_step_asked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    # The last day, where it is known: the account closes when it is over where the person is.
    leaves_on: Mapped[date | None]
    # Once it is set, nothing of the row changes anymore.
    erased_at: Mapped[datetime | None] = mapped_column(active_history=True)
    # Surname and given name as they are compared: what a search looks through.
    folded_name: Mapped[str] = mapped_column(
        String(420), default=folded_name_in, server_default="", index=True
    )
    role_rows: Mapped[list[PersonRole]] = relationship(
        lazy="raise_on_sql", order_by="PersonRole.role", cascade="all, delete-orphan"
    )

    # Most sites have no sample: whether there is one is known without looking at everybody.
    __table_args__ = (
        Index(
            "ix_person_sample",
            "id",
            sqlite_where=text("is_sample = 1"),
            postgresql_where=text("is_sample"),
        ),
    )

    @property
    def name(self) -> str:
        """Given name and surname, as it is said."""
        return full_name(self)

    @property
    def sort_name(self) -> tuple[str, str, int]:
        """By surname: the order in which names stand beside each other."""
        return sort_name_of(self.given_name, self.surname, self.id)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles the person holds."""
        return frozenset(row.role for row in self.role_rows)

    @property
    def has_joined(self) -> bool:
        """Has the person ever come in?"""
        return self.joined_at is not None

    @property
    def is_erased(self) -> bool:
        """Has all that named the person been taken out? That is for good."""
        return self.erased_at is not None

    @property
    def account_state(self) -> AccountState:
        """Can the person sign in?"""
        if not self.is_active:
            return AccountState.CLOSED
        return AccountState.JOINED if self.has_joined else AccountState.INVITED


@event.listens_for(Person, "before_update")
def keep_erased(mapper: object, connection: object, person: Person) -> None:
    """Nobody who is erased is brought back, on whatever way. Raises NoResultFound: they are not
    there."""
    was_erased = any(inspect(person).attrs.erased_at.load_history().non_added())
    own = object_session(person)
    if was_erased and own is not None and own.is_modified(person):
        raise NoResultFound(f"account {person.id} is erased")


@event.listens_for(Person, "before_update")
def keep_folded_name(mapper: object, connection: object, person: Person) -> None:
    """Another name is found under its own letters."""
    person.folded_name = folded_name_of(person.surname, person.given_name)


class PersonRole(Base):
    """One role of one person."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class Team(Base):
    """People under one or more leaders."""

    __tablename__ = "team"

    id: Mapped[intpk]
    name: Mapped[name]
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class TeamLeader(Base):
    """A person has the place of a leader in a team. Who leads it now is an `ActingLeader`."""

    __tablename__ = "team_leader"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


# Who leads a team now: has the place, holds the role and can come in. The place stays where the
# role is taken or the account is closed, so that either can be given back.
ActingLeader = aliased(
    TeamLeader,
    select(TeamLeader.team_id, TeamLeader.person_id)
    .join(PersonRole, PersonRole.person_id == TeamLeader.person_id)
    .join(Person, Person.id == TeamLeader.person_id)
    .where(PersonRole.role == Role.LEADER, Person.is_active)
    .subquery("acting_leader"),
)


class TeamMember(Base):
    """A person belongs to a team."""

    __tablename__ = "team_member"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class Ticket(Base):
    """A link that works once and for a while. Only a hash of it is kept.

    `purpose` is setup, invite or password.
    """

    __tablename__ = "ticket"

    id: Mapped[intpk]
    purpose: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = to("person.id")
    # What a link that invites belongs to.
    invitation_id: Mapped[int | None] = to("invitation.id")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("token_hash"),)
