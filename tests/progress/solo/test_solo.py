"""How are courses for one given, and who sees how far somebody is?"""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    AuditEntry,
    Certificate,
    Course,
    Publication,
    SoloAssignment,
    TeamLeader,
    TeamMember,
)
from tandem.notifications.daily.queries import bundles, readers_of
from tandem.terms import AuditAct, CourseState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import finish, form_id_in, lesson, question, serve
from tests.two_pairs import two_pairs

DUE = date(2026, 3, 20)
SHOWN = "Lee Moreau|Positioning|20 Mar 2026|UTC|–|1|–|–|1|1|–|2 Mar 2026"
WRITTEN = "Lee Moreau|Positioning|2026-03-20|UTC||1|||1|1||2026-03-02"


def page_of(cast: Cast) -> str:
    """Where Lee's team has its courses for one."""
    return f"/lead/teams/{cast.north.id}/solo"


def give(browser: FlaskClient, cast: Cast, **fields: Any) -> TestResponse:
    """Send the form."""
    sent = {"course": "leading", "whom": "leader", "due_on": DUE.isoformat(), **fields}
    address = page_of(cast)
    return browser.post(address, data={"form_id": form_id_in(browser.get(address)), **sent})


def lines_of(answer: TestResponse) -> list[list[str]]:
    """The lines of a file."""
    return list(csv.reader(io.StringIO(answer.text[1:])))


def test_all_leaders_of_the_team_have_it_with_its_date(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = give(browser_of(cast.lee), cast)

    assert answer.status_code == 303
    text = browser_of(cast.lee).get("/").text
    assert "by the end of 20 Mar 2026" in text
    assert "whoever leads the team sees which modules are done" in text


def test_who_leads_the_team_later_has_it_too(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.lee), cast)
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()

    assert "by the end of 20 Mar 2026" in browser_of(cast.olga).get("/").text


@two_pairs
def test_a_persons_own_later_date_wins(cast: Cast, course: Course, browser_of: Browser) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)

    give(browser, cast, whom="chosen", people=[cast.lee.id], due_on="2026-04-01")

    assert "by the end of 1 Apr 2026" in browser.get("/").text
    assert [line[2] for line in lines_of(browser.get(f"{page_of(cast)}.csv"))[1:]] == ["2026-04-01"]


def test_nobody_else_has_it(cast: Cast, course: Course, browser_of: Browser) -> None:
    give(browser_of(cast.lee), cast)

    pages = [browser_of(who).get("/").text for who in (cast.lee, cast.olga, cast.sam)]
    assert ["20 Mar 2026" in page for page in pages] == [True, False, False]
    assert ["Positioning" in page for page in pages[::2]] == [True, False]


def test_a_trainer_of_the_team_has_a_course_for_trainers(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    course.audience = "leader,trainer"
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.tess.id))
    session.commit()

    give(browser_of(cast.lee), cast, whom="trainer")

    assert "by the end of 20 Mar 2026" in browser_of(cast.tess).get("/").text


@two_pairs
def test_screen_and_file_say_the_same_cell_by_cell(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    finish(session, cast.lee, "position")

    text = browser.get(page_of(cast)).text
    header, *rows = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
    shown = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)[:-1] for row in rows]
    columns = re.findall(r"<th[^>]*>(.*?)</th>", header)[:-1]

    named, *lines = lines_of(browser.get(f"{page_of(cast)}.csv"))
    assert columns == named
    assert [unescape(cell) for cell in shown[0]] == SHOWN.split("|")
    assert lines == [WRITTEN.split("|")]


def test_the_grid_of_pairs_knows_nothing_of_it(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.lee), cast)
    assert "Positioning" in browser_of(cast.lee).get(page_of(cast)).text

    for address in (f"/lead/teams/{cast.north.id}/", f"/lead/teams/{cast.north.id}/report.csv"):
        answer = browser_of(cast.lee).get(address)
        assert answer.status_code == 200
        assert "Positioning" not in answer.text


def test_a_course_for_pairs_is_not_offered(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, lesson(question("q1")))

    answer = give(browser_of(cast.lee), cast, course="teaming")

    assert answer.status_code == 400
    assert "There is no course called teaming" in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"whom": "trainer"}, "This course isn’t for that role."),
        ({"whom": "chosen"}, "Tick at least one person"),
        ({"whom": "chosen", "people": ["99999"]}, "Somebody isn’t in the team anymore."),
        ({"whom": "everybody"}, "Choose all leaders"),
        ({"due_on": "2026-03-01"}, "This day is over."),
        ({"course": ""}, "There is no course called –."),
    ],
)
def test_what_cannot_be_given_is_refused_with_a_reason(
    session: Session, cast: Cast, course: Course, browser_of: Browser, fields: Any, said: str
) -> None:
    answer = give(browser_of(cast.lee), cast, **fields)

    assert answer.status_code == 400
    assert said in answer.text
    assert session.scalars(select(SoloAssignment)).all() == []


def test_nobody_who_is_ticked_gets_a_course_that_is_not_there(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = give(browser_of(cast.lee), cast, course="nothing", whom="chosen", people=[cast.lee.id])

    assert answer.status_code == 400
    assert "There is no course called nothing." in answer.text


def test_a_course_for_one_needs_no_date(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    assert give(browser_of(cast.lee), cast, due_on="").status_code == 303
    assert session.scalars(select(SoloAssignment.due_on)).all() == [None]


def test_what_is_archived_can_get_another_date_where_it_runs(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    give(lee, cast)
    course.state = CourseState.ARCHIVED
    session.add(Publication(at=NOW))
    session.commit()

    assert '<option value="leading"' in lee.get(page_of(cast)).text
    assert give(lee, cast, due_on="2026-03-25").status_code == 303
    assert session.scalars(select(SoloAssignment.due_on)).all() == [date(2026, 3, 25)]


def test_a_course_that_was_archived_meanwhile_is_given_to_nobody_new(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    form_id = form_id_in(browser.get(page_of(cast)))
    course.state = CourseState.ARCHIVED
    session.add(Publication(at=NOW))
    session.commit()

    answer = browser.post(
        page_of(cast), data={"form_id": form_id, "course": "leading", "whom": "leader"}
    )

    assert answer.status_code == 400
    assert "“Positioning” is archived" in answer.text


def test_given_twice_is_given_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.lee), cast)
    give(browser_of(cast.lee), cast, due_on="2026-03-25")

    assert session.scalars(select(SoloAssignment.due_on)).all() == [date(2026, 3, 25)]


def test_taking_back_says_before_what_stops_and_what_stays(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    address = f"{page_of(cast)}/{session.scalars(select(SoloAssignment.id)).one()}/withdraw"
    asked = browser.get(address)

    browser.post(address, data={"form_id": form_id_in(asked)})

    assert "What stops" in asked.text
    assert "No course assigned yet" in browser.get(page_of(cast)).text
    assert browser.get("/learn/leading/").status_code == 200


def test_the_course_to_be_taken_back_is_named_among_several(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(Course(slug="asking", title="Asking", audience="leader"))
    serve(session, lesson(question("q1"), name="ask"), course_slug="asking")
    lee = browser_of(cast.lee)
    for slug in ("asking", "leading"):
        give(lee, cast, course=slug)

    pages = [
        lee.get(f"{page_of(cast)}/{number}/withdraw").text
        for number in session.scalars(select(SoloAssignment.id).order_by(SoloAssignment.id))
    ]

    assert ["Withdraw “Asking”?" in page for page in pages] == [True, False]
    assert ["Withdraw “Positioning”?" in page for page in pages] == [False, True]


@two_pairs
def test_the_log_names_who_gave_it_and_took_it_back(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    address = f"{page_of(cast)}/{session.scalars(select(SoloAssignment.id)).one()}/withdraw"
    browser.post(address, data={"form_id": form_id_in(browser.get(address))})

    session.rollback()
    acts = (AuditAct.COURSE_GIVEN, AuditAct.COURSE_TAKEN_BACK)
    query = select(AuditEntry).where(AuditEntry.act.in_(acts)).order_by(AuditEntry.id)
    found = [(e.act, e.actor_id, e.subject_id, e.team_id) for e in session.scalars(query)]
    assert found == [(act, cast.lee.id, cast.lee.id, cast.north.id) for act in acts]


@pytest.mark.parametrize(("who", "status"), [("olga", 404), ("sam", 403), ("ada", 200)])
def test_only_who_leads_the_team_and_administrators_come_in(
    cast: Cast, course: Course, browser_of: Browser, who: str, status: int
) -> None:
    browser = browser_of(getattr(cast, who))

    assert browser.get(page_of(cast)).status_code == status
    assert browser.get(f"{page_of(cast)}.csv").status_code == status


def test_an_administrator_finds_every_team_and_gives_a_course(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.ada)

    assert page_of(cast) in browser.get("/admin/solo").text
    assert give(browser, cast).status_code == 303
    assert "by the end of 20 Mar 2026" in browser_of(cast.lee).get("/").text


def test_who_has_a_date_is_reminded_and_who_is_done_is_not(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.lee), cast)
    now = NOW + timedelta(days=11)
    session.rollback()

    open_ones = bundles(session, readers_of(session, [cast.lee.id], now=now), now=now)
    finish(session, cast.lee, "position")
    done = bundles(session, readers_of(session, [cast.lee.id], now=now), now=now)

    assert [task.course.title for bundle in open_ones for task in bundle.tasks] == ["Positioning"]
    assert not [task for bundle in done for task in bundle.tasks]


def test_a_finished_course_has_a_certificate_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    open_one = browser.post("/certificates/alone/leading").status_code
    finish(session, cast.lee, "position")

    first = browser.post("/certificates/alone/leading")
    second = browser.post("/certificates/alone/leading")

    assert open_one == 404
    assert first.location == second.location
    assert "Lee Moreau" in browser.get(first.location).text
    assert len(session.scalars(select(Certificate)).all()) == 1


def test_somebody_else_gets_no_certificate_of_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.lee, "position")
    finish(session, cast.sam, "position")

    answers = [browser_of(who).post("/certificates/alone/leading") for who in (cast.lee, cast.sam)]
    assert [answer.status_code for answer in answers] == [303, 404]


def test_a_search_that_finds_nobody_leads_back_to_everybody(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    give(lee, cast)

    text = lee.get(f"{page_of(cast)}?search=nobody").text

    assert "Nobody is found" in text
    assert f'<a href="{page_of(cast)}">Show everybody</a>' in text
    assert "Lee Moreau" in lee.get(f"{page_of(cast)}?search=moreau").text


def test_on_ones_own_page_the_line_of_a_course_read_alone_is_drawn_as_far_as_one_is(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    two = [lesson(question("q"), name=name, title=name) for name in ("position", "second")]
    serve(session, *two, course_slug="leading")
    lee = browser_of(cast.lee)
    give(lee, cast)

    def lines() -> list[tuple[str, str]]:
        line = r'lane__line--leader( lane__line--ahead)?" d="M52 (\d+)V'
        return re.findall(line, lee.get("/").text)

    before = lines()
    finish(session, cast.lee, "position")

    ahead = " lane__line--ahead"
    assert before == [(ahead, "0"), (ahead, "30"), (ahead, "0")]
    assert lines() == [("", "0"), ("", "30"), ("", "0")]


def test_a_course_read_alone_offers_its_certificate_when_every_module_is_done(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    give(lee, cast)
    begun = lee.get("/certificates/").text
    finish(session, cast.lee, "position")
    done = lee.get("/certificates/").text
    own = lee.post("/certificates/alone/leading").location
    made = lee.get("/certificates/").text

    assert "When every module is done." in begun
    assert "/certificates/alone/leading" in done
    assert "Make my own certificate" in done
    assert f'<a href="{own}">Your own certificate</a>' in made


def test_the_form_asks_for_the_course_for_whom_until_when_and_whether_it_comes_back(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    address = page_of(cast)

    *_, form = forms_in(browser_of(cast.lee).get(address).text, address)

    asked = {control.get("name") for control in form.controls} - {"csrf_token", "form_id", None}
    assert asked == {"course", "whom", "people", "due_on", "renew_months"}
