"""What becomes of the courses of a team when one is given, taken back, and given back?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Assignment, AuditEntry, Course
from tandem.progress.assignments import actions, queries
from tandem.terms import AuditAct
from tests.cast import NOW, House
from tests.lessons import give, lesson, serve

DAY = timedelta(days=1)


def test_each_course_of_a_team_has_its_own_date(session: Session, cast: House) -> None:
    facts: dict[str, Any] = {"time_zone": "UTC", "by_id": cast.lee.id, "now": NOW, "pairs": None}
    dates = {"one": date(2026, 4, 1), "two": date(2026, 5, 1)}
    for slug, due_on in dates.items():
        course = serve(session, lesson(name=slug), course_slug=slug)
        actions.assign(session, team_id=cast.north.id, course_id=course.id, due_on=due_on, **facts)

    query = select(Course.slug, Assignment.due_on).join(Assignment)
    assert dict(map(tuple, session.execute(query))) == dates


def test_an_old_undo_does_not_give_back_what_was_taken_back_again(
    session: Session, cast: House
) -> None:
    row = give(session, serve(session, lesson()), cast.north)

    def take_back(now: datetime) -> None:
        actions.withdraw(session, row, by_id=cast.lee.id, now=now)

    take_back(NOW)
    assert actions.give_back(session, row, withdrawn_at=NOW)
    take_back(NOW + DAY)

    assert not actions.give_back(session, row, withdrawn_at=NOW)
    assert row.withdrawn_at == NOW + DAY


def test_a_course_that_is_not_there_can_be_given_to_nobody(session: Session, cast: House) -> None:
    course = serve(session, lesson())
    places: list[Any] = [None, [cast.pair.id], []]

    def given(course_id: int) -> list[bool]:
        team = cast.north.id
        return [
            queries.may_be_given(session, course_id, team_id=team, pairs=pairs) for pairs in places
        ]

    assert given(course.id) == [True, True, True]
    assert given(course.id + 1) == [False, False, False]


def test_a_course_that_is_given_as_it_was_is_not_told_again(session: Session, cast: House) -> None:
    facts: dict[str, Any] = {"pairs": None, "time_zone": "UTC", "by_id": cast.lee.id, "now": NOW}
    facts |= {"team_id": cast.north.id, "course_id": serve(session, lesson()).id}
    for months in (None, None, 6, 6):
        actions.assign(session, due_on=date(2026, 4, 1), renew_months=months, **facts)

    told = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert told == [AuditAct.COURSE_GIVEN, AuditAct.COURSE_RENEWAL]
