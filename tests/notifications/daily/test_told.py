"""What mail has somebody had, and what is due for them? Plain values, as the rows hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tandem.library.served import ServedCourse
from tandem.models import Letter, Person
from tandem.notifications.daily.ahead import since_when
from tandem.notifications.daily.news import LastTold, News, is_new_to, longest
from tandem.notifications.daily.queries import (
    Bundle,
    LastMail,
    Recipient,
    Task,
    by_date,
    is_to_be_told,
    joined,
    told_by,
)
from tandem.terms import Role
from tandem.working_time import WorkingTime
from tests.cast import NOW

TODAY, DAY = NOW.date(), timedelta(days=1)
YESTERDAY = TODAY - DAY


def letter(day: date | None, *, sent: bool = True, **fields: Any) -> Letter:
    """A letter of a day, written and sent at its seventh hour."""
    at = datetime(2026, 1, 1, 7, tzinfo=UTC) + ((day or TODAY) - date(2026, 1, 1))
    facts = {"has_digest": False, "has_refresher": False, "created_at": at, **fields}
    return Letter(day=day, sent_at=at if sent else None, **facts)


def told(*letters: Letter, zone: str = "UTC") -> LastMail:
    """What they have told."""
    return told_by(letters, zone=zone, now=NOW)


def test_a_letter_of_today_is_todays_mail_whether_it_has_left_or_not() -> None:
    assert told(letter(TODAY)).today
    assert told(letter(TODAY, sent=False)).today
    assert not told(letter(YESTERDAY)).today
    assert told() == LastMail()


def test_a_letter_is_the_mail_of_its_own_day_whenever_it_was_written() -> None:
    assert told(letter(TODAY, created_at=NOW - DAY)).today
    assert not told(letter(YESTERDAY, created_at=NOW)).today


@pytest.mark.parametrize(("zone", "today"), [("UTC", True), ("America/Los_Angeles", False)])
def test_an_invitation_of_today_is_todays_mail_where_its_reader_is(zone: str, today: bool) -> None:
    assert told(letter(None, created_at=NOW.replace(hour=3)), zone=zone).today is today


def test_only_a_letter_of_a_day_before_that_has_left_has_told_something() -> None:
    older, newer = letter(YESTERDAY - DAY), letter(YESTERDAY)

    found = told(newer, older, letter(TODAY), letter(None), letter(YESTERDAY, sent=False))

    assert (found.on, found.at) == (YESTERDAY, newer.sent_at)


def test_the_last_digest_and_the_last_refresher_are_told_each_by_its_own_letter() -> None:
    days = [TODAY - n * DAY for n in range(1, 5)]
    found = told(
        letter(days[0]),
        letter(days[1], has_digest=True),
        letter(days[2], has_refresher=True, has_digest=True),
        letter(days[3], has_refresher=True),
        letter(TODAY, has_digest=True, has_refresher=True),
    )

    assert (found.on, found.digest_on, found.refresher_on) == (days[0], days[1], days[2])


def reader(**fields: Any) -> Recipient:
    """Somebody who may be written to on a Monday."""
    facts: dict[str, Any] = {
        "hour": 9, "day": TODAY, "told": LastMail(), "wants_reminders": True, "wants_digest": True,
    }  # fmt: skip
    return Recipient(Person(time_zone="UTC"), **{**facts, **fields})


OFFICE = WorkingTime(frozenset(range(5)), 8, 18)


@pytest.mark.parametrize(
    ("now", "may_read"),
    [
        (NOW.replace(hour=5), True),
        (NOW.replace(hour=17, minute=59), True),
        (NOW.replace(hour=18), False),
        (NOW - DAY, False),
    ],
)
def test_somebody_may_be_written_to_on_a_day_on_which_they_still_work(
    now: datetime, may_read: bool
) -> None:
    assert reader(time=OFFICE, day=now.date()).may_read(now) is may_read


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (reader(), True),
        (reader(wants_digest=False), False),
        (reader(told=LastMail(digest_on=TODAY)), False),
        (reader(told=LastMail(digest_on=YESTERDAY)), True),
        (reader(day=TODAY + 3 * DAY), False),
        (reader(day=TODAY + 5 * DAY, time=WorkingTime(frozenset({4, 5}))), True),
        (reader(wants_reminders=False), True),
    ],
)
def test_a_digest_is_due_to_whoever_wants_it_in_the_first_days_of_their_week(
    one: Recipient, due: bool
) -> None:
    assert one.is_due_for_digest is due


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (reader(), True),
        (reader(wants_reminders=False), False),
        (reader(wants_digest=False), True),
        (reader(told=LastMail(refresher_on=TODAY - 6 * DAY)), False),
        (reader(told=LastMail(refresher_on=TODAY - 7 * DAY)), True),
    ],
)
def test_a_question_is_due_to_whoever_wants_reminders_once_a_week(
    one: Recipient, due: bool
) -> None:
    assert one.is_due_for_refresher is due


def test_a_weekend_swallows_no_news() -> None:
    monday = reader(time=OFFICE, told=LastMail(on=YESTERDAY, at=NOW - DAY))

    assert monday.last_told == LastTold("UTC", YESTERDAY, NOW - DAY, timedelta(days=4))


def test_something_is_news_as_long_as_it_is_to_the_reader_who_was_away_longest() -> None:
    readers = {1: LastTold("UTC", None, None, 3 * DAY), 2: LastTold("UTC", None, None, 5 * DAY)}

    assert longest(readers) == 5 * DAY
    assert longest({}) == 2 * DAY


def test_each_reader_is_told_by_their_own_days() -> None:
    at = NOW - 3 * DAY

    assert is_new_to(LastTold("UTC", None, None, 4 * DAY), at, now=NOW)
    assert not is_new_to(LastTold("UTC", None, None), at, now=NOW)
    assert not is_new_to(LastTold("UTC", None, NOW - DAY, 4 * DAY), at, now=NOW)


@pytest.mark.parametrize(
    ("told_at", "since"),
    [(None, NOW - 7 * DAY), (NOW - DAY, NOW - DAY), (NOW - 9 * DAY, NOW - 7 * DAY)],
)
def test_what_a_partner_did_is_news_since_the_last_mail_for_a_week_at_most(
    told_at: datetime | None, since: datetime
) -> None:
    assert since_when(LastTold("UTC", None, told_at), NOW) == since


def task(due: int, *partners: str, title: str = "B", role: Role = Role.REP) -> Task:
    """A course that is due in so many days."""
    course = ServedCourse(1, "b", title, "", "", frozenset(), ())
    return Task(course, role, partners, 1, TODAY + due * DAY, "UTC", is_overdue=due < 0)


def test_two_pairs_with_one_course_are_one_task_by_the_earlier_date() -> None:
    early, late = task(1, "Abe"), task(7, "Sue")

    found = replace(early, partners=("Abe", "Sue"))
    assert joined(early, late) == joined(late, early) == found


def test_tasks_stand_by_date_then_by_title_then_by_role() -> None:
    tasks = [
        task(7, title="A"), task(1, role=Role.SUPPORT), task(1), task(1, title="A"),
    ]  # fmt: skip

    assert sorted(tasks, key=by_date) == [tasks[3], tasks[2], tasks[1], tasks[0]]


@pytest.mark.parametrize(
    ("due", "one", "due_today"),
    [
        (7, reader(), True),
        (6, reader(), True),
        (4, reader(), False),
        (4, reader(time=OFFICE), True),
        (7, reader(told=LastMail(on=TODAY)), False),
    ],
)
def test_a_date_is_told_by_the_readers_own_days(due: int, one: Recipient, due_today: bool) -> None:
    assert is_to_be_told(task(due), one, now=NOW) is due_today


def test_a_date_is_looked_at_in_the_zone_of_who_set_it() -> None:
    far = replace(task(7), time_zone="Pacific/Kiritimati", due_on=TODAY + 8 * DAY)

    assert is_to_be_told(far, reader(), now=NOW.replace(hour=11))
    assert not is_to_be_told(replace(far, time_zone="UTC"), reader(), now=NOW.replace(hour=11))


def news_of(kind: str) -> News:
    """News of one kind alone."""
    parts: dict[str, Any] = {kind: ("news",)}
    return News(**parts)


@pytest.mark.parametrize(
    ("fields", "has_content"),
    [
        ({}, False),
        ({"tasks": (task(1),)}, True),
        ({"refresher": "Engine"}, True),
        ({"has_week": True}, True),
        *(
            ({"news": news_of(kind)}, kind != "editions")
            for kind in ("nudges", "scenes", "again", "ended", "plans", "editions")
        ),
    ],
)
def test_there_is_something_to_say_with_any_reason_for_a_letter(
    fields: dict[str, Any], has_content: bool
) -> None:
    assert Bundle(Person(), TODAY, **fields).has_content is has_content
