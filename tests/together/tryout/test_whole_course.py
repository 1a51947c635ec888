"""What does a leader read who tries out a German course in which everything occurs?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import WALKED, Browser
from tests.courses import publish
from tests.lessons import lesson, question, serve
from tests.written import AsBefore

TRY = "/learn/teaming/engine/try"
ASKED = question("q1", body="<p>BODY</p>", hint="<p>HINT</p>")
PLAYED = {
    "way": ["0"],
    "answer-played": ["1"],
    "scene-scene": ["0"],
    "text-write": "WHAT I WRITE",
}


def german(folder: Path) -> Path:
    """The course that has everything, in files that say it is German."""
    shutil.copytree(WALKED, folder, dirs_exist_ok=True)
    cover = folder / "teaming" / "course.md"
    cover.write_text(cover.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    for other in (folder / "teaming").glob("*.de.md"):
        other.unlink()
    return folder


@pytest.fixture
def lee(session: Session, cast: Cast, tmp_path: Path, browser_of: Browser) -> FlaskClient:
    """Lee's browser, where that course is published and no pair has it."""
    assert publish(session, german(tmp_path / "courses")).errors == []
    return browser_of(cast.lee)


def test_each_module_can_be_tried_in_each_face(lee: FlaskClient, page_as_before: AsBefore) -> None:
    page_as_before(lee.get("/learn/teaming/try").text)


@pytest.mark.parametrize("role", ["rep", "support"])
def test_a_lesson_stands_as_that_role_reads_it(
    lee: FlaskClient, page_as_before: AsBefore, role: str
) -> None:
    page_as_before(lee.get(f"{TRY}?as={role}").text)


def test_scenes_go_on_and_a_text_is_compared(lee: FlaskClient, page_as_before: AsBefore) -> None:
    page_as_before(lee.post(TRY, data={**PLAYED, "scene": "scene:1:1"}).text)


def test_what_has_no_whole_answer_is_named(lee: FlaskClient, page_as_before: AsBefore) -> None:
    page_as_before(lee.post(TRY, data={**PLAYED, "check": "yes"}).text)


def test_a_quiz_says_what_is_drawn_and_asked_before_it(
    lee: FlaskClient, page_as_before: AsBefore
) -> None:
    page_as_before(lee.get("/learn/teaming/frame/try").text)


@pytest.mark.parametrize("key", ["good", "bad"])
def test_whole_answers_are_marked(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore, key: str
) -> None:
    serve(session, lesson(ASKED, language="de"))
    sent = {"answer-q1": f"q1-{key}", "check": "yes"}

    page_as_before(browser_of(cast.lee).post(TRY, data=sent).text)


def test_a_question_stands_with_what_belongs_to_it(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    serve(session, lesson(ASKED, language="de"))

    page_as_before(browser_of(cast.lee).get(TRY).text)
