"""What waits for a person, and what may they read?"""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.models import Completion, Course, Module, Pair, Publication, StepDone
from tandem.terms import CourseState, PairState, Role, Step
from tests.cast import NOW, Cast, pair, person
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, form_id_in, lesson, question, serve

MODULE = "/learn/teaming/engine/"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with two modules."""
    served = serve(session, lesson(question("q1")), lesson(name="second", title="The second"))
    assign(session, cast.pair, served, due_on=date(2099, 12, 4))
    return served


def press_read(browser: FlaskClient, address: str = MODULE) -> str:
    """Press the button; gives the form's id back."""
    form_id = form_id_in(browser.get(address))
    answer = browser.post(f"{address}read", data={"form_id": form_id})
    assert answer.status_code == 303
    return form_id


def test_sam_sees_one_button_and_the_date_with_its_zone(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = browser_of(cast.sam).get("/").text

    assert text.count('class="button button--large"') == 1
    assert "Next for you: module 1 of 2" in text
    assert "Begin to read" in text
    assert "by the end of 4 Dec 2099 (Europe/Berlin)" in text
    assert "About 6 minutes." in text


@pytest.mark.parametrize("page", ["/", "/learn/teaming/"])
def test_the_title_of_each_module_leads_to_it(
    cast: Cast, course: Course, browser_of: Browser, page: str
) -> None:
    text = browser_of(cast.sam).get(page).text

    ways = re.findall(r'<a href="([^"]*)"[^>]*>\s*(Gasoline and engine|The second)\s*</a>', text)
    assert {
        ("/learn/teaming/engine", "Gasoline and engine"),
        ("/learn/teaming/second", "The second"),
    } <= {(address.rstrip("/"), title) for address, title in ways}


def test_sam_sees_who_waits_for_whom(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    assert "You are done. Sue still has: reading, the quiz." in browser_of(cast.sam).get("/").text
    assert "Sam is done and waits for you." in browser_of(cast.sue).get("/").text


def test_both_see_what_both_have_finished(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    finish(session, cast.sue)

    for who in (cast.sam, cast.sue):
        text = browser_of(who).get("/").text
        assert "1 of 2 done by both" in text
        assert "both done on 2 Mar 2026" in text


def test_a_person_without_a_course_is_told_what_happens_next(
    cast: Cast, browser_of: Browser
) -> None:
    assert "A leader gives a pair its course" in browser_of(cast.otto).get("/").text


def test_a_leader_finds_the_teams_and_a_trainer_the_lessons(
    cast: Cast, browser_of: Browser
) -> None:
    assert "Your teams" in browser_of(cast.lee).get("/").text
    assert "Lessons: write" in browser_of(cast.tess).get("/").text


@pytest.mark.parametrize("address", ["/learn/teaming/", MODULE, f"{MODULE}quiz"])
def test_otto_cannot_see_the_course_of_sam(
    cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    assert browser_of(cast.sam).get(address).status_code == 200
    assert browser_of(cast.otto).get(address).status_code == 404
    assert browser_of(cast.lee).get(address).status_code == 404
    assert browser_of(None).get(address).status_code == 302


def test_each_half_reads_its_own_face(cast: Cast, course: Course, browser_of: Browser) -> None:
    sams, sues = browser_of(cast.sam).get(MODULE).text, browser_of(cast.sue).get(MODULE).text

    assert "You are the drive." in sams
    assert "You are the frame." not in sams
    assert "You are the frame." in sues


def test_sam_cannot_choose_the_face_of_sue(cast: Cast, course: Course, browser_of: Browser) -> None:
    assert "You are the drive." in browser_of(cast.sam).get(f"{MODULE}?as=support").text


def test_who_sits_in_two_roles_chooses_the_face(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    assign(session, pair(session, cast.north, cast.sue, cast.sam), course)
    browser = browser_of(cast.sam)

    assert "You are the drive." in browser.get(MODULE).text
    assert "You are the frame." in browser.get(f"{MODULE}?as=support").text


def test_the_rule_is_on_the_page(cast: Cast, course: Course, browser_of: Browser) -> None:
    text = browser_of(cast.sam).get(MODULE).text

    assert "Complete means: you press “I have read this” and pass the quiz with 80 %" in text
    assert "The pair is complete when both are." in text


def test_sam_reads_and_it_is_recorded_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)

    form_id = press_read(browser)
    again = browser.post(f"{MODULE}read", data={"form_id": form_id})

    assert again.status_code == 303
    assert session.scalars(select(StepDone.step)).all() == [Step.READ]
    assert session.scalar(select(Completion)) is None


def test_reading_a_module_without_a_quiz_completes_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    press_read(browser_of(cast.sam), "/learn/teaming/second/")

    assert session.scalars(select(Completion.person_id)).all() == [cast.sam.id]


def test_the_revision_read_is_the_one_shown(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    shown = session.scalars(select(Module.revision_id).where(Module.slug == "engine")).one()
    session.rollback()
    form_id = form_id_in(browser.get(MODULE))
    serve(session, lesson(question("q1"), title="Anew"))

    browser.post(f"{MODULE}read", data={"form_id": form_id})

    assert session.scalars(select(StepDone.revision_id)).all() == [shown]


def test_sam_cannot_send_the_form_of_another_module(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    form_id = form_id_in(browser.get("/learn/teaming/second/"))

    answer = browser.post(f"{MODULE}read", data={"form_id": form_id})

    assert answer.status_code == 400
    assert session.scalar(select(StepDone)) is None


def test_a_new_publication_does_not_undo_a_completion(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    serve(session, lesson(question("q1"), question("new"), edition=2))

    assert "Your half is done" in browser_of(cast.sam).get(MODULE).text


@pytest.mark.parametrize(
    ("state", "status"),
    [(PairState.PROPOSED, 404), (PairState.PAUSED, 200), (PairState.ENDED, 200)],
)
def test_sam_reads_in_every_pair_that_has_begun(
    session: Session, cast: Cast, course: Course, browser_of: Browser, state: PairState, status: int
) -> None:
    session.get_one(Pair, cast.pair.id).state = state
    session.commit()

    assert browser_of(cast.sam).get(MODULE).status_code == status


@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 22), ("/learn/teaming/", 16), (MODULE, 16), (f"{MODULE}quiz", 16)],
)
def test_a_page_asks_a_fixed_number_of_times_however_much_there_is(
    session: Session,
    cast: Cast,
    course: Course,
    browser_of: Browser,
    engine: Engine,
    address: str,
    most: int,
) -> None:
    for number in range(12):
        partner = person(session, f"Partner{number}", "Many", Role.SUPPORT)
        session.flush()
        assign(session, pair(session, cast.north, cast.sam, partner), course)
        finish(session, partner)
    browser = browser_of(cast.sam)
    browser.get(address)

    with counted_queries(engine) as sent:
        answer = browser.get(address)

    assert answer.status_code == 200
    assert len(sent) <= most, sent
    assert not [one for one in sent if not one.startswith("SELECT")]


def test_reading_a_page_records_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for address in ("/", "/learn/teaming/", MODULE, f"{MODULE}quiz"):
        assert browser_of(cast.sam).get(address).status_code == 200

    assert session.scalar(select(func.count()).select_from(StepDone)) == 0


def test_who_sits_in_two_pairs_reads_once_for_both(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    ben = person(session, "Ben", "Okoye", Role.SUPPORT)
    session.flush()
    assign(session, pair(session, cast.north, cast.sam, ben), course)
    before = browser_of(cast.sam).get("/").text

    finish(session, cast.sam)

    assert before.count("Begin to read") == 1
    for partner in (cast.sue, ben):
        assert "Sam is done and waits for you." in browser_of(partner).get("/").text


def test_a_course_without_a_module_says_who_is_waited_for(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, course_slug="empty"))

    page = browser_of(cast.sam).get("/learn/empty/").text

    assert "No module yet" in page
    assert "The trainer hasn’t published a module of this course." in page


@pytest.mark.parametrize(("who", "may_try"), [("lee", False), ("tess", True), ("ada", True)])
def test_only_who_writes_courses_is_told_of_a_draft(
    session: Session, cast: Cast, browser_of: Browser, who: str, may_try: bool
) -> None:
    serve(session, lesson()).state = CourseState.DRAFT
    session.commit()

    page = browser_of(getattr(cast, who)).get("/learn/teaming/")

    assert page.status_code == 404
    assert ("Try the course" in page.text) is may_try
    assert ("Respectful teaming" in page.text) is may_try


@pytest.mark.parametrize("address", ["/", "/learn/", "/refreshers/", "/search?q=gasoline"])
def test_a_course_that_was_withdrawn_stands_on_no_page_and_hinders_none(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    kept = serve(session, lesson(name="kept", title="The gasoline kept"), course_slug="kept")
    assign(session, cast.pair, kept)
    course.withdrawn_at = NOW
    session.add(Publication(at=NOW))
    session.commit()

    page = browser_of(cast.sam).get(address)

    assert page.status_code == 200
    assert "/learn/kept/" in page.text or address == "/refreshers/"
    assert "/learn/teaming/" not in page.text
