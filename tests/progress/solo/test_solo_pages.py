"""What do the pages of the courses for one say to leaders and administrators?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Certificate, Course, SoloAssignment
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import finish
from tests.progress.solo.test_solo import DUE, give, page_of
from tests.written import AsBefore


@pytest.mark.parametrize("codes", [(), ("old",), ("new",), ("new", "old", "older")])
def test_the_certificates_of_a_course_for_one_stand_in_the_list(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    codes: tuple[str, ...],
) -> None:  # fmt: skip
    finish(session, cast.lee, "position")
    for code in codes:
        session.add(
            Certificate(
                code=code, course_id=course.id, person_id=cast.lee.id, first_name="Lee", edition=1,
                course_title="Positioning", at=NOW, round=("older", "old", "new").index(code) - 1,
                finished_on=DUE,
            )
        )  # fmt: skip
    read_german(session, cast.lee)

    page_as_before(browser_of(cast.lee).get("/certificates/").text)


@pytest.mark.parametrize("query", ["", "?search=moreau", "?search=nobody"])
def test_a_leader_reads_who_has_which_course_and_how_far_they_are(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    query: str,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    give(lee, cast, renew_months="1")
    give(lee, cast, whom="chosen", people=[cast.lee.id], due_on="2026-04-01", renew_months="3")
    finish(session, cast.lee, "position")

    page_as_before(lee.get(f"{page_of(cast)}{query}").text)


def test_what_cannot_be_given_is_told_where_it_was_asked_for(
    cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(give(browser_of(cast.lee), cast, whom="chosen", renew_months="99").text)


def test_taking_a_course_back_is_asked_once_more(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    lee = browser_of(cast.lee)
    give(lee, cast)

    given = session.scalars(select(SoloAssignment.id)).one()

    page_as_before(lee.get(f"{page_of(cast)}/{given}/withdraw").text)


def test_an_administrator_who_finds_no_team_is_led_back_to_all(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page_as_before(browser_of(cast.ada).get("/admin/solo?search=nowhere").text)
