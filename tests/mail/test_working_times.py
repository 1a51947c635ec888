"""Whose working time holds for a letter, and how long does it wait?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.mail.working_times import (
    choose,
    own_hours,
    put_off,
    time_in,
    when_to_send,
    working_times,
)
from tandem.models import Letter, WorkHours
from tandem.terms import LetterKind
from tandem.working_time import ALWAYS, WorkingTime
from tests.cast import NOW, Cast

GERMAN = WorkingTime(country="DE")


@pytest.mark.parametrize(
    ("chosen", "site", "country"),
    [
        ("", GERMAN, "DE"),
        ("FR", GERMAN, "FR"),
        ("-", GERMAN, ""),
        ("FR", ALWAYS, ""),
        ("", ALWAYS, ""),
    ],
)
def test_holidays_are_kept_only_where_the_site_keeps_any(
    chosen: str, site: WorkingTime, country: str
) -> None:
    row = WorkHours(days="1010100", begins=8, until=17, country=chosen)

    assert time_in(row, site=site) == WorkingTime(frozenset({0, 2, 4}), 8, 17, country)


SUNDAY = datetime(2026, 3, 1, 9, tzinfo=UTC)
OFFICE = WorkingTime(frozenset(range(5)), 8, 17)


@pytest.mark.parametrize(
    ("kind", "is_to_somebody", "waits"),
    [
        (LetterKind.NOTICE, True, True),
        (LetterKind.ASKED, True, False),
        (LetterKind.NOTICE, False, False),
    ],
)
def test_a_letter_to_nobody_of_the_site_does_not_wait_for_their_hours(
    session: Session, cast: Cast, kind: LetterKind, is_to_somebody: bool, waits: bool
) -> None:
    letter = Letter(kind=kind, person_id=cast.sam.id if is_to_somebody else None, at_once=False)

    moment = when_to_send(session, letter, site=OFFICE, now=SUNDAY)

    assert (moment > SUNDAY) is waits


UNTIL = NOW + timedelta(days=3)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (LetterKind.NOTICE, NOW, UNTIL + DAY),
        (LetterKind.INVITATION, UNTIL + 2 * DAY, UNTIL + 2 * DAY),
        (LetterKind.NOTICE, None, None),
        (LetterKind.DAILY, NOW, NOW),
    ],
)
def test_a_letter_that_waits_for_its_reader_does_not_grow_too_old_but_for_one_of_a_day(
    kind: LetterKind, before: datetime | None, after: datetime | None
) -> None:
    letter = Letter(kind=kind, expires_at=before, next_try_at=NOW)

    put_off(letter, UNTIL)

    assert (letter.next_try_at, letter.expires_at) == (UNTIL, after)


def test_hours_are_those_of_the_site_until_somebody_chooses_and_once_they_take_it_back(
    session: Session, cast: Cast
) -> None:
    mine, people = WorkingTime(frozenset({1, 3}), 9, 13), [cast.sam.id, cast.sue.id]

    def chosen(time: WorkingTime | None) -> dict[int, WorkingTime]:
        choose(session, cast.sam.id, time, country="", now=NOW)
        return working_times(session, people, site=OFFICE)

    assert chosen(None) == dict.fromkeys(people, OFFICE)
    assert chosen(mine) == {cast.sam.id: mine, cast.sue.id: OFFICE}
    row = own_hours(session, cast.sam.id)
    assert row is not None
    assert (row.days, row.begins, row.until, row.changed_at) == ("0101000", 9, 13, NOW)
    assert chosen(None) == dict.fromkeys(people, OFFICE)
