"""Does “Respectful teaming” teach every idea, and use every kind of question and of step?"""

from __future__ import annotations

import re

import pytest

from tandem.content.lesson import Ending, Lesson, Question, QuestionKind, StepKind
from tandem.terms import SEATS, Role
from tests.curriculum import reading

COURSE = "respectful-teaming"
MODULES = {module.id: module for module in reading.modules(COURSE)}
ASKS_WHY = re.compile(r"\bwhy\b|\bwhat helps\b|\bwhat drives\b|\bone sentence\b", re.IGNORECASE)
CITATION = re.compile(r"\(([A-Z][^()]* \d{4})\)")
# Each idea: the module that teaches it, words both roles read there, and the question about it.
IDEAS = {
    "the worth of support is what the partner can do": (
        "equals", "shows in what the partner can do", "what-support-is-worth"),
    "sellers give off enormous energy": (
        "volcano", "give off an enormous amount of energy", "cared-for"),
    "without containment it is a volcano": (
        "volcano", "takes the shortest", "one-fire"),
    "time pressure is the overlooked motivator": (
        "under-time-pressure", "always under time pressure", "overlooked"),
    "courses in the other role change nothing": (
        "under-time-pressure", "Neither is comfortable in the other's role", "two-courses"),
    "partners who are left to get on with it": (
        "one-bottom-line", "then they get out of yours", "without-leader"),
    "miracle makers are in the house already": (
        "nobodys-equipment", "could work miracles", "miracle-makers"),
    "the best of both, as equals": (
        "equals", "half the way behind them", "best-first"),
    "reward depends on what both improve": (
        "one-bottom-line", "a part of the reward of both depends on it", "why-one-number"),
    "equipment takes a serious message to both": (
        "nobodys-equipment", "has to change on both sides in the same week", "both-sides"),
    "gasoline and engine": (
        "gasoline-and-engine", "Gasoline in an open can is dangerous", "open-can"),
    "be even more forthright where support reports to sales": (
        "shape-and-contain", "need plainer words than elsewhere", "why-contain"),
    "saying how much the partner helps is part of the work": (
        "thank-you-precisely", "it is part of the work", "part-of-the-work"),
    "teaming and a little coaching are the quickest way": (
        "one-bottom-line", "the quickest way forward that any house has", "without-leader"),
}  # fmt: skip


def questions(module: Lesson) -> list[Question]:
    """Every question of a module."""
    return [question for section in module.sections for question in section.questions]


ASKED = [question for module in MODULES.values() for question in questions(module)]


def one_line(text: str) -> str:
    """A text without its line ends."""
    return " ".join(text.split())


def test_there_are_nine_modules() -> None:
    assert len(MODULES) == 9


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_is_taught_to_both(idea: str, role: Role) -> None:
    module, words, _ = IDEAS[idea]

    assert words in one_line(reading.reading(MODULES[module], role))


@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_has_a_question_that_asks_why_or_what_helps(idea: str) -> None:
    module, _, name = IDEAS[idea]
    question = next(one for one in questions(MODULES[module]) if one.id == name)

    assert ASKS_WHY.search(question.title)
    assert question.explanation
    assert question.roles.issuperset(SEATS)


def test_every_kind_of_question_is_asked() -> None:
    assert {question.kind for question in ASKED} == set(QuestionKind)


def test_every_kind_of_step_for_two_is_used() -> None:
    steps = [step for m in MODULES.values() for section in m.sections for step in section.steps]

    assert {step.kind for step in steps} >= set(StepKind) - {StepKind.CHOICE, StepKind.HANDOVER}
    assert any(step.shared for step in steps)


def test_every_module_has_a_step_for_two() -> None:
    assert all(any(section.steps for section in module.sections) for module in MODULES.values())


def test_both_are_asked_as_many_questions() -> None:
    for module in MODULES.values():
        rep, support = (sum(role in one.roles for one in questions(module)) for role in SEATS)
        assert rep == support, module.id


def test_a_plan_for_tomorrow_closes_every_lesson() -> None:
    for module in MODULES.values():
        if module.id == "shape-and-contain":
            continue  # what to do tomorrow is what was played
        plan = next(s for s in module.sections if s.title == "Tomorrow morning")
        assert "> If " in plan.text, module.id
        assert plan.roles.issuperset(SEATS)


@pytest.mark.parametrize("role", SEATS)
def test_the_same_scene_is_played_from_both_seats(role: Role) -> None:
    scenarios = [one for one in ASKED if one.kind is QuestionKind.SCENARIO and role in one.roles]

    assert [scenario.roles for scenario in scenarios] == [frozenset({role})]
    assert decisions_on_the_shortest_good_way(scenarios[0]) >= 6
    assert {scene.end for scene in scenarios[0].scenes} == {None, *Ending}


def test_every_choice_of_a_scene_can_be_chosen() -> None:
    texts = [scene.text for question in ASKED for scene in question.scenes]

    assert texts
    assert [text for text in texts if "](#" in text] == [], "a choice stands on one line"


def decisions_on_the_shortest_good_way(scenario: Question) -> int:
    """How many scenes with a choice are met at the least on the way to the good ending."""
    by_id = {scene.id: scene for scene in scenario.scenes}
    reached = {scenario.scenes[0].id: 0}
    waiting = [scenario.scenes[0].id]
    while waiting:
        scene = by_id[waiting.pop(0)]
        if scene.end is Ending.GOOD:
            return reached[scene.id]
        taken = reached[scene.id] + (len(scene.links) > 1)
        for link in scene.links:
            if link.scene not in reached:
                reached[link.scene] = taken
                waiting.append(link.scene)
    return 0


def test_only_the_researchers_that_were_checked_are_cited() -> None:
    cited = {
        found
        for module in MODULES.values()
        for section in module.sections
        for found in CITATION.findall(one_line(section.text))
    }

    assert cited == {
        "Cepeda et al. 2006",
        "Edmondson 1999",
        "Eyal, Steffel & Epley 2018",
        "Gollwitzer 1999",
        "Grant & Gino 2010",
        "Roediger & Karpicke 2006",
    }


def test_research_stands_in_the_last_section_to_read() -> None:
    for module in MODULES.values():
        read = [section for section in module.sections if not section.questions]
        read = [section for section in read if not section.steps]
        for section in read[:-1]:
            assert not CITATION.search(section.text), module.id
