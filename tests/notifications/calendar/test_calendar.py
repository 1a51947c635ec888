"""How do due dates get into somebody's own calendar?"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import AgreementVersion, Goal, GoalMeasure, Module, Signature
from tandem.people.pairs import actions as pairs
from tandem.progress.assignments import actions as assignments
from tandem.terms import Better, PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, form_id_in, lesson, question, serve

DUE = date(2026, 3, 9)


def address(browser: FlaskClient) -> str:
    """Make an address and read it from the page."""
    sent = {"form_id": form_id_in(browser.get("/account/calendar"))}
    page = browser.post("/account/calendar/renew", data=sent, follow_redirects=True)
    found = re.search(r'value="http://localhost(/calendar/[\w-]{32}\.ics)"', page.text)
    assert found
    return found[1]


def events(browser_of: Browser, link: str) -> dict[str, date]:
    """What a calendar program reads, without a session: titles and days."""
    answer = browser_of(None).get(link)
    assert answer.mimetype == "text/calendar"
    read = Calendar.from_ical(answer.text)
    return {str(event["summary"]): event.decoded("dtstart") for event in read.walk("VEVENT")}


def test_a_due_date_is_a_whole_day_with_its_zone_named(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))), due_on=DUE)
    link = address(browser_of(cast.sam))

    assert events(browser_of, link) == {"Due: Respectful teaming": DUE}
    text = browser_of(None).get(link).text
    assert "DTSTART;VALUE=DATE:20260309" in text
    assert "DTEND;VALUE=DATE:20260310" in text
    assert "Europe/Berlin" in text


def test_the_calendar_names_no_partner_and_stays_the_same_while_nothing_changes(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))), due_on=DUE)
    link = address(browser_of(cast.sam))

    first, second = (browser_of(None).get(link).text for _ in range(2))

    assert first == second
    assert "Zhang" not in first


def test_who_is_done_or_paused_has_no_date(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))), due_on=DUE)
    sams, sues = address(browser_of(cast.sam)), address(browser_of(cast.sue))
    finish(session, cast.sam)

    assert events(browser_of, sams) == {}
    assert len(events(browser_of, sues)) == 1
    pairs.change_state(session, cast.pair, PairState.PAUSED, by_id=None, now=NOW)
    session.commit()
    assert events(browser_of, sues) == {}


def test_the_day_to_look_again_stands_there_when_both_have_signed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, lesson(question("q1")))
    module = session.scalars(select(Module)).one()
    version = AgreementVersion(
        pair_id=cast.pair.id, module_id=module.id, revision_id=module.revision_id or 0,
        step="deal", number=1, lines='["SECRET"]', look_again_on=DUE, by_id=cast.sam.id, at=NOW,
    )  # fmt: skip
    session.add(version)
    session.flush()
    session.add(Signature(version_id=version.id, person_id=cast.sam.id, at=NOW))
    session.commit()
    link = address(browser_of(cast.sam))
    assert events(browser_of, link) == {}

    session.add(Signature(version_id=version.id, person_id=cast.sue.id, at=NOW))
    session.commit()

    assert events(browser_of, link) == {"Look again at what the two agreed": DUE}
    assert "SECRET" not in browser_of(None).get(link).text


def test_a_new_address_ends_the_one_before_and_off_ends_both(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    old, new = address(sam), address(sam)

    assert browser_of(None).get(old).status_code == 404
    assert browser_of(None).get(new).status_code == 200
    sam.post("/account/calendar/off")
    assert browser_of(None).get(new).status_code == 404


def test_a_closed_account_has_no_calendar(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = address(browser_of(cast.sam))
    assert browser_of(None).get(link).status_code == 200
    cast.sam.is_active = False
    session.commit()

    assert browser_of(None).get(link).status_code == 404


def stamps(browser_of: Browser, link: str) -> dict[str, tuple[date, datetime]]:
    """The day of each event and when it was last changed, by the name that programs know it by."""
    read = Calendar.from_ical(browser_of(None).get(link).text)
    return {
        str(event["uid"]): (event.decoded("dtstart"), event.decoded("dtstamp"))
        for event in read.walk("VEVENT")
    }


def test_a_due_date_that_moves_keeps_its_name_and_has_a_later_stamp(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    course = serve(session, lesson(question("q1")))
    assign(session, cast.pair, course, due_on=DUE)
    link = address(browser_of(cast.sam))
    ((name, (day, stamp)),) = stamps(browser_of, link).items()

    later = NOW + timedelta(days=1)
    assignments.assign(
        session, team_id=cast.north.id, course_id=course.id, pairs=[cast.pair.id],
        due_on=DUE + timedelta(days=7), time_zone="Europe/Berlin", renew_months=None,
        by_id=cast.lee.id, now=later,
    )  # fmt: skip
    session.commit()

    assert day == DUE
    assert stamps(browser_of, link) == {name: (DUE + timedelta(days=7), later)}
    assert stamp < later


def test_the_day_of_a_goal_that_moves_keeps_its_name_and_has_a_later_stamp(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    link = address(browser_of(cast.sam))
    agree_on_goal(session, cast, look_again_on=DUE, now=NOW)
    ((name, before),) = stamps(browser_of, link).items()

    later = NOW + timedelta(days=1)
    agree_on_goal(session, cast, look_again_on=DUE + timedelta(days=30), now=later)

    assert before == (DUE, NOW)
    assert stamps(browser_of, link) == {name: (DUE + timedelta(days=30), later)}


def agree_on_goal(session: Session, cast: Cast, *, look_again_on: date, now: datetime) -> None:
    """A shared goal that all have said yes to."""
    measure = session.scalar(select(GoalMeasure).where(GoalMeasure.pair_id == cast.pair.id))
    if measure is None:
        measure = GoalMeasure(pair_id=cast.pair.id, name="Days", unit="d")
        session.add(measure)
        session.flush()
    number = session.scalar(select(func.count()).where(Goal.pair_id == cast.pair.id)) or 0
    session.add(
        Goal(
            pair_id=cast.pair.id, number=number + 1, measure_id=measure.id, better=Better.LOWER,
            baseline_from=DUE, baseline_to=DUE, target=1.0, share_percent=10.0, share_text="",
            review_on=look_again_on, time_zone="Europe/Berlin", by_id=cast.sam.id, at=now,
            agreed_at=now,
        )
    )  # fmt: skip
    session.commit()
