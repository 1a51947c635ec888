"""How the tests of the steps for two do them."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tandem.content.lesson import (
    ChoiceOutcome,
    Item,
    Lesson,
    PairStep,
    Question,
    SeatPart,
    Section,
    SectionKind,
    StepKind,
)
from tandem.terms import Role
from tests.cast import Cast
from tests.lessons import REP, lesson

JSON = {"Accept": "application/json"}
SEALED = PairStep("saved", StepKind.SEALED, "What did your partner save you from?")
GUESS = PairStep("guessed", StepKind.GUESS, "What will your partner say?", guess_of="saved")
THOUGHT = PairStep("thought", StepKind.REFLECTION, "What is hard?")
SHARED = PairStep("told", StepKind.REFLECTION, "What should your partner know?", shared=True)
SCALE = PairStep(
    "often",
    StepKind.SCALE,
    "How often?",
    low=1,
    high=5,
    labels=("never", "always"),
    items=(Item("ask", "We ask early"), Item("no", "We say no")),
)
AGREED = PairStep("agreed", StepKind.AGREEMENT, "From now on")
THANKS = PairStep("thanks", StepKind.THANKS, "Thank you for")
TALK = PairStep("talk", StepKind.TALKED, "Ten minutes")
ALL = (THOUGHT, SHARED, SEALED, SCALE, AGREED, THANKS, TALK)
# All of it but the title is sealed: SEAT is for one seat alone, CELL for nobody until both chose.
CHOICE = PairStep(
    "ward",
    StepKind.CHOICE,
    "The ward wants it tomorrow",
    seats=(
        SeatPart(
            Role.REP, "Rep", "SEAT-REPKNOWS", (Item("r1", "SEAT-REPONE"), Item("r2", "SEAT-REPTWO"))
        ),
        SeatPart(
            Role.SUPPORT,
            "Support",
            "SEAT-SUPKNOWS",
            (Item("s1", "SEAT-SUPONE"), Item("s2", "SEAT-SUPTWO")),
        ),
    ),
    outcomes=(
        ChoiceOutcome("r1", "s1", "CELL-ONEONE"),
        ChoiceOutcome("r1", "s2", "CELL-ONETWO"),
        ChoiceOutcome("r2", "s1", "CELL-TWOONE"),
        ChoiceOutcome("r2", "s2", "CELL-TWOTWO"),
    ),
    outcomes_title="CELL-TITLE",
    explanation="CELL-WHY",
)
# CASE is for whoever hands it over, ASK for whoever answers from the lines, until they have.
HANDOVER = PairStep(
    "orders",
    StepKind.HANDOVER,
    "Two orders",
    seats=tuple(
        SeatPart(
            role,
            f"CASE-{name}TITLE",
            f"CASE-{name}TEXT",
            (Item(f"{role[0]}1", f"ASK-{name}WHEN"), Item(f"{role[0]}2", f"ASK-{name}WHERE")),
            explanation=f"CASE-{name}WHY",
        )
        for role, name in ((Role.REP, "REP"), (Role.SUPPORT, "SUP"))
    ),
)
FOR_REP = PairStep("rep-only", StepKind.REFLECTION, "Only the rep", roles=REP)


def for_two(*steps: PairStep, asked: tuple[Question, ...] = (), **fields: Any) -> Lesson:
    """A lesson with these steps, and a quiz where something is asked."""
    found = lesson(*asked, **fields)
    section = Section(SectionKind.TOGETHER, "The two of you", 2, steps=steps)
    return Lesson(**{**vars(found), "sections": (*found.sections, section)})


def page_of(cast: Cast) -> str:
    """Where the steps of Sam and Sue are."""
    return f"/learn/teaming/engine/together/{cast.pair.id}"


def section_of(text: str, step: str) -> str:
    """The part of a page that belongs to a step."""
    return text.partition(f'id="step-{step}"')[2].partition("</section>")[0]


def hidden(text: str, step: str, name: str) -> str:
    """A hidden field of a step's form."""
    found = re.search(rf'name="{name}" value="([^"]*)"', section_of(text, step))
    assert found, (step, name)
    return found[1]


def opened(browser: FlaskClient, cast: Cast, step: str) -> dict[str, str]:
    """The hidden fields of a page opened now: one tab."""
    text = browser.get(page_of(cast)).text
    return {name: hidden(text, step, name) for name in ("form_id", "version")}


def give(
    browser: FlaskClient,
    cast: Cast,
    step: str,
    *,
    what: str = "",
    tab: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    **fields: Any,
) -> TestResponse:
    """Send a step's form; `what` is another of its buttons."""
    sent = {**(tab or opened(browser, cast, step)), **fields}
    address = f"{page_of(cast)}/{step}{f'/{what}' if what else ''}"
    return browser.post(address, data=sent, headers=headers or {})
