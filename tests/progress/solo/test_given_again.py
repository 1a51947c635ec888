"""What does a leader read, and take back, who gives a course for one once more?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Course, SoloAssignment
from tandem.progress.solo import actions
from tandem.progress.solo.actions import terms_of
from tandem.terms import AuditAct, Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import as_it_stands, forms_in
from tests.moments import SetClock

MARCH = date(2026, 3, 20)


@pytest.fixture
def lee(cast: Cast, browser_of: Browser) -> FlaskClient:
    """Lee's browser."""
    return browser_of(cast.lee)


@pytest.fixture
def running(session: Session, cast: Cast, course: Course) -> SoloAssignment:
    """A course that the leaders of North have until March, each year anew."""
    actions.give(
        session, team_id=cast.north.id, course_id=course.id, role=Role.LEADER, people=(),
        due_on=MARCH, time_zone="Europe/Berlin", renew_months=12, by_id=cast.lee.id, now=NOW,
    )  # fmt: skip
    session.commit()
    return session.scalars(select(SoloAssignment)).one()


def form_in(page: str, field: str) -> dict[str, str]:
    """What a browser sends of the form that has such a field."""
    sent = (as_it_stands(form) for form in forms_in(page, ""))
    return next(fields for fields in sent if field in fields)


def given(lee: FlaskClient, address: str, **fields: Any) -> str:
    """The page after the form of an address was sent with these changes."""
    data = {**form_in(lee.get(address).text, "whom"), **fields}
    return lee.post(address, data=data, follow_redirects=True).text


def undone(browser: FlaskClient, page: str) -> str:
    """The page after what the notice of a page tells of was taken back."""
    sent = form_in(page, "done")
    return browser.post("/lead/solo/given/undo", data=sent, follow_redirects=True).text


def look_again(session: Session, row: SoloAssignment) -> None:
    """Read what it is now."""
    session.rollback()
    session.refresh(row)


def plain(row: SoloAssignment) -> str:
    """Where its team has its courses for one."""
    return f"/lead/teams/{row.team_id}/solo"


def way_to(row: SoloAssignment) -> str:
    """Where it is changed."""
    return f"{plain(row)}?change={row.id}"


def test_the_way_to_change_a_course_shows_how_it_runs_and_changes_only_what_is_changed(
    session: Session, lee: FlaskClient, running: SoloAssignment
) -> None:
    assert f'href="{way_to(running)}#give"' in lee.get(plain(running)).text
    assert "What is set now is filled in." in lee.get(way_to(running)).text

    page = given(lee, way_to(running), due_on="2026-04-01")

    assert "Changed where it ran already: due 20 Mar 2026 (Europe/Berlin) → 1 Apr 2026" in page
    look_again(session, running)
    assert (running.due_on, running.renew_months) == (date(2026, 4, 1), 12)


def test_what_giving_it_anew_changed_is_said_and_taken_back(
    session: Session, lee: FlaskClient, running: SoloAssignment
) -> None:
    before = terms_of(running)

    page = given(lee, plain(running), course="leading", due_on="2026-04-01")

    assert "repeats after … months: 12 → never." in page
    look_again(session, running)
    assert running.renew_months is None
    assert "Undone: the course is assigned as before." in undone(lee, page)
    look_again(session, running)
    assert (terms_of(running), running.due_days, running.moved_at) == (before, 18, None)


@pytest.mark.each_database
def test_a_person_who_has_more_time_has_it_no_more_once_that_is_undone(
    session: Session, cast: Cast, lee: FlaskClient, running: SoloAssignment
) -> None:
    way = f"{plain(running)}?course=leading&person={cast.lee.id}"

    page = given(lee, way, due_on="2026-04-01")

    assert "The course is assigned. It’s on each one’s own page now." in page
    assert form_in(lee.get(way).text, "whom")["due_on"] == "2026-04-01"
    assert "Undone: the course is withdrawn again." in undone(lee, page)
    session.rollback()
    rows = session.scalars(select(SoloAssignment).order_by(SoloAssignment.id)).all()
    assert [(row.person_id, row.withdrawn_at is None) for row in rows] == [
        (None, True),
        (cast.lee.id, False),
    ]


def test_what_is_as_it_was_is_said_so_and_not_noted(
    session: Session, lee: FlaskClient, running: SoloAssignment
) -> None:
    running.time_zone = "UTC"
    session.commit()

    page = given(lee, way_to(running))

    assert "Nothing was changed: the course is assigned like this already." in page
    session.rollback()
    acts = set(session.scalars(select(AuditEntry.act)))
    assert acts == {AuditAct.COURSE_GIVEN}


def test_what_has_changed_since_or_is_another_leaders_stays(
    session: Session, cast: Cast, lee: FlaskClient, running: SoloAssignment, browser_of: Browser
) -> None:
    page = given(lee, way_to(running), due_on="2026-04-01")
    assert "This can no longer be undone here" in undone(browser_of(cast.olga), page)
    given(lee, way_to(running), due_on="2026-04-02")

    assert "This can no longer be undone here" in undone(lee, page)
    look_again(session, running)
    assert running.due_on == date(2026, 4, 2)


def test_a_course_whose_last_day_is_over_repeats_otherwise_without_another_date(
    session: Session, lee: FlaskClient, running: SoloAssignment, clock: SetClock
) -> None:
    way = way_to(running)
    clock.now = NOW + timedelta(days=60)

    page = given(lee, way, renew_months="6")

    assert "Changed where it ran already: repeats after … months: 12 → 6." in page
    look_again(session, running)
    assert (running.due_on, running.time_zone, running.due_days, running.moved_at) == (
        MARCH, "Europe/Berlin", 18, None,
    )  # fmt: skip
    assert "This day is over." in given(lee, way, due_on="2026-03-21")


def test_a_date_that_is_over_is_kept_for_whoever_has_it_alone(
    session: Session, cast: Cast, lee: FlaskClient, running: SoloAssignment, clock: SetClock
) -> None:
    clock.now = NOW + timedelta(days=60)

    page = given(lee, way_to(running), whom="chosen", people=str(cast.lee.id))

    assert "This day is over." in page
    assert len(session.scalars(select(SoloAssignment)).all()) == 1
