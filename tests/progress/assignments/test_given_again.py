"""What does a leader read, and take back, who gives a course that runs already once more?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import Assignment
from tandem.progress.assignments.actions import terms_of
from tests.cast import House
from tests.conftest import Browser
from tests.forms import as_it_stands, forms_in
from tests.lessons import give, lesson, serve

DECEMBER = date(2099, 12, 18)


@pytest.fixture
def lee(cast: House, browser_of: Browser) -> FlaskClient:
    """Lee's browser."""
    return browser_of(cast.lee)


@pytest.fixture
def running(session: Session, cast: House) -> Assignment:
    """A course that North has until December, its modules in order."""
    how: dict[str, Any] = {"time_zone": "Europe/Berlin", "in_order": True, "renew_months": 12}
    row = give(session, serve(session, lesson()), cast.north, due_on=DECEMBER, **how)
    session.commit()
    return row


def form_in(page: str, field: str) -> dict[str, str]:
    """What a browser sends of the form that has such a field."""
    sent = (as_it_stands(form) for form in forms_in(page, ""))
    return next(fields for fields in sent if field in fields)


def given(lee: FlaskClient, address: str, **fields: Any) -> str:
    """The page after the form of an address was sent with these changes."""
    data = {**form_in(lee.get(address).text, "whom"), **fields}
    return lee.post(address, data=data, follow_redirects=True).text


def undone(lee: FlaskClient, page: str) -> str:
    """The page after what the notice of a page tells of was taken back."""
    sent = form_in(page, "done")
    return lee.post("/lead/assignments/given/undo", data=sent, follow_redirects=True).text


def test_the_way_to_change_a_course_shows_how_it_runs_and_changes_only_what_is_changed(
    session: Session, lee: FlaskClient, running: Assignment
) -> None:
    plain = f"/lead/teams/{running.team_id}/assign"
    way = f"{plain}?change={running.id}"
    assert f'href="{way}#course"' in lee.get(plain).text

    page = given(lee, way, due_on="2099-12-04")

    assert "Changed where it ran already: due 18 Dec 2099 (Europe/Berlin) → 4 Dec 2099" in page
    session.rollback()
    session.refresh(running)
    assert (running.due_on, running.in_order, running.renew_months) == (
        date(2099, 12, 4), True, 12,
    )  # fmt: skip


def test_the_way_to_change_a_pairs_own_course_ticks_that_pair(
    session: Session, cast: House, lee: FlaskClient, running: Assignment
) -> None:
    running.pair_id = cast.pair.id
    session.commit()

    shown = form_in(
        lee.get(f"/lead/teams/{running.team_id}/assign?change={running.id}").text, "whom"
    )

    assert (shown["whom"], shown["pairs"]) == ("chosen", str(cast.pair.id))


def test_what_giving_it_anew_changed_is_said_and_taken_back(
    session: Session, lee: FlaskClient, running: Assignment
) -> None:
    before = terms_of(running)

    page = given(lee, f"/lead/teams/{running.team_id}/assign", due_on="2099-12-04")

    assert "modules in order: off, repeats after … months: 12 → never." in page
    session.rollback()
    session.refresh(running)
    assert not running.in_order
    assert "Undone: the course is assigned as before." in undone(lee, page)
    session.rollback()
    session.refresh(running)
    assert terms_of(running) == before
    assert running.moved_at is None


def test_a_new_course_is_withdrawn_again(
    session: Session, cast: House, lee: FlaskClient, running: Assignment
) -> None:
    serve(session, lesson(name="other"), course_slug="other")

    page = given(lee, f"/lead/teams/{cast.north.id}/assign", course="other", in_order="y")

    assert "The course is assigned. It’s on the pairs’ pages now." in page
    assert "Undone: the course is withdrawn again." in undone(lee, page)
    rows = session.query(Assignment).order_by(Assignment.id).all()
    assert [row.withdrawn_at is None for row in rows] == [True, False]


def test_what_has_changed_since_stays(
    session: Session, cast: House, lee: FlaskClient, running: Assignment
) -> None:
    address = f"/lead/teams/{running.team_id}/assign"
    page = given(lee, address, due_on="2099-12-04")
    again = given(lee, address, due_on="2099-12-05")

    assert "This can no longer be undone here" in undone(lee, page)
    session.rollback()
    session.refresh(running)
    assert running.due_on == date(2099, 12, 5)
    assert "due 4 Dec 2099 → 5 Dec 2099." in again
    assert "Nothing was changed" in given(lee, address, due_on="2099-12-05")


def test_nobody_else_shows_or_takes_back_what_a_leader_gave(
    session: Session, cast: House, lee: FlaskClient, running: Assignment, browser_of: Browser
) -> None:
    page = given(lee, f"/lead/teams/{running.team_id}/assign", due_on="2099-12-04")
    olga = browser_of(cast.olga)

    assert "This can no longer be undone here" in undone(olga, page)
    own = f"/lead/teams/{cast.south.id}/assign?change={running.id}"
    assert "What is set now" not in olga.get(own).text
    session.rollback()
    session.refresh(running)
    assert running.due_on == date(2099, 12, 4)
