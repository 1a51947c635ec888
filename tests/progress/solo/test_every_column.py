"""Does every column of the file of courses for one say what the page says, wherever its reader
lives?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import Course
from tandem.progress.solo import actions
from tandem.terms import Role
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.lessons import finish, lesson, question, serve
from tests.moments import SetClock
from tests.tables import ZONES, in_words, lines_of_book, lines_of_csv, rows_of_csv, rows_on

# Lee was through with "Calm" at noon, and Lia shortly before midnight, by UTC.
IN_FILE = """
Person|Course|Due on|Time zone|Past the date|Round|Round since|Repeats on|Modules done\
|Modules in all|Stands at|Finished on
Lee Moreau|Calm||||1||2027-03-03|1|1||{noon}
Lia Okoro|Calm||||1||2027-03-03|1|1||{night}
Lee Moreau|Leading|2026-06-21|Pacific/Auckland||2|2026-06-03||0|2|First|
Lia Okoro|Leading|2026-03-20|Pacific/Auckland|yes|1|||1|2|Second|
"""
FINISHED = {
    "Europe/Berlin": {"noon": "2026-03-02", "night": "2026-03-03"},
    "Pacific/Kiritimati": {"noon": "2026-03-03", "night": "2026-03-03"},
}


@pytest.fixture
def clock(clock: SetClock) -> SetClock:
    """A hundred days later."""
    clock.set_to(NOW + timedelta(days=100))
    return clock


@pytest.fixture
def courses(session: Session, cast: House, clock: SetClock) -> None:
    """The leaders have one course with a date, which has begun anew for Lee, and one without."""
    noon, night = NOW + timedelta(hours=3), NOW + timedelta(hours=14, minutes=30)
    give(session, cast, "leading", "first", "second", due_on=date(2026, 3, 20), renew_months=3)
    give(session, cast, "calm", "last", due_on=None, renew_months=12)
    for module in ("first", "second", "last"):
        finish(session, cast.lee, module, now=noon)
    for module in ("first", "last"):
        finish(session, cast.lia, module, now=night)


def give(session: Session, cast: House, slug: str, *modules: str, **fields: Any) -> None:
    """Give the leaders of Lee's team a course of these modules."""
    course = Course(slug=slug, title=slug.title(), audience="leader")
    session.add(course)
    session.flush()
    serve(
        session, *(lesson(question(m), name=m, title=m.title()) for m in modules), course_slug=slug
    )
    given = {"role": Role.LEADER, "people": (), "by_id": cast.lee.id, "now": NOW, **fields}
    actions.give(
        session, team_id=cast.north.id, course_id=course.id, time_zone="Pacific/Auckland", **given
    )
    session.commit()


@pytest.fixture
def lee(
    session: Session, cast: House, courses: None, browser_of: Browser, zone: str
) -> FlaskClient:
    """A leader in a time zone."""
    session.merge(cast.lee).time_zone = zone
    session.commit()
    return browser_of(cast.lee)


@pytest.fixture
def page(cast: House) -> str:
    """Where Lee's team has its courses for one."""
    return f"/lead/teams/{cast.north.id}/solo"


@pytest.mark.parametrize("zone", ZONES)
def test_the_file_has_every_column_with_days_of_its_reader(
    lee: FlaskClient, page: str, zone: str
) -> None:
    lines = lines_of_csv(lee.get(f"{page}.csv").text)

    expected = IN_FILE.format(**FINISHED[zone]).strip().splitlines()
    assert ["|".join(line) for line in lines] == expected


@pytest.mark.parametrize("zone", ZONES)
def test_the_page_says_every_column_of_the_file(lee: FlaskClient, page: str) -> None:
    on_page = rows_on(lee.get(page).text, "solo")
    in_file = rows_of_csv(lee.get(f"{page}.csv").text)

    assert [row.pop("More time") for row in on_page] == ["Another date …"] * 4
    assert on_page == [{name: in_words(cell) for name, cell in row.items()} for row in in_file]


@pytest.mark.parametrize("zone", ZONES)
def test_the_workbook_says_every_column_of_the_file(lee: FlaskClient, page: str) -> None:
    book = lee.get(f"{page}.xlsx").data

    assert lines_of_book(book) == lines_of_csv(lee.get(f"{page}.csv").text)
