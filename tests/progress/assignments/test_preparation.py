"""What does a leader read before a pair comes to a module?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.lessons import finish, lesson, serve
from tests.written import AsBefore

READ = "You have read it."


@pytest.fixture
def courses(session: Session, cast: Cast) -> None:
    """A pair's course whose module is prepared with a module for leaders."""
    serve(session, lesson(name="hard", title="THE HARD ONE", prepare="positioning/equipment"))
    serve(session, lesson(name="equipment", title="READ THIS FIRST"), course_slug="positioning")
    session.scalars(select(Course).where(Course.slug == "positioning")).one().audience = "leader"
    session.commit()


def page(cast: Cast, browser_of: Browser) -> str:
    """The page on which Lee assigns."""
    return browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/assign").text


def test_whoever_assigns_a_course_is_told_what_to_prepare(
    cast: Cast, courses: None, browser_of: Browser
) -> None:
    text = page(cast, browser_of)

    assert "THE HARD ONE" in text
    assert '<a href="/learn/positioning/equipment/">READ THIS FIRST</a>' in text
    assert READ not in text
    assert "READ THIS FIRST" in browser_of(cast.lee).get("/learn/positioning/equipment/").text


def test_what_the_leader_has_read_has_a_tick(
    session: Session, cast: Cast, courses: None, browser_of: Browser
) -> None:
    finish(session, cast.lee, "equipment")

    assert READ in page(cast, browser_of)


def test_what_another_leader_has_read_has_none(
    session: Session, cast: Cast, courses: None, browser_of: Browser
) -> None:
    finish(session, cast.olga, "equipment")

    text = page(cast, browser_of)
    assert "READ THIS FIRST" in text
    assert READ not in text


@pytest.mark.parametrize("prepare", ["", "positioning/gone", "gone/equipment"])
def test_where_nothing_is_named_or_it_is_gone_nothing_is_said(
    session: Session, cast: Cast, browser_of: Browser, prepare: str
) -> None:
    serve(session, lesson(name="hard", title="THE HARD ONE", prepare=prepare))

    text = page(cast, browser_of)
    assert 'href="/learn/teaming/try"' in text
    assert "What you prepare" not in text


@pytest.mark.parametrize("is_read", [False, True])
def test_what_is_to_be_prepared_is_named_in_its_own_language(
    session: Session, cast: Cast, courses: None, browser_of: Browser, page_as_before: AsBefore,
    is_read: bool,
) -> None:  # fmt: skip
    if is_read:
        finish(session, cast.lee, "equipment")
    read_german(session, cast.lee)

    page_as_before(page(cast, browser_of))
