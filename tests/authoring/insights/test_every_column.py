"""Does every column of the file of insights say what the page says, wherever its reader lives?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.authoring.insights.answer_helpers import PAGE, answer, people
from tests.authoring.insights.test_first_choices import choose
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.learning.practice_helpers import practiced
from tests.lessons import serve
from tests.moments import SetClock
from tests.tables import ZONES, Row, lines_of_csv, rows_of_csv, rows_on, words_of

# What a part of the page is called in the file, where that is not its heading.
PARTS = {
    "How far people came": "Steps",
    "Said after finishing: yes or rather yes": "Said after finishing",
    "First attempts without “I have read this”": "First attempts without reading",
}
IN_FILE = """
Part|What|People|Share|Likely between
Steps|Have the course|15 or a few more||
Steps|Have read the lesson|fewer than five||
Steps|Have begun the quiz|15 or a few more||
Steps|Have passed the quiz|fewer than five||
Steps|Have completed their half|fewer than five||
Said after finishing|Was this worth your time?|fewer than five||
Said after finishing|Will you use something of it this week?|fewer than five||
First attempts without reading|Passed at the first attempt|0 of 15|0 %|0 to 20 %
First attempts without reading|Answers that were right|15 people|33 %|
First attempts without reading|Passed before revision 2|0 of 10|0 %|0 to 28 %
First attempts without reading|Passed since revision 2|0 of 5|0 %|0 to 43 %
A late call|At “16:40”: Answer|5 of 10|50 %|24 to 76 %
A late call|At “16:40”: Wait, and it ended poorly|5 of 10|50 %|24 to 76 %
A late call|At “AT-ANSWERED”|fewer than five||
What about q1?|Answered right|5 of 15|33 %|15 to 58 %
What about q1?|Chose, and it is right: A good one|5 of 15|33 %|15 to 58 %
What about q1?|Rarer answers together: A bad one / A worse one|10 of 15|67 %|42 to 85 %
What about q1?|Answered right before revision 2|0 of 10|0 %|0 to 28 %
What about q1?|Answered right since revision 2|5 of 5|100 %|57 to 100 %
"""
DAYS = {"Europe/Berlin": "2026-03-02", "Pacific/Kiritimati": "2026-03-03"}


@pytest.fixture
def tess(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, zone: str
) -> FlaskClient:
    """A trainer in a time zone, when a quiz and a scene were taken before and since a change."""
    serve(session, practiced())
    answer(session, people(session, 10), {"q1": ["q1-bad"]})
    serve(session, replace(practiced(), title="New"))
    answer(session, people(session, 5), {"q1": ["q1-good"]}, hint="q1")
    choose(session, people(session, 10), waits=5)
    clock.set_to(NOW + timedelta(hours=3))
    session.merge(cast.tess).time_zone = zone
    session.commit()
    return browser_of(cast.tess)


def parts_of(page: str) -> list[Row]:
    """The rows of every table, each with the part of the page in which it stands."""
    rows = []
    for section in re.split(r"(?=<h2)", page)[1:]:
        heading = words_of(section.partition("</h2>")[0])
        part = {"Part": PARTS.get(heading, heading)}
        rows += [part | row for row in rows_on(section, "tallies")]
    return rows


@pytest.mark.parametrize("zone", ZONES)
def test_the_file_has_every_column_and_the_day_of_its_reader(tess: FlaskClient, zone: str) -> None:
    file = tess.get(f"{PAGE}.csv")

    lines = ["|".join(line) for line in lines_of_csv(file.text)]
    assert lines == IN_FILE.strip().splitlines()
    assert f"-{DAYS[zone]}.csv" in file.headers["Content-Disposition"]


@pytest.mark.parametrize("zone", ZONES)
def test_the_page_says_every_column_of_the_file(tess: FlaskClient) -> None:
    assert parts_of(tess.get(PAGE).text) == rows_of_csv(tess.get(f"{PAGE}.csv").text)
