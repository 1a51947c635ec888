"""How is a scenario played, and what does the page tell before it is due?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Attempt, Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.content.parsing.test_scenes import SCENARIO, TITLE
from tests.courses import publish
from tests.learning.quizzes.quiz_helpers import QUIZ, keep, send
from tests.lessons import assign, form_id_in


@pytest.fixture
def sam(session: Session, cast: Cast, tmp_path: Path, browser_of: Browser) -> FlaskClient:
    """Sam's browser; Sam has a course with a scenario."""
    folder = tmp_path / "courses" / "teaming"
    folder.mkdir(parents=True)
    (folder / "course.md").write_text("---\ntitle: Teaming\n---\n")
    text = f"---\ntitle: Engine\n---\n\n## Check {{quiz}}\n\n### {TITLE}\n{SCENARIO}"
    (folder / "01-engine.md").write_text(text)
    assert publish(session, folder.parent).errors == []
    assign(session, cast.pair, session.scalars(select(Course)).one())
    return browser_of(cast.sam)


def decide(sam: FlaskClient, decision: str, form_id: str = "") -> TestResponse:
    """Press a button of the scene and look at the page that follows."""
    form_id = form_id or form_id_in(sam.get(QUIZ))
    sent = {"form_id": form_id, "play": decision}
    return sam.post(f"{QUIZ}/play", data=sent, follow_redirects=True)


def test_the_page_tells_only_the_scene_that_was_reached(sam: FlaskClient) -> None:
    start = sam.get(QUIZ).text
    next_scene = decide(sam, "late:0:0").text

    assert "the phone rings" in start
    assert "out of breath" not in start
    assert "out of breath" in next_scene
    assert "Four leave tonight" not in next_scene


def test_a_good_end_passes(session: Session, sam: FlaskClient) -> None:
    decide(sam, "late:0:0")
    assert "Four leave tonight" in decide(sam, "late:1:0").text

    answer = send(sam, {})

    assert session.scalars(select(Attempt)).one().passed
    assert "<li>Ask what is needed</li><li>It fits</li>" in sam.get(answer.location).text


def test_a_poor_end_does_not_pass_and_the_next_attempt_begins_anew(
    session: Session, sam: FlaskClient
) -> None:
    decide(sam, "late:0:1")
    send(sam, {})

    again = sam.get(QUIZ).text

    assert not session.scalars(select(Attempt)).one().passed
    assert 'value="late:0:0"' in again


def test_a_story_that_goes_on_cannot_be_sent(session: Session, sam: FlaskClient) -> None:
    decide(sam, "late:0:0")

    answer = send(sam, {})

    assert answer.status_code == 400
    assert "isn’t finished" in answer.text
    assert session.scalars(select(Attempt)).all() == []


def test_a_decision_pressed_twice_is_taken_once(sam: FlaskClient) -> None:
    form_id = form_id_in(sam.get(QUIZ))
    decide(sam, "late:0:0", form_id)

    assert 'value="late:1:0"' in decide(sam, "late:0:0", form_id).text


def test_no_form_can_take_a_decision_back_or_invent_one(sam: FlaskClient) -> None:
    decide(sam, "late:0:0")

    keep(sam, {"answer-late": ["0", "0"]})
    keep(sam, {"answer-late": ""})

    assert 'value="late:1:0"' in sam.get(QUIZ).text


@pytest.mark.parametrize("pressed", ["late:0:9", "late:x:y", "late", "late:7:0"])
def test_a_button_that_does_not_exist_changes_nothing(sam: FlaskClient, pressed: str) -> None:
    assert 'value="late:0:0"' in decide(sam, pressed).text


def test_a_scenario_that_is_not_asked_is_not_there(sam: FlaskClient) -> None:
    assert decide(sam, "other:0:0").status_code == 404
