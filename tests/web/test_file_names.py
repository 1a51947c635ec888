"""What is a downloaded file called?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.web.file_names import in_name
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, lesson, serve
from tests.moments import SetClock


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("North", "north"),
        ("Vertrieb Süd / Köln", "vertrieb-süd-köln"),
        ('..\\"; rm -rf', "rm-rf"),
        ("___", ""),
        ("a" * 60, "a" * 40),
    ],
)
def test_a_text_becomes_a_part_of_a_name(text: str, name: str) -> None:
    assert in_name(text) == name


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_report_carries_its_course_team_and_day(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock, kind: str
) -> None:
    assign(session, cast.pair, serve(session, lesson()))
    day = clock.day_in(cast.lee.time_zone).isoformat()

    whole = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.{kind}")
    one = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.{kind}?course=teaming")

    assert f"tandem-north-{day}.{kind}" in whole.headers["Content-Disposition"]
    assert f"tandem-teaming-north-{day}.{kind}" in one.headers["Content-Disposition"]


def test_the_readings_of_a_goal_carry_the_two_the_team_and_the_day(
    cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    answer = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/goal/readings.csv")

    day = clock.day_in(cast.sam.time_zone).isoformat()
    name = f"tandem-shared-goal-sam-adeyemi-sue-zhang-north-{day}.csv"
    assert name in answer.headers["Content-Disposition"]
