"""Does a course for one begin anew by its date, with everything kept that was done?"""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Completion, Course, SoloAssignment, SoloRoundDone
from tandem.notifications.daily.queries import bundles, readers_of
from tandem.terms import AuditAct
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import finish, form_id_in
from tests.moments import SetClock
from tests.notifications.calendar.test_calendar import address, events
from tests.two_pairs import two_pairs

LATER = NOW + timedelta(days=100)
READ = "/learn/leading/position/"


def page_of(cast: Cast) -> str:
    """Where Lee's team has its courses for one."""
    return f"/lead/teams/{cast.north.id}/solo"


def give(browser: FlaskClient, cast: Cast, **fields: Any) -> int:
    """Give the course to all leaders, anew every three months, due in ten days."""
    due = (NOW + timedelta(days=10)).date().isoformat()
    sent = {"course": "leading", "whom": "leader", "due_on": due, "renew_months": "3", **fields}
    address = page_of(cast)
    answer = browser.post(address, data={"form_id": form_id_in(browser.get(address)), **sent})
    return answer.status_code


def line_of(browser: FlaskClient, cast: Cast) -> dict[str, str]:
    """The only line of the team's file."""
    answer = browser.get(f"{page_of(cast)}.csv")
    (line,) = csv.DictReader(io.StringIO(answer.text[1:]))
    return line


@two_pairs
def test_it_begins_anew_three_months_after_it_was_completed(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    finish(session, cast.lee, "position")

    before = line_of(browser, cast)
    clock.now = LATER
    after = line_of(browser, cast)

    assert (before["Round"], before["Repeats on"], before["Modules done"]) == (
        "1", "2026-06-02", "1",
    )  # fmt: skip
    assert (after["Round"], after["Round since"], after["Modules done"]) == ("2", "2026-06-02", "0")
    assert after["Due on"] == "2026-06-12"


def test_its_learner_reads_that_it_is_a_new_round_and_does_it_again(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    finish(session, cast.lee, "position")
    clock.now = LATER

    mine = " ".join(browser.get("/").text.split())
    page = browser.get(READ)
    browser.post(f"{READ}read", data={"form_id": form_id_in(page)})
    quiz = browser.get(f"{READ}quiz")
    sent = browser.post(f"{READ}quiz", data={"form_id": form_id_in(quiz), "answer-q1": "q1-good"})

    assert "Round 2 since 2 Jun 2026" in mine
    assert "You completed this before, on 2 Mar 2026, and that stays." in page.text
    assert sent.status_code == 303
    session.rollback()
    assert session.scalars(select(Completion.number).order_by(Completion.id)).all() == [1, 2]
    assert session.scalars(select(SoloRoundDone.number).order_by(SoloRoundDone.id)).all() == [1, 2]


@two_pairs
def test_who_was_through_when_it_was_given_begins_anew_too(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.lee, "position")
    session.query(SoloRoundDone).delete()
    session.commit()

    give(browser_of(cast.lee), cast)

    assert line_of(browser_of(cast.lee), cast)["Repeats on"] == "2026-06-02"


@two_pairs
def test_a_persons_own_date_keeps_the_renewal_of_the_role(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    give(browser, cast, whom="chosen", people=[cast.lee.id], due_on="2026-04-01", renew_months="")
    finish(session, cast.lee, "position")

    assert line_of(browser, cast)["Repeats on"] == "2026-06-02"


def test_in_a_new_round_there_is_a_reminder_again(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.lee), cast)
    finish(session, cast.lee, "position")
    now = datetime(2026, 6, 5, 9, tzinfo=UTC)

    found = bundles(session, readers_of(session, [cast.lee.id], now=now), now=now)

    assert [task.due_on for bundle in found for task in bundle.tasks] == [date(2026, 6, 12)]


def test_each_round_has_its_certificate_and_the_earlier_one_stays(
    session: Session, cast: Cast, course: Course, browser_of: Browser, clock: SetClock
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    finish(session, cast.lee, "position")
    first = browser.post("/certificates/alone/leading").location
    clock.now = LATER

    meanwhile = browser.post("/certificates/alone/leading").location
    browser.post(f"{READ}read", data={"form_id": form_id_in(browser.get(READ))})
    quiz = f"{READ}quiz"
    browser.post(quiz, data={"form_id": form_id_in(browser.get(quiz)), "answer-q1": "q1-good"})
    second = browser.post("/certificates/alone/leading").location

    assert meanwhile == first != second
    page = browser.get("/certificates/").text
    assert f'href="{first}"' in page
    assert f'href="{second}"' in page


@pytest.mark.parametrize("months", ["0", "37"])
def test_what_is_no_number_of_months_is_refused(
    session: Session, cast: Cast, course: Course, browser_of: Browser, months: str
) -> None:
    assert give(browser_of(cast.lee), cast, renew_months=months) == 400
    assert session.scalars(select(SoloAssignment)).all() == []


@two_pairs
def test_the_log_tells_a_new_date_from_a_new_renewal(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    give(browser, cast, renew_months="6")
    give(browser, cast, due_on="2026-05-01")

    session.rollback()
    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-3:] == [AuditAct.COURSE_GIVEN, AuditAct.COURSE_RENEWAL, AuditAct.COURSE_MOVED]


def test_the_date_of_a_course_for_one_stands_in_the_calendar(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    link = address(browser)

    assert events(browser_of, link) == {"Due: Positioning": date(2026, 3, 12)}
    finish(session, cast.lee, "position")
    assert events(browser_of, link) == {}
