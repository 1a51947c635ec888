"""How the tests play a scene for two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tandem.content.lesson import Ending, Lesson, Link, PairStep, Scene, StepKind
from tandem.terms import Role
from tests.cast import Cast
from tests.lessons import form_id_in
from tests.together.steps.step_helpers import TALK, for_two

REP, SUPPORT = Role.REP, Role.SUPPORT
SCENES = (
    Scene("call", "", "AT-CALL", (Link("Go over", "desk"), Link("Promise", "poor")), seat=REP),
    Scene("desk", "", "AT-DESK", (Link("See", "poor"), Link("Ask", "shifts")), seat=SUPPORT),
    Scene("shifts", "", "AT-SHIFTS", (Link("Then so", "good"),), seat=REP),
    Scene("good", "", "AT-GOOD", end=Ending.GOOD),
    Scene("poor", "", "AT-POOR", end=Ending.POOR),
)
HARBOUR = PairStep("harbour", StepKind.SCENE, "The harbour", body="OPENING", scenes=SCENES)
TEXTS = tuple(scene.text for scene in SCENES)


def with_scene(*, step: PairStep = HARBOUR) -> Lesson:
    """A lesson with a scene for two, and a talk."""
    return for_two(step, TALK)


def seen(text: str) -> set[str]:
    """The scenes whose text stands in a page."""
    return {words for words in TEXTS if words in text}


@dataclass(frozen=True)
class Play:
    """The browsers of two who play."""

    rep: FlaskClient
    support: FlaskClient
    address: str

    def look(self, who: Role) -> TestResponse:
        """The page of one of the two."""
        return self.browser(who).get(self.address)

    def press(self, who: Role, move: str, form_id: str = "") -> TestResponse:
        """Press a button and look at the page that follows."""
        form_id = form_id or form_id_in(self.look(who))
        sent = {"form_id": form_id, "move": move}
        return self.browser(who).post(self.address, data=sent, follow_redirects=True)

    def browser(self, who: Role) -> FlaskClient:
        """The browser of one of the two."""
        return self.rep if who is REP else self.support


def play_of(cast: Cast, browser_of: Callable[..., FlaskClient]) -> Play:
    """Sam and Sue."""
    address = f"/learn/teaming/engine/together/{cast.pair.id}/harbour/scene"
    return Play(browser_of(cast.sam), browser_of(cast.sue), address)
