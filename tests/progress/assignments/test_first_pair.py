"""Does one form make a team, ask two people and give them a course?"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Assignment, AuditEntry, Course, Invitation, Pair, Publication, Team
from tandem.terms import AuditAct, CourseState, PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, question, serve
from tests.moments import SetClock

FIELDS = {
    "team_name": "West",
    "rep_given_name": "Rae", "rep_surname": "Fox", "rep_email": "rae@example.org",
    "support_given_name": "Sol", "support_surname": "Gil", "support_email": "sol@example.org",
    "course": "teaming",
}  # fmt: skip
SENTENCE = "a short sentence"


@pytest.fixture
def course(session: Session, cast: Cast, clock: SetClock) -> Course:
    """A course for pairs."""
    clock.now = NOW
    return serve(session, lesson(question("q1")))


def begin(browser: FlaskClient, **fields: Any) -> TestResponse:
    """Send the form of the welcome page."""
    form_id = form_id_in(browser.get("/welcome"))
    return browser.post("/welcome/pair", data={"form_id": form_id, **FIELDS, **fields})


def links_after(lee: FlaskClient, **fields: Any) -> tuple[list[str], str]:
    """The links that Lee is shown, and the page."""
    page = lee.get(begin(lee, **fields).location or "").text
    return re.findall(r'value="http://localhost(/invite/[^"]+)"', page), page


def join_both(browser_of: Browser, links: list[str]) -> list[TestResponse]:
    """Rae joins, then Sol."""
    answers = []
    for link, given, surname in zip(links, ("Rae", "Sol"), ("Fox", "Gil"), strict=False):
        sent = {"given_name": given, "surname": surname, "time_zone": "UTC", "language": "en"}
        passwords = {"new_password": SENTENCE, "repeat_password": SENTENCE}
        answers.append(browser_of(None).post(link, data={**sent, **passwords}))
    return answers


def states_in_west(session: Session) -> list[PairState]:
    """What became of the pairs of West."""
    session.rollback()
    return list(session.scalars(select(Pair.state).join(Team).where(Team.name == "West")))


def test_two_are_asked_each_to_work_with_the_other_and_the_course_is_there(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer = begin(browser_of(cast.lee))

    session.rollback()
    team = session.scalars(select(Team).where(Team.name == "West")).one()
    asked = select(Invitation.email, Invitation.partner).where(Invitation.team_id == team.id)
    assert answer.location == f"/lead/teams/{team.id}/people"
    assert set(map(tuple, session.execute(asked))) == {
        ("rae@example.org", "sol@example.org"),
        ("sol@example.org", "rae@example.org"),
    }
    given = select(Assignment.course_id).where(Assignment.team_id == team.id)
    assert session.scalars(given).all() == [course.id]
    acts = set(session.scalars(select(AuditEntry.act)))
    assert {AuditAct.TEAM_MADE, AuditAct.ASKED, AuditAct.COURSE_GIVEN} <= acts


def test_each_link_says_whose_it_is_and_both_joined_are_asked_to_be_a_pair(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    links, page = links_after(lee)
    assert page.index("Rae Fox</strong>") < page.index(links[0]) < page.index("Sol Gil</strong>")
    assert "have agreed to work as a pair" not in browser_of(None).get(links[0]).text

    join_both(browser_of, links)

    assert states_in_west(session) == [PairState.PROPOSED]


@pytest.mark.parametrize("forgets", ["rae@example.org", "sol@example.org"])
def test_it_is_enough_that_one_invitation_names_the_other_person(
    session: Session, cast: Cast, course: Course, browser_of: Browser, forgets: str
) -> None:
    links, _ = links_after(browser_of(cast.lee))
    session.execute(update(Invitation).where(Invitation.email == forgets).values(partner=""))
    session.commit()

    join_both(browser_of, links)

    assert states_in_west(session) == [PairState.PROPOSED]


def test_the_page_of_two_who_are_asked_speaks_of_invitations_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    _, page = links_after(browser_of(cast.lee))

    assert page.count("Withdraw invitation …") == 2
    assert "Withdraw course" not in page
    assert "Nobody yet" not in page


def test_two_who_have_agreed_read_so_before_they_join_and_are_a_pair_when_both_have(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    links, _ = links_after(browser_of(cast.lee), has_agreed="y")
    rae = browser_of(None).get(links[0]).text
    assert "Lee Moreau says that you and Sol Gil have agreed to work as a pair." in rae

    answers = join_both(browser_of, links)

    assert states_in_west(session) == [PairState.ACTIVE]
    # A partner is chosen: nobody is asked first how they like to work.
    assert [answer.location for answer in answers] == ["/", "/"]


def test_who_has_an_account_already_is_asked_whatever_the_leader_says(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    links, _ = links_after(browser_of(cast.lee), has_agreed="y", support_email=cast.sue.email)
    rae, sue = browser_of(None), browser_of(cast.sue)
    assert "have agreed to work as a pair" not in rae.get(links[0]).text

    join_both(browser_of, links[:1])
    asked = sue.get("/account/requests")
    invitation = re.search(r"/account/requests/(\d+)", asked.text)
    assert invitation
    sue.post(invitation[0], data={"form_id": form_id_in(asked), "answer": "yes"})

    assert states_in_west(session) == [PairState.PROPOSED]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rep_email": "SOL@example.org"}, "A pair is two people."),
        ({"course": "nothing"}, "There is no course called nothing."),
        ({"team_name": ""}, "Please fill this in."),
        ({"support_email": "sol"}, "doesn’t look like a mail address"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    session: Session, cast: Cast, course: Course, browser_of: Browser, fields: Any, said: str
) -> None:
    answer = begin(browser_of(cast.lee), **fields)

    session.rollback()
    assert answer.status_code == 400
    assert said in answer.text
    assert session.scalar(select(func.count()).select_from(Invitation)) == 0
    assert session.scalar(select(func.count()).select_from(Team)) == 2


def test_without_a_course_to_assign_the_card_is_not_there(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    before = browser_of(cast.lee).get("/welcome").text
    serve(session, lesson(question("q1")))

    assert "Your first pair" not in before
    assert "Your first pair" in browser_of(cast.lee).get("/welcome").text


@pytest.mark.parametrize(
    ("state", "audience", "is_offered"),
    [
        (CourseState.OPEN, "rep,support", True),
        (CourseState.OPEN, "rep,support,leader", True),
        (CourseState.OPEN, "rep", False),
        (CourseState.OPEN, "leader", False),
        (CourseState.DRAFT, "rep,support", False),
    ],
)
def test_only_an_open_course_for_both_seats_is_offered_to_a_first_pair(
    session: Session, cast: Cast, course: Course, browser_of: Browser,
    state: CourseState, audience: str, is_offered: bool,
) -> None:  # fmt: skip
    course.state, course.audience = state, audience
    session.add(Publication(at=NOW))
    session.commit()

    page = browser_of(cast.lee).get("/welcome").text

    assert ('<option value="teaming"' in page) is is_offered
