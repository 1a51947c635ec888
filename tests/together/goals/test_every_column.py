"""Does every column of the file of readings say what the page says, wherever its reader lives?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models import Goal
from tandem.together.goals.reading_records import record_readings
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.tables import ZONES, lines_of_csv, rows_of_csv, rows_on

# Sue entered figures at noon; Sam mended one shortly before midnight and took one out, by UTC.
IN_FILE = """
Day|Value|Period|Entered by|Entered on|Before
2 Jan 2026|12.5|Baseline|Sam Adeyemi|3 Mar 2026|14 (Sue Zhang, {noon} Mar 2026)
2 Feb 2026|9|Since then|Sue Zhang|{noon} Mar 2026|
3 Feb 2026|removed|Since then|Sam Adeyemi|3 Mar 2026|8 (Sue Zhang, {noon} Mar 2026)
3 Mar 2026|7|Since then|Sam Adeyemi|3 Mar 2026|
"""
NOON = {"Europe/Berlin": 2, "Pacific/Kiritimati": 3}


@pytest.fixture
def sam(session: Session, cast: Cast, agreed: Goal, browser_of: Browser, zone: str) -> FlaskClient:
    """A partner in a time zone, with readings of every kind."""
    noon, night = NOW + timedelta(hours=3), NOW + timedelta(hours=14, minutes=30)
    first, second, third = date(2026, 1, 2), date(2026, 2, 2), date(2026, 2, 3)
    before: dict[date, float] = {first: 14.0, second: 9.0, third: 8.0}
    after = {first: 12.5, third: None, date(2026, 3, 3): 7.0}
    measure = agreed.measure_id
    record_readings(session, measure, before, present={}, by_id=cast.sue.id, now=noon)
    record_readings(session, measure, after, present=before, by_id=cast.sam.id, now=night)
    session.merge(cast.sam).time_zone = zone
    session.commit()
    return browser_of(cast.sam)


@pytest.mark.parametrize("zone", ZONES)
def test_the_file_has_every_column_with_days_of_its_reader(
    cast: Cast, sam: FlaskClient, zone: str
) -> None:
    lines = lines_of_csv(sam.get(f"/pairs/{cast.pair.id}/goal/readings.csv").text)

    expected = IN_FILE.format(noon=NOON[zone]).strip().splitlines()
    assert ["|".join(line) for line in lines] == expected


@pytest.mark.parametrize("zone", ZONES)
def test_the_page_says_every_column_of_the_file(cast: Cast, sam: FlaskClient) -> None:
    page = f"/pairs/{cast.pair.id}/goal/"

    on_page = rows_on(sam.get(page).text, "readings")

    assert [row.pop("Correct") for row in on_page] == ["Correct"] * 4
    assert on_page == rows_of_csv(sam.get(f"{page}readings.csv").text)
