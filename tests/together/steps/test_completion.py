"""When is a half of a module complete in a pair, and does it stay so?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, PairStep
from tandem.library.served import lesson_of
from tandem.models import Course, Module, Pair, PairCompletion
from tandem.people.pairs.queries import pairs_of_teams
from tandem.progress import completing
from tandem.progress.pair_courses import courses_of
from tandem.terms import Role, Together
from tests.cast import NOW, Cast, pair, person
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, form_id_in, lesson, serve
from tests.together.steps.step_helpers import (
    FOR_REP,
    SHARED,
    THANKS,
    THOUGHT,
    for_two,
    give,
    page_of,
)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course of one module with two steps for two and no quiz."""
    served = serve(session, for_two(SHARED, THANKS))
    assign(session, cast.pair, served)
    return served


def read(browser: FlaskClient) -> None:
    """Press the button below the lesson."""
    form_id = form_id_in(browser.get("/learn/teaming/engine/"))
    browser.post("/learn/teaming/engine/read", data={"form_id": form_id})


def give_both(browser: FlaskClient, cast: Cast) -> None:
    """Do both steps."""
    give(browser, cast, "told", text="This")
    give(browser, cast, "thanks", text="Thank you")


def states(session: Session, cast: Cast) -> list[Together]:
    """How far each pair of the team is with the module, in the order of names."""
    session.rollback()
    shown = pairs_of_teams(session, [cast.north.id])
    return [row.modules[0].together for row in courses_of(session, shown, now=NOW)]


def republish(session: Session, *steps: PairStep) -> None:
    """Publish the module with these steps instead, as a trainer's edit would."""
    row = session.scalars(select(Module)).one()
    before = lesson_of(session, row.revision_id or 0)
    after: Lesson = for_two(*steps) if steps else lesson()
    serve(session, after)
    session.refresh(row)
    completing.keep_complete(
        session,
        module_id=row.id,
        revision_id=row.revision_id or 0,
        before=before,
        after=after,
        now=NOW,
    )
    session.commit()


def test_a_half_is_complete_with_the_reading_and_every_step_in_whichever_order(
    session: Session, cast: Cast, sam: FlaskClient, sue: FlaskClient
) -> None:
    give_both(sam, cast)
    read(sue)
    halfway = states(session, cast)
    read(sam)
    give_both(sue, cast)

    assert halfway == [Together.NOBODY_YET]
    assert states(session, cast) == [Together.BOTH_DONE]
    assert set(session.scalars(select(PairCompletion.how))) == {"steps"}


def test_reading_counts_for_all_pairs_and_the_steps_for_each(
    session: Session, cast: Cast, course: Course, sam: FlaskClient, sue: FlaskClient
) -> None:
    assign(session, pair(session, cast.north, cast.sam, cast.ona), course)
    read(sam)
    give_both(sam, cast)

    # Ona comes before Sue by surname.
    assert states(session, cast) == [Together.NOBODY_YET, Together.WAITING_FOR_SUPPORT]
    text = sam.get("/").text
    assert f'/learn/teaming/engine/together/{cast.pair.id}"' not in text
    assert "2 steps with Ona. First “What should your partner know?”." in text


def test_a_new_pair_of_the_same_two_does_the_steps_anew(
    session: Session, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    read(sam)
    give_both(sam, cast)
    assign(session, pair(session, cast.north, cast.ona, cast.sam), course)

    found = session.scalars(select(PairCompletion.pair_id)).all()
    assert found == [cast.pair.id]


def test_a_step_for_one_role_is_not_asked_of_the_other(
    session: Session, cast: Cast, course: Course, sam: FlaskClient, sue: FlaskClient
) -> None:
    republish(session, FOR_REP)
    read(sam)
    read(sue)

    assert states(session, cast) == [Together.WAITING_FOR_REP]
    give(sam, cast, "rep-only", text="Mine")
    assert states(session, cast) == [Together.BOTH_DONE]


def test_an_edit_that_adds_a_step_takes_no_half_back(
    session: Session, cast: Cast, course: Course, sam: FlaskClient, sue: FlaskClient
) -> None:
    for browser in (sam, sue):
        read(browser)
        give_both(browser, cast)
    republish(session, SHARED, THANKS, THOUGHT)
    late = pair(session, cast.north, cast.sam, cast.ona)
    assign(session, late, course)

    assert states(session, cast) == [Together.NOBODY_YET, Together.BOTH_DONE]


def test_an_edit_that_brings_the_first_steps_takes_no_half_back(
    session: Session, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    republish(session)
    finish(session, cast.sam)  # as it was recorded before there were steps for two
    republish(session, SHARED)

    assert states(session, cast) == [Together.WAITING_FOR_SUPPORT]
    assert session.scalars(select(PairCompletion.how)).all() == ["edit"]


def test_an_edit_that_takes_a_step_out_completes_who_is_through_for_good(
    session: Session, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    read(sam)
    give(sam, cast, "told", text="This")
    republish(session, SHARED)
    republish(session, SHARED, THANKS)

    assert states(session, cast) == [Together.WAITING_FOR_SUPPORT]


def test_a_renamed_step_stays_done(
    session: Session, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    give(sam, cast, "told", text="THE OLD TEXT")
    renamed = PairStep("known", SHARED.kind, SHARED.title, shared=True, was="told")
    republish(session, renamed)
    read(sam)

    assert states(session, cast) == [Together.WAITING_FOR_SUPPORT]
    assert "THE OLD TEXT" in sam.get(page_of(cast)).text


def test_the_pages_lead_to_the_steps_and_say_the_rule(
    session: Session, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    lesson_page = sam.get("/learn/teaming/engine/").text
    read(sam)
    mine, after = sam.get("/").text, sam.get("/learn/teaming/engine/").text

    assert "do your steps together. The pair is complete when both are." in lesson_page
    assert page_of(cast) in mine
    assert "2 steps with Sue. First “What should your partner know?”." in mine
    assert "Your half is done" not in after
    assert "Continue together with Sue" in after


def test_the_leader_sees_how_many_steps_are_done_on_the_screen_and_in_the_file(
    cast: Cast, course: Course, sam: FlaskClient, browser_of: Browser
) -> None:
    read(sam)
    give(sam, cast, "told", text="NOT FOR LEE")
    lee = browser_of(cast.lee)

    screen = lee.get(f"/lead/pairs/{cast.pair.id}/courses/{course.slug}").text
    file = lee.get(f"/lead/teams/{cast.north.id}/report.csv").text

    for text in (screen, file):
        assert "Together 1 of 2" in text
        assert "NOT FOR LEE" not in text


def test_my_page_asks_the_same_however_many_pairs_do_steps(
    session: Session, engine: Engine, cast: Cast, course: Course, sam: FlaskClient
) -> None:
    read(sam)
    sam.get("/")
    with counted_queries(engine) as few:
        sam.get("/")
    for number in range(6):
        partner = person(session, f"Partner{number}", "Many", Role.SUPPORT)
        session.flush()
        assign(session, pair(session, cast.north, cast.sam, partner), course)

    with counted_queries(engine) as many:
        sam.get("/")

    assert len(many) == len(few)
    assert session.query(Pair).count() > 6
