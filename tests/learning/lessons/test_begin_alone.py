"""What can somebody do of their team's course before they have a partner, and what comes of it?"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep
from tandem.learning.lessons.queries import has_traces
from tandem.learning.lessons.shelf import shelf
from tandem.models import (
    Assignment,
    Attempt,
    Completion,
    Course,
    Person,
    PersonRole,
    QuizDraft,
    StepDone,
    TeamMember,
)
from tandem.people import forming
from tandem.people.leaving import close_account
from tandem.terms import Role
from tests.cast import NOW, Cast, let_in, person, read_german
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, question, serve
from tests.together.steps.step_helpers import SEALED, THOUGHT, for_two
from tests.written import AsBefore

COURSE, MODULE = "/learn/teaming/", "/learn/teaming/engine/"
DOORS = (COURSE, MODULE, f"{MODULE}quiz")
RIGHT = {"answer-q1": "q1-good"}


@pytest.fixture
def wide() -> bool:
    """Nobody around the two: who has another partner left is not alone."""
    return False


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """All pairs of Lee's team have a course with a quiz and a step for two."""
    served = serve(session, for_two(SEALED, asked=(question("q1"),)))
    session.add(Assignment(course_id=served.id, team_id=cast.north.id, time_zone="UTC", at=NOW))
    session.commit()
    return served


@pytest.fixture
def ned(session: Session, cast: Cast, course: Course) -> Person:
    """Ned, a rep of Lee's team without a partner."""
    return join(session, cast, "Ned", Role.REP)


def join(session: Session, cast: Cast, given: str, *roles: Role) -> Person:
    """Somebody new in Lee's team."""
    new = person(session, given, "Okoye", *roles)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
    let_in(session, new)
    session.commit()
    return new


def take_back(session: Session) -> None:
    """Lee takes the course back."""
    session.execute(update(Assignment).values(withdrawn_at=NOW))
    session.commit()


def press_read(browser: FlaskClient) -> None:
    """Press the button below the lesson."""
    form_id = form_id_in(browser.get(MODULE))
    assert browser.post(f"{MODULE}read", data={"form_id": form_id}).status_code == 303


def quiz_form(browser: FlaskClient) -> dict[str, str]:
    """The quiz as it is open on a page, answered right."""
    return {"form_id": form_id_in(browser.get(f"{MODULE}quiz")), **RIGHT}


def finish_alone(browser: FlaskClient) -> None:
    """Read the lesson and pass its quiz."""
    press_read(browser)
    assert browser.post(f"{MODULE}quiz", data=quiz_form(browser)).status_code == 303


def test_my_page_says_what_somebody_without_a_partner_can_do(
    ned: Person, browser_of: Browser
) -> None:
    text = browser_of(ned).get("/").text

    assert "Begin alone: reading, scenes and quizzes count" in text
    assert f'href="{MODULE}"' in text
    assert 'href="/account/working"' in text
    assert "Nothing to learn yet" not in text


def test_the_lesson_is_read_in_the_persons_own_face_and_says_what_waits(
    ned: Person, browser_of: Browser
) -> None:
    text = browser_of(ned).get(MODULE).text

    assert "You are the drive." in text
    assert "You are the frame." not in text
    waiting = text.partition("This begins when you have a partner:")[2].partition("</ul>")[0]
    assert "What did your partner save you from?" in waiting


@pytest.mark.parametrize("steps", [(SEALED,), (SEALED, THOUGHT)])
def test_what_waits_for_a_partner_is_listed_in_the_language_of_the_lesson(
    session: Session, ned: Person, browser_of: Browser, page_as_before: AsBefore,
    steps: tuple[PairStep, ...],
) -> None:  # fmt: skip
    serve(session, for_two(*steps, asked=(question("q1"),)))
    read_german(session, ned)

    page_as_before(browser_of(ned).get(MODULE).text)


def test_reading_and_quiz_are_recorded_once_for_the_person(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    finish_alone(browser_of(ned))

    assert session.scalars(select(Completion.person_id)).all() == [ned.id]
    assert session.scalars(select(Attempt.role)).all() == [Role.REP]
    assert "Your part alone is done" in browser_of(ned).get(MODULE).text


def test_when_the_pair_is_formed_everything_counts_at_once(
    session: Session, cast: Cast, ned: Person, browser_of: Browser
) -> None:
    finish_alone(browser_of(ned))

    pair = forming.form_pair(
        session, team_id=cast.north.id, rep_id=ned.id, support_id=cast.sue.id, by_id=None, now=NOW
    )
    session.commit()

    assert pair
    text = browser_of(ned).get("/").text
    assert f"/learn/teaming/engine/together/{pair.id}" in text
    assert "Begin alone" not in text


def test_a_quiz_that_was_open_while_the_pair_was_formed_counts(
    session: Session, cast: Cast, ned: Person, browser_of: Browser
) -> None:
    browser = browser_of(ned)
    form = quiz_form(browser)
    forming.form_pair(
        session, team_id=cast.north.id, rep_id=ned.id, support_id=cast.sue.id, by_id=None, now=NOW
    )
    session.commit()

    answer = browser.post(f"{MODULE}quiz", data=form)

    assert answer.status_code == 303
    assert session.scalars(select(Attempt.passed)).all() == [True]


def test_who_holds_both_roles_chooses_the_face(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(join(session, cast, "Bo", Role.REP, Role.SUPPORT))

    assert "You are the drive." in browser.get(MODULE).text
    assert "You are the frame." in browser.get(f"{MODULE}?as=support").text


@pytest.mark.parametrize("address", DOORS)
def test_nobody_else_finds_a_door_open(
    session: Session, cast: Cast, ned: Person, browser_of: Browser, address: str
) -> None:
    no_seat = join(session, cast, "Tom", Role.TRAINER)

    for who in (cast.otto, no_seat):
        assert browser_of(who).get(address).status_code == 404
    assert browser_of(ned).get(address).status_code == 200


@pytest.mark.parametrize("address", DOORS)
def test_a_course_given_to_one_pair_is_not_for_the_others_of_the_team(
    session: Session, cast: Cast, ned: Person, browser_of: Browser, address: str
) -> None:
    session.execute(update(Assignment).values(pair_id=cast.pair.id))
    session.commit()

    assert browser_of(ned).get(address).status_code == 404
    assert browser_of(cast.sam).get(address).status_code == 200


def test_a_course_begun_alone_cannot_be_tried_out_with_its_keys(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=ned.id, role=Role.LEADER))
    session.commit()

    answer = browser_of(ned).get("/learn/teaming/engine/try")

    assert answer.location == "/learn/teaming/engine/"
    assert browser_of(ned).post("/learn/teaming/engine/try").status_code == 404


def test_a_course_begun_alone_is_not_offered_to_try_and_one_for_leaders_is(
    session: Session, cast: Cast, ned: Person
) -> None:
    session.add(Course(slug="leading", title="Positioning", audience="leader"))
    serve(session, lesson(name="position"), course_slug="leading")
    roles = {Role.REP, Role.LEADER}

    found = shelf(session, ned.id, roles=roles, now=NOW)

    assert [own.course.slug for own in found.own] == ["leading", "teaming"]
    assert [course.slug for course in found.to_try] == ["leading"]


def test_answers_sent_after_the_course_was_taken_back_are_kept_and_the_page_says_so(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    browser = browser_of(ned)
    form = quiz_form(browser)
    take_back(session)

    answer = browser.post(f"{MODULE}quiz", data=form)

    assert answer.status_code == 409
    assert "Your answers are kept" in answer.text
    assert "q1-good" in session.scalars(select(QuizDraft.answers)).one()


def test_answers_of_a_recorded_attempt_are_not_said_to_be_kept(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    browser = browser_of(ned)
    form = quiz_form(browser)
    browser.post(f"{MODULE}quiz", data=form)
    take_back(session)

    answer = browser.post(f"{MODULE}quiz", data=form)

    assert "This course isn’t open to you anymore" in answer.text
    assert "Your answers are kept" not in answer.text
    assert session.scalars(select(QuizDraft)).all() == []


def test_answers_are_kept_for_no_other_module_than_the_one_that_asked(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    serve(session, for_two(SEALED, asked=(question("q1"),)), lesson(question("q1"), name="second"))
    browser = browser_of(ned)
    form = quiz_form(browser)
    take_back(session)

    answer = browser.post(f"{COURSE}second/quiz", data=form)

    assert answer.status_code == 409
    assert "Your answers are kept" not in answer.text
    assert session.scalars(select(QuizDraft)).all() == []


def test_only_what_was_done_in_the_course_itself_stays_of_it(
    session: Session, cast: Cast, ned: Person, browser_of: Browser
) -> None:
    serve(session, lesson(name="other"), course_slug="other")
    press_read(browser_of(ned))

    assert has_traces(session, ned.id, course="teaming")
    assert not has_traces(session, ned.id, course="other")
    assert not has_traces(session, cast.sam.id, course="teaming")


@pytest.mark.parametrize("what", ["", "/draft"])
def test_who_has_begun_a_quiz_has_done_something_of_its_course(
    session: Session, cast: Cast, ned: Person, browser_of: Browser, what: str
) -> None:
    browser = browser_of(ned)
    browser.post(f"{MODULE}quiz{what}", data={**quiz_form(browser), "answer-q1": "q1-bad"})

    assert has_traces(session, ned.id, course="teaming")
    assert not has_traces(session, cast.sam.id, course="teaming")


def test_what_was_done_stays_when_the_course_is_taken_back(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    press_read(browser_of(ned))
    take_back(session)

    answer = browser_of(ned).get(MODULE)

    assert answer.status_code == 404
    assert "What you completed stays yours" in answer.text
    assert session.scalars(select(StepDone.person_id)).all() == [ned.id]


def test_pressing_read_on_a_page_of_a_course_taken_back_meanwhile_says_so(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(ned).get(MODULE))
    take_back(session)

    answer = browser_of(ned).post(f"{MODULE}read", data={"form_id": form_id})

    assert answer.status_code == 409
    assert "This course isn’t open to you anymore" in answer.text


def test_who_leaves_while_reading_alone_loses_nothing(
    session: Session, ned: Person, browser_of: Browser
) -> None:
    browser = browser_of(ned)
    press_read(browser)
    close_account(session, ned.id, by_id=None, now=NOW)
    session.commit()

    assert browser.get(MODULE).status_code == 302
    assert session.scalars(select(StepDone.person_id)).all() == [ned.id]


def test_who_was_left_by_a_partner_goes_on_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    before = browser_of(cast.sam).get("/").text
    close_account(session, cast.sue.id, by_id=None, now=NOW)
    session.commit()

    assert "Begin alone" not in before
    assert "Begin alone" in browser_of(cast.sam).get("/").text


def test_who_was_left_by_a_partner_reads_what_begins_with_the_next(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    close_account(session, cast.sue.id, by_id=None, now=NOW)
    session.commit()

    assert "This begins when you have a partner:" in browser_of(cast.sam).get(MODULE).text


@pytest.mark.parametrize(
    ("role", "own", "partners"), [(Role.REP, "33", "71"), (Role.SUPPORT, "71", "33")]
)
def test_the_road_of_who_waits_for_a_partner_has_their_line_and_one_to_come(
    session: Session, cast: Cast, course: Course, browser_of: Browser,
    role: Role, own: str, partners: str,
) -> None:  # fmt: skip
    browser = browser_of(join(session, cast, "Nia", role))
    line = re.compile(r'lane__line--(\w+)( lane__line--ahead)?" d="M(\d+) 0V(\d+)')
    begun = line.findall(browser.get("/").text)
    press_read(browser)
    browser.post(f"{MODULE}quiz", data=quiz_form(browser))

    page = browser.get("/").text

    assert begun == [(role, " lane__line--ahead", own, "30"), ("ahead", "", partners, "60")]
    assert line.findall(page) == [(role, "", own, "30"), ("ahead", "", partners, "60")]
    assert "✓ your part alone is done" in page
