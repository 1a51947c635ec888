"""What does a second attempt ask and count, in the same round or the next, after an edit or none,
in the same language or the other? A table of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions as publishing
from tandem.models import Course, RoundDone
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import write_course
from tests.forms import forms_in
from tests.learning.quizzes.quiz_helpers import QUIZ
from tests.moments import SetClock
from tests.progress.rounds.round_helpers import give

WAITS = "\n### Who waits? {#waits}\n\n- [x] BOTH\n- [ ] NOBODY\n- [ ] SOMEBODY\n"
GERMAN = {"What helps?": "Was hilft?", "RIGHT": "RICHTIG", "WRONG": "FALSCH", "BOTH": "BEIDE"}
RIGHT = {"helps": ("RIGHT", "RICHTIG"), "waits": ("BOTH", "BEIDE")}
EDITS: dict[str, Callable[[str], str]] = {
    "no edit": lambda text: text,
    "new words": lambda text: text.replace("The drive.", "The DRIVE."),
    "new edition": lambda text: text.replace("attempts: 2", "attempts: 2\nedition: 2"),
}
OPTION = re.compile(r'name="answer-(\w+)"[^>]*value="([^"]+)"[^>]*>\s*<[^>]+>\s*([A-Z]+)')
LISTED = re.compile(r"Attempt (\d)</.*?(\d of \d right).*?Revision (\d)", re.DOTALL)


@pytest.fixture
def cast(cast_in: Callable[[str], Cast]) -> Cast:
    """Everybody, in UTC: what these tests tell goes by the day."""
    return cast_in("UTC")


@pytest.fixture
def edit(session: Session, tmp_path: Path, clock: SetClock) -> Callable[[str], None]:
    """Publishes the module in other words, in English and in German."""
    path = write_course(tmp_path / "courses", "engine") / "01-engine.md"
    first = path.read_text("utf-8").replace("minutes: 6", "minutes: 6\nattempts: 2") + WAITS

    def publish(how: str) -> None:
        text = EDITS[how](first)
        path.write_text(text, "utf-8")
        for english, german in GERMAN.items():
            text = text.replace(english, german)
        path.with_suffix(".de.md").write_text(text, "utf-8")
        root = path.parent.parent
        assert publishing.publish_folder(session, root, by_id=None, now=clock.now).errors == []
        session.commit()

    return publish


@pytest.fixture
def sam(
    session: Session, cast: Cast, edit: Callable[[str], None], clock: SetClock, browser_of: Browser
) -> FlaskClient:
    """Sam has a quiz of two questions and two attempts, in a course that is renewed each month."""
    clock.set_to(NOW)
    edit("no edit")
    give(session, cast, session.scalars(select(Course)).one())
    return browser_of(cast.sam)


def begin_next_round(session: Session, cast: Cast, clock: SetClock) -> None:
    """Sam and Sue were through, and a month is over."""
    course = session.scalars(select(Course)).one()
    at = clock.now
    done = RoundDone(pair_id=cast.pair.id, course_id=course.id, number=1, finished_at=at)
    session.add(done)
    session.commit()
    clock.go_on(timedelta(days=40))


def send(browser: FlaskClient, right: set[str]) -> set[str]:
    """Answer what is asked, these questions right; gives the questions asked."""
    page = browser.get(QUIZ).text
    (form,) = [form for form in forms_in(page, QUIZ) if form.action == QUIZ]
    answers = {
        f"answer-{name}": key
        for name, key, label in OPTION.findall(page)
        if (label in RIGHT[name]) is (name in right)
    }
    sent = browser.post(QUIZ, data={"form_id": form.value("form_id"), **answers})
    assert sent.status_code == 303
    return {name for name, _, _ in OPTION.findall(page)}


@pytest.mark.parametrize("second", [set(), {"helps", "waits"}], ids=["wrong", "right"])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("how", list(EDITS))
@pytest.mark.parametrize("is_next_round", [False, True], ids=["same round", "next round"])
def test_a_second_attempt_asks_and_counts_by_round_text_and_language(
    session: Session, cast: Cast, sam: FlaskClient, edit: Callable[[str], None], clock: SetClock,
    is_next_round: bool, how: str, language: str, second: set[str],
) -> None:  # fmt: skip
    assert send(sam, {"helps"}) == {"helps", "waits"}
    if is_next_round:
        begin_next_round(session, cast, clock)
    edit(how)
    session.merge(cast.sam).language = language
    session.commit()

    asked = send(sam, second)

    goes_on = not is_next_round and how == "no edit"
    assert asked == ({"waits"} if goes_on else {"helps", "waits"})
    right = 2 if second else int(goes_on)
    session.merge(cast.sam).language = "en"
    session.commit()
    page = sam.get(f"{QUIZ}/attempts/2").text
    revision = "1" if how == "no edit" else "2"
    newest, first = ("2", f"{right} of 2 right", revision), ("1", "1 of 2 right", "1")
    assert LISTED.findall(page) == [newest, first]
    is_last = not second and not is_next_round and how != "new edition"
    assert ("All attempts are used." in page) is is_last
    assert (">Try again</a>" in page) is (not second and not is_last)
