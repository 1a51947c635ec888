"""How is the scene of a module played, and what does the page tell before it is due?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tandem.models import Completion, FirstChoice, Practice, StepDone
from tandem.terms import Step
from tests.at_once import at_once
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.learning.practice_helpers import PRACTICE, SCENES, practiced, press
from tests.lessons import assign, counted_queries, do, form_id_in, serve
from tests.written import AsBefore

pytestmark = pytest.mark.usefixtures("clock")
TEXTS = tuple(scene.text for scene in SCENES)


@pytest.fixture
def sam(session: Session, cast: Cast, browser_of: Browser) -> FlaskClient:
    """Sam's browser; Sam has a course whose module has a scene."""
    assign(session, cast.pair, serve(session, practiced()))
    return browser_of(cast.sam)


def seen(text: str) -> set[str]:
    """The scenes whose text stands in a page."""
    return {words for words in TEXTS if words in text}


def done(session: Session) -> list[Step]:
    """The steps done alone."""
    return list(session.scalars(select(StepDone.step).order_by(StepDone.id)))


def test_one_scene_at_a_time_and_nothing_before_it_is_reached(sam: FlaskClient) -> None:
    assert seen(sam.get("/learn/teaming/engine/").text) == set()
    assert seen(sam.get(PRACTICE).text) == {"AT-THE-CALL"}
    assert seen(press(sam, "0:0").text) == {"AT-THE-CALL", "AT-ANSWERED"}
    assert seen(press(sam, "1:1").text) == {"AT-THE-CALL", "AT-ANSWERED", "AT-MISSED"}


def test_a_poor_ending_is_no_end_of_it(session: Session, sam: FlaskClient) -> None:
    page = press(sam, "0:1").text

    assert "could have ended better" in page
    assert done(session) == []
    assert 'value="1:back"' in page
    assert 'value="1:again"' in page


def test_a_good_ending_does_the_step(session: Session, sam: FlaskClient) -> None:
    press(sam, "0:0")
    page = press(sam, "1:0").text

    assert "A good ending." in page
    assert "Go to the quiz" in page
    assert done(session) == [Step.PRACTICE]


def test_one_step_back_and_from_the_beginning(sam: FlaskClient) -> None:
    press(sam, "0:0")
    press(sam, "1:1")

    assert seen(press(sam, "2:back").text) == {"AT-THE-CALL", "AT-ANSWERED"}
    assert seen(press(sam, "1:again").text) == {"AT-THE-CALL"}


def test_playing_on_takes_nothing_back(session: Session, sam: FlaskClient) -> None:
    press(sam, "0:0")
    press(sam, "1:0")
    press(sam, "2:again")
    page = press(sam, "0:1").text

    assert done(session) == [Step.PRACTICE]
    assert "Nothing takes that back" in page


def test_the_module_is_complete_with_all_its_steps(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    do(session, cast.sam, Step.READ)
    press(sam, "0:0")
    press(sam, "1:0")
    assert session.scalars(select(Completion)).all() == []

    page = sam.get("/learn/teaming/engine/").text

    assert "Play the scene again" in page
    assert "you play it until a good ending" in page


def test_without_a_quiz_the_scene_is_the_last_step(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, practiced(with_quiz=False)))
    browser = browser_of(cast.sue)
    page = browser.get("/learn/teaming/engine/")
    browser.post("/learn/teaming/engine/read", data={"form_id": form_id_in(page)})
    press(browser, "0:0")
    press(browser, "1:0")

    assert session.scalars(select(Completion.person_id)).all() == [cast.sue.id]


def test_a_button_pressed_twice_moves_once(sam: FlaskClient) -> None:
    form_id = form_id_in(sam.get(PRACTICE))
    press(sam, "0:0", form_id)

    assert 'value="1:0"' in press(sam, "0:0", form_id).text


def test_a_page_that_is_behind_is_told_where_it_is(sam: FlaskClient) -> None:
    old_tab = form_id_in(sam.get(PRACTICE))
    press(sam, "0:0")
    page = press(sam, "0:1", old_tab).text

    assert "has gone on meanwhile" in page
    assert seen(page) == {"AT-THE-CALL", "AT-ANSWERED"}


@pytest.mark.parametrize("move", ["0:7", "9:0", "back", "", "0:", "x:y", "0:-1"])
def test_a_button_that_is_not_there_moves_nothing(sam: FlaskClient, move: str) -> None:
    assert seen(press(sam, move).text) == {"AT-THE-CALL"}


def test_a_form_of_somebody_else_moves_nothing(
    session: Session, cast: Cast, sam: FlaskClient, browser_of: Browser
) -> None:
    others = form_id_in(browser_of(cast.sue).get(PRACTICE))

    answer = sam.post(PRACTICE, data={"form_id": others, "move": "0:0"})

    assert answer.status_code == 400
    assert session.scalars(select(Practice)).all() == []


def test_who_has_no_seat_has_no_scene(sam: FlaskClient, cast: Cast, browser_of: Browser) -> None:
    assert browser_of(cast.otto).get(PRACTICE).status_code == 404


def test_a_module_without_a_scene_has_no_such_page(session: Session, sam: FlaskClient) -> None:
    serve(session, replace(practiced(), sections=practiced().sections[:-1]))

    assert sam.get(PRACTICE).status_code == 404


def new_text(module: Lesson) -> Lesson:
    """The same module, its scene in other words."""
    *before, practice = module.sections
    scenes = tuple(replace(scene, text=f"NEW-{scene.text}") for scene in practice.scenes)
    return replace(module, sections=(*before, replace(practice, scenes=scenes)))


def test_what_is_half_played_goes_on_in_the_text_it_began_with(
    session: Session, sam: FlaskClient
) -> None:
    press(sam, "0:0")
    serve(session, new_text(practiced()))

    page = press(sam, "1:1").text
    anew = press(sam, "2:again").text

    assert "NEW-" not in page
    assert "published again since you began" in page
    assert "NEW-AT-THE-CALL" in anew
    assert "published anew" not in anew


def test_a_scene_taken_out_half_played_is_played_to_its_end(
    session: Session, sam: FlaskClient
) -> None:
    press(sam, "0:0")
    serve(session, replace(practiced(), sections=practiced().sections[:-1]))

    assert "A good ending." in press(sam, "1:0").text
    assert done(session) == [Step.PRACTICE]


def test_only_the_first_choice_in_a_scene_is_noted(session: Session, sam: FlaskClient) -> None:
    for move in ("0:1", "1:back", "0:0", "1:again", "0:1"):
        press(sam, move)

    (choice,) = session.scalars(select(FirstChoice))
    assert (choice.part, choice.scene, choice.choice) == ("late", "call", 1)
    assert choice.leads_to == "missed"


def test_the_page_asks_the_database_as_often_however_long_the_way(
    engine: Engine, sam: FlaskClient
) -> None:
    sam.get(PRACTICE)
    with counted_queries(engine) as before:
        sam.get(PRACTICE)
    press(sam, "0:0")
    with counted_queries(engine) as after:
        sam.get(PRACTICE)

    assert len(after) == len(before) <= 6


@pytest.mark.parametrize("moves", [(), ("0:0",), ("0:0", "1:0"), ("0:1",)])
def test_a_scene_is_played_in_the_language_of_its_lesson(
    session: Session, cast: Cast, sam: FlaskClient, page_as_before: AsBefore,
    moves: tuple[str, ...],
) -> None:  # fmt: skip
    serve(session, practiced(with_quiz=False))
    read_german(session, cast.sam)
    for move in moves:
        press(sam, move)

    page_as_before(sam.get(PRACTICE).text)


def test_a_decision_that_is_taken_in_two_tabs_is_taken_once(
    session: Session, cast: Cast, sam: FlaskClient
) -> None:
    tabs = [{"form_id": form_id_in(sam.get(PRACTICE)), "move": move} for move in ("0:0", "0:1")]

    answers = at_once(*(partial(sam.post, PRACTICE, data=tab) for tab in tabs))

    assert [answer.status_code for answer in answers] == [303, 303]
    assert session.scalars(select(Practice.path)).one() in {'["0"]', '["1"]'}
