"""Does every column of the file of the audit log say what the page says, wherever its reader
lives?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.models.audit import record_act
from tandem.terms import AuditAct
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.tables import ZONES, lines_of_csv, rows_of_csv, rows_on

FOUND = "person=adeyemi"
IN_FILE = """
When|Who|What|Whom|Team|About|More
{night}|Lee Moreau|assigned a course|Sam Adeyemi, Sue Zhang|North|teaming|24 Dec 2026
{noon}|Ada Lind|gave roles|Sam Adeyemi|||Rep, Trainer
"""
MOMENTS = {
    "Europe/Berlin": {"noon": "2 Mar 2026, 13:00", "night": "3 Mar 2026, 00:30"},
    "Pacific/Kiritimati": {"noon": "3 Mar 2026, 02:00", "night": "3 Mar 2026, 13:30"},
}


@pytest.fixture
def ada(session: Session, cast: Cast, browser_of: Browser, zone: str) -> FlaskClient:
    """An administrator in a time zone, after something was done at noon and before midnight."""
    noon, night = NOW + timedelta(hours=3), NOW + timedelta(hours=14, minutes=30)
    record_act(
        session, AuditAct.ROLES_GIVEN, by_id=cast.ada.id, subject_id=cast.sam.id,
        detail="rep,trainer", now=noon,
    )  # fmt: skip
    record_act(
        session, AuditAct.COURSE_GIVEN, by_id=cast.lee.id, subject_id=cast.sam.id,
        other_id=cast.sue.id, team_id=cast.north.id, about="teaming", detail="2026-12-24",
        now=night,
    )  # fmt: skip
    session.merge(cast.ada).time_zone = zone
    session.commit()
    return browser_of(cast.ada)


@pytest.mark.parametrize("zone", ZONES)
def test_the_file_has_every_column_with_moments_of_its_reader(ada: FlaskClient, zone: str) -> None:
    lines = lines_of_csv(ada.get(f"/admin/log.csv?{FOUND}").text)

    expected = IN_FILE.format(**MOMENTS[zone]).strip().splitlines()
    assert ["|".join(line) for line in lines] == expected


@pytest.mark.parametrize("zone", ZONES)
def test_the_page_says_every_column_of_the_file(ada: FlaskClient) -> None:
    on_page = rows_on(ada.get(f"/admin/log?{FOUND}").text, "log")

    assert on_page == rows_of_csv(ada.get(f"/admin/log.csv?{FOUND}").text)
