"""What is to be mailed: letters wait here until a worker has handed them to the mail server."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from tandem.models.base import Base, enum_column, intpk, to
from tandem.terms import LetterKind

WAITS = text("sent_at IS NULL AND given_up_at IS NULL")


class Letter(Base):
    """One mail. It is written in the same transaction as what it tells of.

    A letter is waiting, sent (`sent_at`) or given up (`given_up_at`). `handing_at` stands while
    it is handed to the mail server: where a process dies then, nobody knows whether it arrived.
    """

    __tablename__ = "letter"

    id: Mapped[intpk]
    kind: Mapped[LetterKind] = mapped_column(
        enum_column(LetterKind, "kind"), default=LetterKind.ASKED
    )
    person_id: Mapped[int | None] = to("person.id")
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str]
    # Emptied when the letter has left: it may hold a link that lets somebody in.
    text: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(16), default="en")
    # With the id, the letter's name for every mail server on its way, the same on every try.
    key: Mapped[str] = mapped_column(String(32), default=lambda: secrets.token_hex(8))
    # A daily letter's day where its reader is. One for each person and day.
    day: Mapped[date | None]
    # It does not wait for the hours at which its reader works.
    at_once: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_digest: Mapped[bool] = mapped_column(default=False)
    # It speaks of a question that comes back; that is done once a week at most.
    has_refresher: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    handing_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("uq_letter_person_day", "person_id", "day", unique=True),
        # The next letter is found among those that wait, however long the log of the others is.
        Index("ix_letter_waiting", "id", sqlite_where=WAITS, postgresql_where=WAITS),
    )


class MailChoice(Base):
    """Which regular mail a person wants. Who has chosen nothing gets both."""

    __tablename__ = "mail_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    reminders: Mapped[bool] = mapped_column(default=True)
    digest: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]


class WorkHours(Base):
    """When somebody works, in their time zone. Who has said nothing works as the site says."""

    __tablename__ = "work_hours"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    # Seven signs from Monday on: 1111100.
    days: Mapped[str] = mapped_column(String(7))
    begins: Mapped[int]
    until: Mapped[int]
    # Whose holidays: a code such as DE; empty for the site's, - for none.
    country: Mapped[str] = mapped_column(String(8), default="")
    changed_at: Mapped[datetime]


class MailRun(Base):
    """One run that writes the daily letters. The site's own runs have a slot, one worker each."""

    __tablename__ = "mail_run"

    id: Mapped[intpk]
    slot: Mapped[datetime | None] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    # None: the run is under way, or its process died. The next run does what is left.
    finished_at: Mapped[datetime | None]
    letters: Mapped[int] = mapped_column(default=0)
