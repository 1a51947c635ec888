"""Of which courses is somebody reminded? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tandem.models import Person
from tandem.notifications.daily.news import both_of, open_halves
from tandem.notifications.daily.queries import LastMail, Recipient, tasks_of
from tandem.notifications.daily.queries import open_halves as open_tasks
from tandem.terms import Role
from tests.cast import NOW
from tests.plain_courses import COURSE, DONE, OPEN, SAM, SUE, pair, pair_course

TODAY, DAY = NOW.date(), timedelta(days=1)
SOON = TODAY + 7 * DAY


def readers(*people: int) -> dict[int, Recipient]:
    """These may be written to."""
    reader = Recipient(Person(time_zone="UTC"), 9, TODAY, LastMail(), True, True)
    return dict.fromkeys(people, reader)


def test_each_is_reminded_of_their_own_open_modules() -> None:
    course = pair_course((DONE, OPEN), (OPEN, OPEN), (DONE, OPEN), due_on=SOON)

    found = {
        who: (task.modules_left, task.role, task.partners)
        for task, who in open_tasks(course, now=NOW)
    }

    assert found == {
        SAM: (1, Role.REP, ("Sue Zhang",)), SUE: (3, Role.SUPPORT, ("Sam Adeyemi",)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "reminded"),
    [
        ({"due_on": SOON}, [SUE]),
        ({"due_on": None}, []),
        ({"due_on": SOON, "closes": True}, [SUE]),
        ({"due_on": SOON, "closes": True, "is_overdue": True}, []),
        ({"due_on": SOON, "is_overdue": True}, [SUE]),
    ],
)
def test_nobody_is_reminded_of_what_is_done_has_no_date_or_has_closed(
    fields: dict[str, Any], reminded: list[int]
) -> None:
    course = pair_course((DONE, OPEN), **fields)

    assert [who for _, who in open_tasks(course, now=NOW)] == reminded


@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False)])
def test_a_task_is_overdue_when_its_day_is_over(days: int, overdue: bool) -> None:
    course = pair_course((OPEN, DONE), due_on=TODAY + days * DAY)
    ((task, _),) = open_tasks(course, now=NOW)

    assert task.is_overdue is overdue


def test_a_course_with_two_partners_is_one_task_with_both_the_earlier_date_first() -> None:
    courses = [
        pair_course((OPEN, OPEN), of=pair(1), due_on=SOON),
        pair_course((OPEN, OPEN), of=pair(2), due_on=TODAY + DAY),
        pair_course((OPEN, OPEN), of=pair(3, swapped=True), due_on=SOON),
        pair_course((OPEN, OPEN), of=pair(4), due_on=SOON, course=replace(COURSE, id=6, title="A")),
    ]

    tasks = tasks_of(courses, readers(SAM), now=NOW)

    assert list(tasks) == [SAM]
    found = [(task.course.id, task.role, task.due_on, len(task.partners)) for task in tasks[SAM]]
    assert found == [
        (5, Role.REP, TODAY + DAY, 2), (6, Role.REP, SOON, 1), (5, Role.SUPPORT, SOON, 1),
    ]  # fmt: skip


def test_only_a_date_that_is_spoken_of_today_is_a_task() -> None:
    course = pair_course((OPEN, OPEN), due_on=TODAY + 4 * DAY)

    assert tasks_of([course], readers(SAM, SUE), now=NOW) == {}


def test_a_half_may_be_looked_forward_to_while_only_the_other_one_is_done() -> None:
    course = pair_course((DONE, DONE), (DONE, OPEN), (OPEN, OPEN), (OPEN, DONE), of=pair(7))

    found = {key: (news.partner, news.pair_id) for key, news in open_halves([course])}

    assert found == {(SUE, 7, 1): ("Sam Adeyemi", 7), (SAM, 7, 3): ("Sue Zhang", 7)}


def test_both_are_told_each_with_the_other_one() -> None:
    assert [(mine.id, partner.id) for mine, partner in both_of(pair())] == [(SAM, SUE), (SUE, SAM)]
