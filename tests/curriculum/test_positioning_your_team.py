"""Does “Positioning your team” carry the leader's ideas, with the tools at hand?"""

from __future__ import annotations

import pytest

from tandem.terms import Role
from tests.curriculum import reading
from tests.curriculum.test_respectful_teaming import one_line, questions

COURSE = "positioning-your-team"
MODULES = {module.id: module for module in reading.modules(COURSE)}
# Each idea that is a leader's to carry out: its module, words of it, and the question about it.
IDEAS = {
    "support is worth what the partner can do": (
        "what-support-is-for", "what support is worth, look at what your reps", "what-ngozi-did"),
    "begin with the best of both": (
        "name-the-best", "Begin with two who will fly", "what-would-you-stop"),
    "equals, both necessary": (
        "introduce-equals", "both are needed. With that they are halfway there", "more-careful"),
    "reward depends on what both improve": (
        "tie-reward", "must depend on how much they improve the bottom line", "august"),
    "equipment takes a message to both": (
        "equipment", "it must go to both sides", "wrong-before-asked"),
    "more forthright where support reports to sales": (
        "when-support-reports-to-sales", "be plainer than others would need to be", "untold-worry"),
    "teaming and a bit of coaching put the operation on the fast track": (
        "coach-a-little", "What gets an operation onto the fast track", "both-ask"),
}  # fmt: skip
# Where a lesson leads to, in the words of the page.
TOOLS = {
    "name-the-best": ("*Form pairs*", "*Suggested pairs*"),
    "introduce-equals": ("assign",),
    "tie-reward": ("*shared goal*",),
    "coach-a-little": ("each pair has a row",),
}


def text_of(module: str) -> str:
    """What a leader reads of a module, as it is written, on one line."""
    return one_line(" ".join(section.text for section in MODULES[module].sections))


def test_there_are_seven_modules_and_a_kit() -> None:
    assert len(MODULES) == 8


@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_is_taught_to_the_leader(idea: str) -> None:
    module, words, _ = IDEAS[idea]

    assert words in one_line(reading.reading(MODULES[module], Role.LEADER))


@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_is_asked_about(idea: str) -> None:
    module, _, name = IDEAS[idea]

    explained = {question.id: question.explanation for question in questions(MODULES[module])}

    assert explained[name]


@pytest.mark.parametrize("module", TOOLS)
def test_a_lesson_leads_to_the_tool_it_speaks_of(module: str) -> None:
    text = text_of(module)

    assert "(/lead/)" in text
    assert all(words in text for words in TOOLS[module])
