"""For whom does somebody wait who learns in two tabs at once? For nobody but themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.browser import BrowserClient
from tests.cast import House
from tests.conftest import Browser
from tests.learning.practice_helpers import practiced, press
from tests.learning.quizzes.quiz_helpers import HALF, QUIZ, keep, send
from tests.learning.written.written_helpers import TASK, TELL, compare, write
from tests.lessons import assign, form_id_in, question, serve
from tests.locks import rows_held


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """Sam and Sue have a course that asks, lets them write, and plays a scene."""
    module = practiced()
    asked = (question("q1"), question("q2"), TASK)
    sections = [
        replace(part, questions=asked) if part.questions else part for part in module.sections
    ]
    served = serve(session, replace(module, sections=tuple(sections)))
    assign(session, cast.pair, served)
    return served


def correct(sam: BrowserClient) -> None:
    """A page of a quiz that was sent is sent once more, with another answer."""
    write(sam)
    compare(sam)
    form_id = form_id_in(sam.get(QUIZ))
    for answer in ("q1-bad", "q1-good"):
        send(sam, {**HALF, "answer-q1": answer}, form_id)


def write_and_compare(sam: BrowserClient) -> None:
    """A text is written and compared."""
    write(sam)
    compare(sam)


ACTS: dict[str, tuple[Callable[[BrowserClient], object], int]] = {
    "answers are kept": (lambda sam: keep(sam, HALF), 1),
    "sent answers are corrected": (correct, 4),
    "a text is begun": (lambda sam: sam.post(f"{TELL}/draft", data={"text": "Friday"}), 1),
    "a text is written and compared": (write_and_compare, 2),
    "a scene is played": (lambda sam: press(sam, "0:0"), 1),
}


@pytest.mark.parametrize("what", ACTS)
def test_only_the_other_tabs_of_whoever_learns_wait(
    cast: House, course: Course, browser_of: Browser, what: str
) -> None:
    act, times = ACTS[what]

    with rows_held() as noted:
        act(browser_of(cast.sam))

    assert noted == [("person", [cast.sam.id])] * times
