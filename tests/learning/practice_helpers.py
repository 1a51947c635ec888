"""How the tests play a scene of a module."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tandem.content.lesson import Ending, Lesson, Link, Scene, Section, SectionKind
from tests.lessons import form_id_in, lesson, question

PRACTICE = "/learn/teaming/engine/practice"
SCENES = (
    Scene("call", "16:40", "AT-THE-CALL", (Link("Answer", "answered"), Link("Wait", "missed"))),
    Scene("answered", "", "AT-ANSWERED", (Link("Ask", "fits"), Link("Say no", "missed"))),
    Scene("fits", "It fits", "AT-FITS", end=Ending.GOOD),
    Scene("missed", "Silence", "AT-MISSED", end=Ending.POOR),
)


def practiced(*, name: str = "engine", text: str = "OPENING", with_quiz: bool = True) -> Lesson:
    """A lesson with a scene, and a quiz."""
    module = lesson(*([question("q1")] if with_quiz else []), name=name)
    scene = Section(SectionKind.PRACTICE, "A late call", 2, text=text, anchor="late", scenes=SCENES)
    return type(module)(**{**vars(module), "sections": (*module.sections, scene)})


def press(browser: FlaskClient, move: str, form_id: str = "") -> TestResponse:
    """Press a button of the scene and look at the page that follows."""
    form_id = form_id or form_id_in(browser.get(PRACTICE))
    sent = {"form_id": form_id, "move": move}
    return browser.post(PRACTICE, data=sent, follow_redirects=True)
