"""What do the two see of each other's seat, and when?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.content.parsing.test_scenes import SCENARIO, TITLE
from tests.courses import publish
from tests.learning.quizzes.quiz_helpers import QUIZ
from tests.lessons import assign, finish, form_id_in

MODULE = "---\ntitle: Engine\n---\n\n## You {for=rep}\n\nDRIVE\n\n## You {for=support}\n\nFRAME\n\n"
FOR_REP = TITLE.replace("scenario", "scenario for=rep")


def write(session: Session, root: Path, title: str) -> None:
    """Publish a module with a scenario."""
    folder = root / "courses" / "teaming"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.md").write_text("---\ntitle: Teaming\n---\n")
    (folder / "01-engine.md").write_text(f"{MODULE}## Check {{quiz}}\n\n### {title}\n{SCENARIO}")
    assert publish(session, folder.parent).errors == []


@pytest.fixture
def course(session: Session, cast: Cast, tmp_path: Path) -> None:
    """Sam and Sue have a course with a scene for both."""
    write(session, tmp_path, TITLE)
    assign(session, cast.pair, session.scalars(select(Course)).one())


def play(browser: FlaskClient, *decisions: str) -> None:
    """Play the scene to its end and send it."""
    for decision in decisions:
        sent = {"form_id": form_id_in(browser.get(QUIZ)), "play": decision}
        browser.post(f"{QUIZ}/play", data=sent)
    browser.post(QUIZ, data={"form_id": form_id_in(browser.get(QUIZ))})


def page(cast: Cast, name: str) -> str:
    """One of the pages of Sam and Sue."""
    return f"/learn/teaming/engine/together/{cast.pair.id}/{name}"


def test_before_playing_it_is_said_who_will_see_the_way(
    cast: Cast, course: None, browser_of: Browser
) -> None:
    text = " ".join(browser_of(cast.sam).get(QUIZ).text.split())

    assert "your partner and you see each other’s way through it" in text


def test_both_ways_stand_side_by_side_when_both_have_played(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    play(sam, "late:0:0", "late:1:0")
    before = sue.get(page(cast, "scenes")).text
    play(sue, "late:0:0", "late:1:0")
    assert len(session.scalars(select(Attempt.id)).all()) == 2

    assert "Sam Adeyemi has played it." in before
    assert "Ask what is needed" not in before
    for browser in (sam, sue):
        text = browser.get(page(cast, "scenes")).text
        assert text.count("→ Ask what is needed") == 2
        assert text.index('aria-label="Sam Adeyemi"') < text.index('aria-label="Sue Zhang"')


def test_what_was_played_alone_is_not_shown_when_the_scene_is_shared_later(
    session: Session, cast: Cast, tmp_path: Path, browser_of: Browser
) -> None:
    write(session, tmp_path, FOR_REP)
    assign(session, cast.pair, session.scalars(select(Course)).one())
    assert "each other’s way" not in browser_of(cast.sam).get(QUIZ).text
    play(browser_of(cast.sam), "late:0:0", "late:1:0")
    write(session, tmp_path, TITLE)
    play(browser_of(cast.sue), "late:0:0", "late:1:0")

    answer = browser_of(cast.sue).get(page(cast, "scenes"))
    assert answer.status_code == 200
    assert "→" not in answer.text


def test_each_reads_the_face_of_the_other_when_both_are_done(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    finish(session, cast.sam)
    before = sam.get(page(cast, "seat")).text
    finish(session, cast.sue)

    after = sam.get(page(cast, "seat")).text
    assert "FRAME" not in before
    assert "FRAME" in after
    assert "DRIVE" not in after
    assert "This is what Sue Zhang reads, as support." in after


@pytest.mark.parametrize("who", ["lee", "tess", "ada", "otto"])
@pytest.mark.parametrize("name", ["scenes", "seat"])
def test_the_pages_are_there_for_nobody_but_the_two(
    cast: Cast, course: None, browser_of: Browser, who: str, name: str
) -> None:
    assert browser_of(getattr(cast, who)).get(page(cast, name)).status_code == 404
    assert browser_of(cast.sam).get(page(cast, name)).status_code == 200
