"""Which course was given to which pair, and by when?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    Assignment,
    Completion,
    Course,
    CourseTranslation,
    Pair,
    Publication,
    SoloAssignment,
    TeamMember,
)
from tandem.people.pairs import actions as pairs
from tandem.progress.assigned import seats
from tandem.terms import CourseState, PairState, Role
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import forms_in
from tests.lessons import assign, counted_queries, finish, form_id_in, lesson, question, serve
from tests.two_pairs import two_pairs
from tests.written import AsBefore

NEXT_PAGE = re.compile(r'rel="next" href="([^"]+)"')


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course that nobody has yet."""
    return serve(session, lesson(question("q1")))


def give(browser: FlaskClient, cast: Cast, **fields: Any) -> TestResponse:
    """Send the form."""
    address = f"/lead/teams/{cast.north.id}/assign"
    sent = {"form_id": form_id_in(browser.get(address)), "course": "teaming", "whom": "all"}
    return browser.post(address, data={**sent, **fields})


def rows(session: Session) -> list[Assignment]:
    """Every assignment."""
    session.expire_all()
    return list(session.scalars(select(Assignment).order_by(Assignment.id)))


def second_pair(session: Session, cast: Cast) -> Pair:
    """Sam and Ben are a pair too."""
    ben = stage.person(session, "Ben", "Okoye", Role.SUPPORT)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=ben.id))
    pair = stage.pair(session, cast.north, cast.sam, ben)
    session.commit()
    return pair


@two_pairs
def test_a_course_for_all_pairs_reaches_later_ones_too(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    give(browser_of(cast.lee), cast)

    later = second_pair(session, cast)

    assert {seat.pair_id for seat in seats(session, cast.sam.id, now=NOW)} == {
        cast.pair.id,
        later.id,
    }


def test_a_course_for_chosen_pairs_reaches_these_only(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    other = second_pair(session, cast)

    give(browser_of(cast.lee), cast, whom="chosen", pairs=[str(other.id)])

    assert [seat.pair_id for seat in seats(session, cast.sam.id, now=NOW)] == [other.id]
    assert seats(session, cast.sue.id, now=NOW) == []


@two_pairs
def test_a_pair_on_another_page_of_the_list_can_be_ticked(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    pair = second_pair(session, cast)
    lee = browser_of(cast.lee)
    address = f"/lead/teams/{cast.north.id}/assign?search=zhang"

    shown = lee.get(address).text
    refused = lee.post(address, data={"whom": "chosen", "course": "no", "pairs": str(pair.id)})
    give(lee, cast, whom="chosen", pairs=[str(pair.id)])

    assert f'value="{pair.id}"' not in shown
    assert f'checked id="pairs-1" name="pairs" type="checkbox" value="{pair.id}"' in refused.text
    assert [row.pair_id for row in rows(session)] == [pair.id]


def test_a_draft_is_no_course_that_can_be_given(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    served = serve(session, lesson(name="other"), course_slug="other")
    served.state = CourseState.DRAFT
    session.add(Publication(at=NOW))
    session.commit()

    answer = give(browser_of(cast.lee), cast, course="other")

    assert answer.status_code == 400
    assert "There is no course called other." in answer.text


@pytest.mark.parametrize("which", ["of another team", "ended"])
def test_a_pair_that_is_not_there_to_be_ticked_is_neither_shown_nor_given_the_course(
    session: Session, cast: Cast, course: Course, browser_of: Browser, which: str
) -> None:
    pair, name = cast.other_pair, "Otto Berg"
    if which == "ended":
        pair, name = second_pair(session, cast), "Ben Okoye"
        pairs.change_state(session, pair, PairState.ENDED, by_id=None, now=NOW)
        session.commit()

    answer = give(browser_of(cast.lee), cast, whom="chosen", pairs=[str(pair.id)])

    assert answer.status_code == 400
    assert name not in answer.text
    assert rows(session) == []


def more_than_a_page(session: Session, cast: Cast, course: Course) -> None:
    """A hundred and one pairs of the north have the course, each by itself."""
    for number in range(101):
        new = stage.person(session, f"Nia{number}", "Quist", Role.SUPPORT)
        session.flush()
        assign(session, stage.pair(session, cast.north, cast.sam, new), course)


def test_the_courses_of_a_team_come_a_hundred_at_a_time(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    more_than_a_page(session, cast, course)
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/assign?given_page="

    pages = [lee.get(f"{address}{page}").text.count('/withdraw"') for page in (1, 2)]

    assert pages == [100, 1]


def test_what_each_list_is_looked_through_for_stays_where_another_one_is_turned(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    more_than_a_page(session, cast, course)
    for number in range(101):
        stage.team(session, f"West {number}", cast.lee)
    session.commit()
    kept = {"search": "quist", "team_name": "west", "given_search": "nia"}

    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/assign", query_string=kept).text

    turned = [dict(parse_qsl(urlsplit(unescape(link)).query)) for link in NEXT_PAGE.findall(page)]
    searches = [
        {name: form.value(name) for name in kept}
        for form in forms_in(page, "/")
        if form.value("given_search")
    ]
    assert turned == [{**kept, name: "2"} for name in ("page", "teams_page", "given_page")]
    assert searches == [kept, kept, kept]


def test_a_course_for_several_teams_reaches_each_of_them(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    west = stage.team(session, "West", cast.lee)
    session.commit()

    give(browser_of(cast.lee), cast, others=[str(west.id)], due_on="2099-12-01")

    assert [(row.team_id, row.pair_id, row.due_on) for row in rows(session)] == [
        (cast.north.id, None, date(2099, 12, 1)),
        (west.id, None, date(2099, 12, 1)),
    ]


def test_a_team_of_another_leader_is_not_given_anything(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = give(browser_of(cast.lee), cast, others=[str(cast.south.id)])

    assert answer.status_code == 400
    assert "You don’t lead one of the teams" in answer.text
    assert rows(session) == []


@two_pairs
def test_a_pairs_own_date_wins_over_the_teams(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast, due_on="2099-12-01")
    give(browser, cast, whom="chosen", pairs=[str(cast.pair.id)], due_on="2099-12-24")

    assert [seat.due_on for seat in seats(session, cast.sam.id, now=NOW)] == [date(2099, 12, 24)]


def test_giving_a_course_again_changes_its_date(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast, due_on="2099-12-01")
    give(browser, cast, due_on="2099-12-24")

    assert [row.due_on for row in rows(session)] == [date(2099, 12, 24)]


def test_a_date_keeps_the_zone_of_the_leader_who_set_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    cast.lee.time_zone = "America/New_York"
    session.commit()

    give(browser_of(cast.lee), cast, due_on="2099-12-01")

    assert [row.time_zone for row in rows(session)] == ["America/New_York"]
    assert "1 Dec 2099 (America/New_York)" in browser_of(cast.sam).get("/").text


def test_the_form_sent_twice_gives_the_course_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/assign"
    sent = {"form_id": form_id_in(browser.get(address)), "course": "teaming", "whom": "all"}

    assert [browser.post(address, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(rows(session)) == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"course": "no-such-course"}, "There is no course called no-such-course"),
        ({"whom": "chosen"}, "Tick at least one pair"),
        ({"whom": "chosen", "pairs": ["999999"]}, "One of the pairs has ended meanwhile"),
        ({"whom": "some"}, "Choose all pairs or the pairs you tick"),
        ({"due_on": "2001-01-01"}, "This day is over"),
        ({"due_on": "soon"}, "Not a valid date value"),
    ],
)
def test_what_cannot_be_given_is_named_and_nothing_is_recorded(
    session: Session, cast: Cast, course: Course, browser_of: Browser, wrong: Any, message: str
) -> None:
    answer = give(browser_of(cast.lee), cast, **wrong)

    assert answer.status_code == 400
    assert message in answer.text
    assert rows(session) == []


def test_a_course_taken_back_leaves_the_page_and_keeps_what_was_done(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lee)
    give(browser, cast)
    finish(session, cast.sam)

    browser.post(f"/lead/assignments/{rows(session)[0].id}/withdraw")
    session.rollback()

    assert seats(session, cast.sam.id, now=NOW) == []
    assert session.scalars(select(Completion.person_id)).all() == [cast.sam.id]


@two_pairs
def test_a_course_given_after_a_pair_has_ended_does_not_reach_it(
    session: Session, cast: Cast, course: Course
) -> None:
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    living = stage.pair(session, cast.north, cast.sam, cast.ona)
    session.add(
        Assignment(
            course_id=course.id, team_id=cast.north.id, time_zone="UTC", at=NOW + timedelta(days=1)
        )
    )
    session.commit()

    assert [seat.pair_id for seat in seats(session, cast.sam.id, now=NOW)] == [living.id]


def test_seats_are_found_with_one_query(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    assign(session, cast.pair, course)
    assign(session, second_pair(session, cast), course)

    with counted_queries(engine) as sent:
        found = seats(session, cast.sam.id, now=NOW)

    assert len(found) == 2
    assert len(sent) == 1


def test_a_leader_reads_the_name_of_a_course_in_their_language_wherever_it_is_given(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    row = CourseTranslation(course_id=course.id, language="de", title="Auf gleicher Höhe")
    alone = SoloAssignment(
        course_id=course.id, team_id=cast.north.id, person_id=cast.lee.id, time_zone="UTC", at=NOW
    )
    session.add_all([row, alone, Publication(at=NOW)])
    cast.lee.language = "de"
    assign(session, cast.pair, course)
    lee, team = browser_of(cast.lee), f"/lead/teams/{cast.north.id}"

    for address in (
        f"{team}/assign",
        f"{team}/solo",
        f"/lead/assignments/{rows(session)[0].id}/withdraw",
    ):
        text = lee.get(address).text
        assert "Auf gleicher Höhe" in text
        assert "Respectful teaming" not in text


@pytest.mark.parametrize("words", [("sam", "west", "teaming"), ("nobody", "nowhere", "nothing")])
def test_each_list_says_what_it_is_looked_through_for(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    words: tuple[str, str, str],
) -> None:  # fmt: skip
    stage.team(session, "West", cast.lee)
    assign(session, cast.pair, course)
    query = dict(zip(("search", "team_name", "given_search"), words, strict=True))

    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/assign", query_string=query)

    page_as_before(page.text)
