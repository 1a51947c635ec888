"""Which letters does an administrator find, and which may leave after all?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.models import Letter, Person
from tandem.notifications.daily.actions import try_again
from tandem.notifications.daily.mail_log import MailLogFilters, letters_found
from tandem.terms import LetterKind
from tests.cast import NOW, Cast


def letter(session: Session, who: Person, **fields: Any) -> None:
    """A letter to somebody, at an address that tells no name."""
    given = {"subject": who.given_name, "text": "", "created_at": NOW, "next_try_at": NOW, **fields}
    session.add(Letter(person_id=who.id, recipient=f"p{who.id}@example.com", **given))
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
