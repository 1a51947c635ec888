"""No letter comes outside somebody’s own working hours; none is lost, and what was asked goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.mail import sending, working_times
from tandem.models import Course, Letter, WorkHours
from tandem.notifications.daily import letter as daily_letter
from tandem.people.accounts.actions import post_letter
from tandem.terms import LetterKind
from tandem.working_time import WorkingTime
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.postbox import Postbox

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = datetime(2027, 1, 9, 10, 0, tzinfo=BERLIN)


@pytest.fixture
def office(mailing: Flask) -> Flask:
    """A site whose people work from Monday to Friday, from eight to six."""
    mailing.config["WORK_HOURS"] = "Mon-Fri 8-18"
    return mailing


def post(session: Session, cast: Cast, kind: LetterKind, now: datetime, **more: bool) -> None:
    """Put a letter to Sam into the outbox."""
    cast.sam.time_zone = "Europe/Berlin"
    post_letter(session, cast.sam, subject=str(kind), text="x", kind=kind, now=now, **more)
    session.commit()


def sent_at(app: Flask, clock: SetClock, moment: datetime) -> int:
    """How many letters leave at a moment."""
    clock.set_to(moment.astimezone(UTC))
    return sending.send_waiting(app).sent


@pytest.mark.parametrize("kind", [LetterKind.INVITATION, LetterKind.NOTICE])
def test_a_letter_waits_for_monday_and_is_not_lost(
    office: Flask, session: Session, cast: Cast, clock: SetClock, kind: LetterKind
) -> None:
    post(session, cast, kind, SATURDAY)

    assert sent_at(office, clock, SATURDAY) == 0
    assert sent_at(office, clock, SATURDAY + timedelta(days=1, hours=21, minutes=59)) == 0
    assert sent_at(office, clock, SATURDAY + timedelta(days=1, hours=22)) == 1
    session.rollback()
    letter = session.scalars(select(Letter)).one()
    assert (letter.tries, letter.trouble) == (1, "")


def test_a_notice_does_not_grow_too_old_over_long_holidays(
    office: Flask, session: Session, cast: Cast, clock: SetClock
) -> None:
    office.config["HOLIDAYS"] = "DE"
    thursday = datetime(2026, 12, 24, 19, 0, tzinfo=BERLIN)
    post(session, cast, LetterKind.NOTICE, thursday)

    assert sent_at(office, clock, thursday) == 0
    assert sent_at(office, clock, datetime(2026, 12, 28, 8, 0, tzinfo=BERLIN)) == 1


@pytest.mark.parametrize(
    ("kind", "at_once"), [(LetterKind.ASKED, False), (LetterKind.NOTICE, True)]
)
def test_what_somebody_asked_for_and_an_alarm_leave_at_once(
    office: Flask, session: Session, cast: Cast, clock: SetClock, kind: LetterKind, at_once: bool
) -> None:
    post(session, cast, kind, SATURDAY, at_once=at_once)

    assert sent_at(office, clock, SATURDAY) == 1


def test_own_hours_and_holidays_come_before_the_sites(
    office: Flask, session: Session, cast: Cast, clock: SetClock
) -> None:
    weekend = WorkingTime(frozenset({5}), 9, 12)
    working_times.choose(session, cast.sam.id, weekend, country="", now=SATURDAY)
    post(session, cast, LetterKind.NOTICE, SATURDAY - timedelta(days=1))

    assert sent_at(office, clock, SATURDAY - timedelta(days=1)) == 0
    assert sent_at(office, clock, SATURDAY) == 1


def test_a_reminder_due_on_saturday_comes_on_monday_and_once(
    office: Flask, session: Session, course: Course, cast: Cast, clock: SetClock, postbox: Postbox
) -> None:
    cast.sam.time_zone = "Europe/Berlin"
    session.commit()
    # Due on Monday, 9 March: the day before it is a Sunday, the week before a Monday.
    for day, hour in ((7, 9), (7, 23), (8, 12), (9, 6), (9, 7)):
        clock.set_to(datetime(2026, 3, day, hour, tzinfo=UTC))
        daily_letter.run_of_this_hour(office)
        assert len(postbox.to("sam@example.com")) == (hour == 7 and day == 9)
    clock.set_to(datetime(2026, 3, 9, 12, tzinfo=UTC))
    daily_letter.run_of_this_hour(office)
    assert len(postbox.to("sam@example.com")) == 1


def test_sam_says_when_he_works(
    office: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    page = sam.get("/account/mail")
    assert "Monday, Tuesday, Wednesday, Thursday, Friday, 8:00 to 18:00" in page.text
    sent = {"reminders": "y", "has_own_hours": "y", "begins": "9", "until": "13"}

    none = sam.post("/account/mail", data={**sent, "form_id": form_id_in(page)})
    late = {**sent, "begins": "13", "days": ["1"], "form_id": form_id_in(page)}
    ends_early = sam.post("/account/mail", data=late)
    sam.post("/account/mail", data={**sent, "days": ["1", "3"], "form_id": form_id_in(page)})

    assert "Choose one day at least" in none.text
    assert "The day ends after it begins" in ends_early.text
    row = session.scalars(select(WorkHours)).one()
    assert (row.person_id, row.days, row.begins, row.until) == (cast.sam.id, "0101000", 9, 13)
    unticked = {"reminders": "y", "begins": "13", "until": "9", "form_id": form_id_in(page)}
    assert sam.post("/account/mail", data=unticked).status_code == 303
    session.rollback()
    assert session.scalars(select(WorkHours)).all() == []


def test_a_country_is_asked_only_where_the_site_keeps_holidays(
    office: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    assert "holidays" not in sam.get("/account/mail").text

    office.config["HOLIDAYS"] = "DE"

    page = sam.get("/account/mail")
    assert "Austria" in page.text
    sent = {"has_own_hours": "y", "days": ["0"], "begins": "8", "until": "9", "country": "AT"}
    sam.post("/account/mail", data={**sent, "form_id": form_id_in(page)})
    assert session.scalars(select(WorkHours.country)).one() == "AT"


@pytest.mark.parametrize("sends", [True, False])
def test_the_next_letter_is_spoken_of_where_the_site_sends_mail(
    mailing: Flask, cast: Cast, browser_of: Browser, sends: bool
) -> None:
    if not sends:
        mailing.config["SMTP_URL"] = ""

    page = browser_of(cast.sam).get("/account/mail").text

    assert ("The next letter could come on" in page) is sends
    assert ("This site sends no mail at present." in page) is not sends
