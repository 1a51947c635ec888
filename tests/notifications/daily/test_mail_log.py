"""Which letters does an administrator find, and which may leave after all?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Letter, MailRun, Person
from tandem.notifications.daily.actions import KEPT, forget_old, try_again
from tandem.notifications.daily.mail_log import MailLogFilters, letters_found, mail_log
from tandem.terms import LetterKind
from tests.cast import NOW, Cast


def letter(session: Session, who: Person, **fields: Any) -> None:
    """A letter to somebody, at an address that tells no name."""
    given = {"subject": who.given_name, "text": "", "created_at": NOW, "next_try_at": NOW}
    to = {"person_id": who.id, "recipient": f"box{who.id}@example.com"}
    session.add(Letter(**{**given, **to, **fields}))
    session.flush()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (MailLogFilters(), ["Lee", "Sue", "Sam"]),
        (MailLogFilters(only_trouble=True), ["Sue"]),
        (MailLogFilters("adeyemi"), ["Sam"]),
        (MailLogFilters("nobody"), []),
    ],
)
def test_letters_are_found_by_name_and_by_the_trouble_that_keeps_them(
    session: Session, cast: Cast, filters: MailLogFilters, found: list[str]
) -> None:
    letter(session, cast.sam)
    letter(session, cast.sue, trouble="No such box")
    letter(session, cast.lee, trouble="Busy", sent_at=NOW)

    assert [row.subject for row in letters_found(session, filters).rows] == found


@pytest.mark.parametrize(
    ("kind", "given_up_at", "leaves"),
    [
        (LetterKind.ASKED, NOW, True),
        (LetterKind.ASKED, None, False),
        (LetterKind.DAILY, NOW, False),
    ],
)
def test_only_a_letter_that_was_given_up_leaves_after_all_and_no_daily_one(
    kind: LetterKind, given_up_at: datetime | None, leaves: bool
) -> None:
    row = Letter(kind=kind, given_up_at=given_up_at, tries=5)

    assert try_again(row, now=NOW) is leaves
    assert row.tries == (0 if leaves else 5)


def test_letters_wait_until_they_have_left_or_were_given_up(session: Session, cast: Cast) -> None:
    letter(session, cast.sam)
    letter(session, cast.sam, trouble="Busy")
    letter(session, cast.sue, sent_at=NOW)
    letter(session, cast.sue, given_up_at=NOW, trouble="No such box")
    letter(session, cast.lee, given_up_at=NOW)
    for hours in (1, 2):
        session.add(MailRun(slot=None, started_at=NOW + timedelta(hours=hours), letters=hours))
    session.flush()

    log = mail_log(session, MailLogFilters())

    assert (log.waiting, log.undelivered, log.letters.number) == (2, 1, 5)
    assert log.last_run
    assert log.last_run.letters == 2


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("p1@", ["Sam"]),
        ("P1@EXAMPLE.COM", ["Sam"]),
        ("example p1", ["Sam"]),
        ("example p9", []),
        ("zhang", ["Sue"]),
        ("zhang p1", []),
    ],
)
def test_letters_are_found_by_all_words_of_an_address_or_of_a_name(
    session: Session, cast: Cast, search: str, found: list[str]
) -> None:
    letter(session, cast.sam, recipient="p1@example.com")
    letter(session, cast.sue, recipient="p2@example.com")

    letters = letters_found(session, MailLogFilters(search))

    assert [row.subject for row in letters.rows] == found


def test_letters_and_runs_are_kept_for_half_a_year(session: Session, cast: Cast) -> None:
    for at in (NOW, NOW + timedelta(seconds=1)):
        letter(session, cast.sam, created_at=at)
        session.add(MailRun(slot=None, started_at=at, letters=0))
    session.flush()

    forget_old(session, now=NOW + KEPT)
    kept = [len(session.scalars(select(table.id)).all()) for table in (Letter, MailRun)]
    forget_old(session, now=NOW + KEPT + timedelta(seconds=1))
    left = [len(session.scalars(select(table.id)).all()) for table in (Letter, MailRun)]

    assert (kept, left) == ([2, 2], [1, 1])
    assert timedelta(days=180) == KEPT
