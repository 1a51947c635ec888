"""How do readings come in, how are they corrected, and what leaves as a file?"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Goal, GoalReading
from tandem.together.goals.reading_records import record_readings
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import counted_queries, form_id_in
from tests.moments import SetClock
from tests.together.goals.conftest import Found

PARTS = ("figure", "change", "readings")


def add(browser: FlaskClient, cast: Cast, day: str, value: str) -> TestResponse:
    """Add one reading on the goal's page."""
    form_id = form_id_in(browser.get(f"/pairs/{cast.pair.id}/goal/"))
    address = f"/pairs/{cast.pair.id}/goal/readings"
    return browser.post(address, data={"form_id": form_id, "day": day, "value": value})


def upload(browser: FlaskClient, cast: Cast, content: bytes) -> TestResponse:
    """Send a file to look at."""
    address = f"/pairs/{cast.pair.id}/goal/import"
    form_id = form_id_in(browser.get(address))
    file = (io.BytesIO(content), "readings.csv")
    return browser.post(address, data={"form_id": form_id, "file": file})


def rows(session: Session) -> int:
    """How many rows of readings there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(GoalReading)) or 0


@pytest.mark.parametrize("who", ["sam", "sue", "lee"])
def test_each_of_the_three_may_add_a_reading(
    cast: Cast, agreed: Goal, browser_of: Browser, found: Found, who: str
) -> None:
    answer = add(browser_of(getattr(cast, who)), cast, "2026-02-03", "9.5")

    assert answer.status_code == 303
    assert [(one.day, one.value) for one in found().readings] == [(date(2026, 2, 3), 9.5)]


@pytest.mark.parametrize("typed", ["9,5", " 9.5 ", "+9,50"])
def test_a_german_reader_types_a_decimal_comma_and_sees_one(
    session: Session,
    cast: Cast,
    agreed: Goal,
    browser_of: Browser,
    found: Found,
    typed: str,
) -> None:
    cast.sam.language = "de"
    session.commit()
    sam = browser_of(cast.sam)

    add(sam, cast, "2026-02-03", typed)

    (reading,) = found().readings
    assert reading.value == 9.5
    assert "bei 9,5 " in sam.get(f"/pairs/{cast.pair.id}/goal/readings/{reading.id}").text


def test_a_german_reader_is_told_in_german_what_is_no_number(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    cast.sam.language = "de"
    session.commit()

    answer = add(browser_of(cast.sam), cast, "2026-02-03", "1,000.5")

    assert "Schreib eine Zahl, etwa 12,5." in answer.text
    assert 'value="1,000.5"' in answer.text


def test_a_reading_sent_twice_is_one(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/goal/readings"
    form_id = form_id_in(browser.get(f"/pairs/{cast.pair.id}/goal/"))
    sent = {"form_id": form_id, "day": "2026-02-03", "value": "9"}

    first, second = browser.post(address, data=sent), browser.post(address, data=sent)

    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert rows(session) == 1


def test_who_works_for_it_enters_a_figure_first_and_the_leader_sees_first_how_it_goes(
    cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    page = f"/pairs/{cast.pair.id}/goal/"
    places = {
        who.given_name: [browser_of(who).get(page).text.index(f'id="{part}"') for part in PARTS]
        for who in (cast.sam, cast.sue, cast.lee)
    }

    first = {who: PARTS[found.index(min(found))] for who, found in places.items()}
    assert first == {"Sam": "figure", "Sue": "figure", "Lee": "change"}


def test_the_day_is_today_until_today_has_a_figure(
    cast: Cast, agreed: Goal, browser_of: Browser, clock: SetClock
) -> None:
    sam, today = browser_of(cast.sam), clock.now.date().isoformat()
    page = f"/pairs/{cast.pair.id}/goal/"

    before = sam.get(page).text
    add(sam, cast, today, "9")

    assert f'value="{today}"' in before
    assert f'value="{today}"' not in sam.get(page).text


@pytest.mark.parametrize(
    ("day", "value", "words"),
    [
        ("2099-01-01", "1", "This day is still to come"),
        ("2026-01-02", "1", "This day has a reading already"),
        ("2026-02-04", "inf", "Write a number"),
        ("", "1", "Choose a day"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    session: Session,
    cast: Cast,
    readings: None,
    browser_of: Browser,
    day: str,
    value: str,
    words: str,
) -> None:
    answer = add(browser_of(cast.sam), cast, day, value)

    assert answer.status_code == 400
    assert words in answer.text
    assert rows(session) == 8


def test_a_correction_counts_and_what_stood_there_stays_readable(
    session: Session, cast: Cast, readings: None, browser_of: Browser, found: Found
) -> None:
    browser, reading = browser_of(cast.sam), found().readings[0]
    address = f"/pairs/{cast.pair.id}/goal/readings/{reading.id}"

    browser.post(address, data={"form_id": form_id_in(browser.get(address)), "value": "12"})

    corrected = found().readings[0]
    assert (corrected.value, corrected.by_name) == (12, "Sam Adeyemi")
    assert [(one.value, one.by_name) for one in corrected.earlier] == [(14, "Sue Zhang")]
    assert "14 (Sue Zhang, 2 Mar 2026)" in browser.get(f"/pairs/{cast.pair.id}/goal/").text


def test_a_correction_that_crosses_another_is_kept_in_its_form_and_said(
    session: Session, cast: Cast, readings: None, browser_of: Browser, found: Found
) -> None:
    sam, sue, reading = browser_of(cast.sam), browser_of(cast.sue), found().readings[0]
    address = f"/pairs/{cast.pair.id}/goal/readings/{reading.id}"
    sams = {"form_id": form_id_in(sam.get(address)), "value": "12"}
    sue.post(address, data={"form_id": form_id_in(sue.get(address)), "value": "13"})

    crossed = sam.post(address, data=sams)
    between = found().readings[0].value
    sam.post(address, data={"form_id": form_id_in(crossed), "value": "12"})

    assert crossed.status_code == 400
    assert "Sue Zhang corrected it meanwhile" in crossed.text
    assert 'value="12"' in crossed.text
    assert between == 13
    assert [one.value for one in found().readings[0].earlier] == [13, 14]


def test_what_was_understood_is_said_when_a_reading_is_recorded(
    cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    add(browser, cast, "2026-02-03", "1,25")

    assert "Recorded for 3 Feb 2026: 1.25." in browser.get(f"/pairs/{cast.pair.id}/goal/").text


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_file_that_was_handed_out_comes_in_again(
    session: Session,
    cast: Cast,
    agreed: Goal,
    readings: None,
    browser_of: Browser,
    found: Found,
    language: str,
) -> None:
    values = {date(2026, 3, 1): -1.5, date(2026, 3, 2): 1.255, date(2026, 3, 3): 0.125}
    record_readings(session, agreed.measure_id, values, present={}, by_id=cast.sue.id, now=NOW)
    cast.sam.language = language
    session.commit()
    sam = browser_of(cast.sam)

    looked = upload(sam, cast, sam.get(f"/pairs/{cast.pair.id}/goal/readings.csv").data)

    assert looked.status_code == 200
    assert ("11 as before" if language == "en" else "11 wie bisher") in looked.text


def test_a_reading_taken_out_no_longer_counts_and_can_come_back(
    cast: Cast, readings: None, browser_of: Browser, found: Found
) -> None:
    browser, reading = browser_of(cast.sam), found().readings[0]
    address = f"/pairs/{cast.pair.id}/goal/readings/{reading.id}"
    browser.post(address, data={"form_id": form_id_in(browser.get(address)), "take_out": "y"})
    without = found()

    add(browser, cast, "2026-01-02", "14")

    assert without.readings[0].value is None
    assert len(without.figures) == 7
    assert len(found().figures) == 8


def test_a_file_is_looked_at_first_and_recorded_when_confirmed(
    session: Session, cast: Cast, readings: None, browser_of: Browser, found: Found
) -> None:
    browser = browser_of(cast.lee)
    content = b"day;value\n2026-01-02;14\n2026-01-09;12\n2026-02-28;6,5\n"

    looked = upload(browser, cast, content)
    before = rows(session)
    browser.post(
        f"/pairs/{cast.pair.id}/goal/import",
        data={"form_id": form_id_in(looked), "record": "yes", "text": content.decode()},
    )

    assert "1 new reading" in looked.text
    assert "corrects 11" in looked.text
    assert before == 8
    assert rows(session) == 10
    assert {one.day: one.value for one in found().readings}[date(2026, 2, 28)] == 6.5


def test_a_file_with_a_fault_says_its_rows_and_nothing_of_it_is_recorded(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    content = b"day,value\n2026-02-01,1\n2026-02-02,many\n2099-01-01,3\n"

    looked = upload(browser, cast, content)
    sure = {"form_id": form_id_in(looked), "record": "yes", "text": content.decode()}
    forced = browser.post(f"/pairs/{cast.pair.id}/goal/import", data=sure)

    assert (looked.status_code, forced.status_code) == (400, 400)
    assert "Row 3: “many” is no number" in looked.text
    assert "Row 4: This day is still to come" in looked.text
    assert rows(session) == 0


def test_a_file_in_another_encoding_is_refused_with_a_remedy(
    cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    answer = upload(browser_of(cast.sam), cast, "day;value\n2026-02-01;1 \u20ac".encode("cp1252"))

    assert answer.status_code == 400
    assert "UTF-8" in answer.text


def test_the_file_holds_the_cells_of_the_screen(
    cast: Cast, readings: None, browser_of: Browser
) -> None:
    browser = browser_of(cast.sue)

    page = browser.get(f"/pairs/{cast.pair.id}/goal/").text
    file = browser.get(f"/pairs/{cast.pair.id}/goal/readings.csv").data.decode("utf-8-sig")

    lines = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
    screen = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", line) for line in lines if "<td" in line]
    assert screen == list(csv.reader(io.StringIO(file)))[1:]
    assert len(screen) == 8


def test_the_page_makes_six_queries_however_many_readings(
    engine: Engine, cast: Cast, readings: None, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.sam), f"/pairs/{cast.pair.id}/goal/"

    with counted_queries(engine) as sent:
        browser.get(address)

    assert len(sent) == 6
