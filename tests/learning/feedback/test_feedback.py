"""Who is asked about a module, who answers once, and who is told what?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.learning.feedback.queries import team_of_seat
from tandem.models import Completion, Course, Feedback, TeamMember
from tandem.models.timing import moment_of
from tandem.terms import FeedbackPromise, Role
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, form_id_in, lesson, question, serve

MODULE = "/learn/teaming/engine/"
WORTH, USE = "Was this worth your time?", "Will you use something of it this week?"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    return served


@pytest.fixture
def sam(session: Session, cast: Cast, course: Course, browser_of: Browser) -> FlaskClient:
    """Sam, who has just finished the module."""
    finished(session, cast.sam)
    return browser_of(cast.sam)


def finished(session: Session, who: stage.Person) -> None:
    """Somebody has finished the module a moment ago."""
    finish(session, who)
    for row in session.scalars(select(Completion)):
        row.at = moment_of(session)
    session.commit()


def asked_form(browser: FlaskClient) -> str:
    """The id of the form that asks on the module's page."""
    part = browser.get(MODULE).text.partition('class="feedback"')[2]
    return part.partition('name="form_id" value="')[2].partition('"')[0]


def tap(browser: FlaskClient, answer: str, form_id: str = "") -> int:
    """Tap an answer of the question that is asked; the status of the answer."""
    sent = {"form_id": form_id or asked_form(browser), "answer": answer}
    return browser.post(f"{MODULE}opinion", data=sent).status_code


def test_sam_is_asked_when_he_has_finished_and_not_before(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    before = browser.get(MODULE).text
    finished(session, cast.sam)

    assert WORTH not in before
    assert WORTH in browser.get(MODULE).text


def test_sam_reads_who_will_see_it_before_he_answers(sam: FlaskClient) -> None:
    text = sam.get(MODULE).text

    assert text.index("Nobody sees your answer") < text.index('name="answer"')


def test_sam_answers_both_with_one_tap_each_and_is_not_asked_again(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    tap(sam, "rather_yes")
    then = sam.get(MODULE).text
    tap(sam, "no")

    assert USE in then
    assert WORTH not in then
    assert 'class="feedback"' not in sam.get(MODULE).text
    rows = session.scalars(select(Feedback).order_by(Feedback.id))
    assert [(row.about, row.answer, row.team_id) for row in rows] == [
        ("worth", "rather_yes", cast.north.id), ("use", "no", cast.north.id),
    ]  # fmt: skip


def test_the_promise_is_kept_with_the_answer(session: Session, sam: FlaskClient) -> None:
    tap(sam, "yes")

    assert session.scalars(select(Feedback.promise)).all() == [FeedbackPromise.FIGURES_OF_FIVE]


def test_two_tabs_give_one_answer_and_the_first_stands(session: Session, sam: FlaskClient) -> None:
    first, second = asked_form(sam), asked_form(sam)

    assert [tap(sam, "yes", one) for one in (first, first, second)] == [303] * 3

    assert session.scalars(select(Feedback.answer)).all() == ["yes"]


def test_nobody_is_asked_weeks_later(session: Session, sam: FlaskClient) -> None:
    assert WORTH in sam.get(MODULE).text
    for row in session.scalars(select(Completion)):
        row.at -= timedelta(days=15)
    session.commit()

    assert WORTH not in sam.get(MODULE).text


@pytest.mark.parametrize("folder", ["", "/tandem"])
def test_the_result_of_the_quiz_asks_too_and_leads_back_to_itself(
    session: Session, cast: Cast, course: Course, browser_of: Browser, folder: str
) -> None:
    browser = browser_of(cast.sam)
    read = {"form_id": form_id_in(browser.get(MODULE))}
    browser.post(f"{MODULE}read", data=read)
    quiz = browser.get(f"{MODULE}quiz")
    passed = browser.post(
        f"{MODULE}quiz", data={"form_id": form_id_in(quiz), "answer-q1": "q1-good"}
    )

    page = browser.get(passed.location, base_url=f"http://localhost{folder}")

    assert WORTH in page.text
    answered = browser.post(f"{MODULE}opinion", data={"form_id": form_id_in(page), "answer": "yes"})
    assert answered.location == folder + passed.location.replace("#result", "#opinion")


def test_a_form_of_another_kind_or_module_is_refused(sam: FlaskClient) -> None:
    sent = {"form_id": form_id_in(sam.get(f"{MODULE}quiz")), "answer": "yes"}

    assert sam.post(f"{MODULE}opinion", data=sent).status_code == 404
    assert tap(sam, "yes") == 303


def test_an_answer_is_taken_only_at_the_module_that_asked(
    session: Session, sam: FlaskClient
) -> None:
    serve(session, lesson(question("q1")), lesson(name="second"))
    sent = {"form_id": asked_form(sam), "answer": "yes"}

    answer = sam.post(MODULE.replace("engine", "second") + "opinion", data=sent)

    assert answer.status_code == 404
    assert session.scalars(select(Feedback)).all() == []


def test_an_answer_counts_for_the_team_in_which_the_course_is_read(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    here = stage.pair(session, cast.south, cast.sam, cast.ona)
    other = serve(session, lesson(name="other"), course_slug="other")
    assign(session, here, other)

    team_id = team_of_seat(session, cast.sam.id, course_id=other.id, now=NOW)

    assert team_id == cast.south.id


def test_an_answer_that_is_none_of_the_four_is_not_kept(session: Session, sam: FlaskClient) -> None:
    assert tap(sam, "perhaps") == 303

    assert session.scalars(select(Feedback)).all() == []


def test_asking_costs_one_query(
    session: Session, engine: Engine, cast: Cast, sam: FlaskClient
) -> None:
    with counted_queries(engine) as before:
        sam.get(MODULE)
    tap(sam, "yes")
    tap(sam, "no")

    with counted_queries(engine) as after:
        sam.get(MODULE)

    assert len(before) == len(after)
    assert len([one for one in after if "feedback" in one]) == 1


def team_answers(session: Session, cast: Cast, browser_of: Browser, number: int) -> None:
    """So many people in pairs with Sue answer, the first of them with no."""
    for place in range(number):
        who = stage.person(session, f"Nia{place}", "Quist", Role.REP)
        session.flush()
        session.add(TeamMember(team_id=cast.north.id, person_id=who.id))
        new = stage.pair(session, cast.north, who, cast.sue)
        assign(session, new, session.scalars(select(Course)).one())
        finished(session, who)
        tap(browser_of(who), "yes" if place else "no")


def test_lee_sees_nothing_of_four_people_and_a_figure_of_five(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    page = f"/lead/teams/{cast.north.id}/helped"
    team_answers(session, cast, browser_of, 4)
    four = browser_of(cast.lee).get(page).text
    who = session.scalars(select(Completion.person_id)).all()
    finished(session, cast.sam)
    tap(browser_of(cast.sam), "rather_no")

    five = browser_of(cast.lee).get(page).text

    assert len(who) == 4
    assert "Figures appear here once five people have answered" in four
    assert "3 of 5 · 60 %" in five
    assert not any(name in five for name in ("Nia", "Quist", "Adeyemi"))


def test_tess_sees_the_same_groups_for_the_module(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    team_answers(session, cast, browser_of, 6)

    text = browser_of(cast.tess).get("/author/teaming/engine/insights").text

    said = text.partition('data-of="said"')[2]
    assert "4 of 5" in said
    assert "fewer than five" in said
