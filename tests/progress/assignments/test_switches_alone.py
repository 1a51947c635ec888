"""Can the switches of a course be changed whose last day is over, without another date?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import Assignment, TeamLeader
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.lessons import give, lesson, serve
from tests.moments import SetClock
from tests.progress.assignments.test_given_again import given, undone

MARCH = date(2026, 3, 20)


@pytest.fixture
def lee(cast: House, browser_of: Browser, clock: SetClock) -> FlaskClient:
    """Lee's browser, when March is over."""
    clock.now = NOW + timedelta(days=60)
    return browser_of(cast.lee)


@pytest.fixture
def over(session: Session, cast: House, lee: FlaskClient) -> Assignment:
    """A course that North had until March, and that closed then."""
    how: dict[str, Any] = {"time_zone": "Europe/Berlin", "closes": True, "due_days": 18}
    row = give(session, serve(session, lesson()), cast.north, due_on=MARCH, **how)
    session.commit()
    return row


def way_to(row: Assignment) -> str:
    """Where it is changed."""
    return f"/lead/teams/{row.team_id}/assign?change={row.id}"


def look_again(session: Session, row: Assignment) -> None:
    """Read what it is now."""
    session.rollback()
    session.refresh(row)


def lead_too(session: Session, cast: House) -> None:
    """Lee leads South as well."""
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    session.commit()


@pytest.mark.each_database
def test_its_switches_change_alone_and_its_date_stays_as_it_was_set(
    session: Session, lee: FlaskClient, over: Assignment
) -> None:
    page = given(lee, way_to(over), in_order="y")

    assert "Changed where it ran already: modules in order: on." in page
    look_again(session, over)
    assert (over.in_order, over.closes) == (True, True)
    assert (over.due_on, over.time_zone, over.due_days, over.moved_at) == (
        MARCH, "Europe/Berlin", 18, None,
    )  # fmt: skip
    assert "Undone: the course is assigned as before." in undone(lee, page)
    look_again(session, over)
    assert not over.in_order


@pytest.mark.parametrize(
    "fields",
    [
        {"due_on": "2026-03-21"},
        # A pair that has no date of its own, and another team.
        {"whom": "chosen", "pairs": "{pair}"},
        {"others": "{south}"},
    ],
)
def test_a_day_that_is_over_is_no_new_date_for_anybody(
    session: Session, cast: House, lee: FlaskClient, over: Assignment, fields: dict[str, str]
) -> None:
    places = {"pair": cast.pair.id, "south": cast.south.id}
    lead_too(session, cast)

    page = given(lee, way_to(over), **{key: text.format(**places) for key, text in fields.items()})

    assert "This day is over. Choose today or a later day." in page
    session.rollback()
    assert session.query(Assignment).count() == 1


def test_two_pairs_whose_zones_differ_are_each_taken_back_as_they_were(
    session: Session, cast: House, lee: FlaskClient, over: Assignment
) -> None:
    over.pair_id = cast.pair.id
    how: dict[str, Any] = {"course_id": over.course_id, "team_id": over.team_id, "closes": True}
    other = Assignment(**how, pair_id=cast.second_pair.id, due_on=MARCH, time_zone="UTC", at=NOW)
    session.add(other)
    session.commit()
    both = [str(cast.pair.id), str(cast.second_pair.id)]

    page = given(lee, way_to(over), pairs=both, in_order="y")

    for row in (over, other):
        look_again(session, row)
        assert row.in_order
    assert "Undone: the course is assigned as before." in undone(lee, page)
    for row, zone in ((over, "Europe/Berlin"), (other, "UTC")):
        look_again(session, row)
        assert (row.in_order, row.time_zone) == (False, zone)
