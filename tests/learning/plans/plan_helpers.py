"""How the tests make a plan."""

from __future__ import annotations

from flask.testing import FlaskClient

from tandem.content.lesson import PairStep, StepKind
from tests.cast import Cast
from tests.together.steps.step_helpers import give

PLAN = PairStep("plan", StepKind.PLAN, "Next week", sentence=("When ", ", then I ", "."))
SENTENCE = "When the phone rings, then I write it down."


def make_plan(browser: FlaskClient, cast: Cast, *gaps: str) -> None:
    """Write the plan."""
    written = list(gaps) or ["the phone rings", "write it down"]
    assert give(browser, cast, "plan", gap=written).status_code == 303
