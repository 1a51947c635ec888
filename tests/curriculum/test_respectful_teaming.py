"""Does “Respectful teaming” teach every idea, and use every kind of question and of step?"""

from __future__ import annotations

import re

import pytest

from tandem.content.lesson import (
    Ending,
    Lesson,
    Question,
    QuestionKind,
    Section,
    SectionKind,
    StepKind,
)
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
        "volcano", "give off an enormous amount of energy", "bed-rails"),
    "without containment it is a volcano": (
        "volcano", "takes the shortest", "unsent-draft"),
    "time pressure is the overlooked motivator": (
        "under-time-pressure", "always under time pressure", "hour-by-hour"),
    "courses in the other role change nothing": (
        "under-time-pressure", "Neither is comfortable in the other’s role", "two-courses"),
    "partners who are left to get on with it": (
        "one-bottom-line", "then they get out of yours", "without-leader"),
    "miracle makers are in the house already": (
        "nobodys-equipment", "could work miracles", "miracle-makers"),
    "the best of both, as equals": (
        "equals", "are halfway there", "same-number"),
    "reward depends on what both improve": (
        "one-bottom-line", "a part of the reward of both depends on it", "why-one-number"),
    "equipment takes a serious message to both": (
        "nobodys-equipment", "has to change on both sides in the same week", "only-one-changes"),
    "gasoline and engine": (
        "gasoline-and-engine", "Gasoline in an open can is dangerous", "new-part"),
    "be even more forthright where support reports to sales": (
        "shape-and-contain", "plainer words than people elsewhere", "why-contain"),
    "saying how much the partner helps is part of the work": (
        "thank-you-precisely", "it is part of the work", "part-of-the-work"),
    "teaming and a little coaching are the quickest way": (
        "one-bottom-line", "nothing gets an operation moving faster", "without-leader"),
}  # fmt: skip


def questions(module: Lesson) -> list[Question]:
    """Every question of a module."""
    return [question for section in module.sections for question in section.questions]


ASKED = [question for module in MODULES.values() for question in questions(module)]
PLAYED = {
    module.id: [section for section in module.sections if section.scenes]
    for module in MODULES.values()
    if any(section.scenes for section in module.sections)
}


def one_line(text: str) -> str:
    """A text without its line ends."""
    return " ".join(text.split())


def test_there_are_ten_modules() -> None:
    assert len(MODULES) == 10


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


def test_every_kind_of_question_is_asked_that_needs_the_lesson() -> None:
    """Scenes are played before the quiz, and of two options one is right by chance."""
    left_out = {QuestionKind.SCENARIO, QuestionKind.TRUE_FALSE}

    assert {question.kind for question in ASKED} == set(QuestionKind) - left_out


def test_nearly_every_module_is_played_or_written() -> None:
    assert sum(is_played_or_written(module) for module in MODULES.values()) >= 9


def is_played_or_written(module: Lesson) -> bool:
    """Does it hold a scene, a message to write, or a case for two?"""
    steps = [step for section in module.sections for step in section.steps]
    return (
        any(section.scenes for section in module.sections)
        or any(question.kind is QuestionKind.WRITE for question in questions(module))
        or any(step.kind in {StepKind.CHOICE, StepKind.HANDOVER} for step in steps)
    )


def test_every_kind_of_step_for_two_is_used() -> None:
    steps = [step for m in MODULES.values() for section in m.sections for step in section.steps]

    assert {step.kind for step in steps} == set(StepKind)
    assert any(step.shared for step in steps)


def test_every_module_has_a_step_for_two() -> None:
    assert all(any(section.steps for section in module.sections) for module in MODULES.values())


def test_both_are_asked_as_many_questions() -> None:
    for module in MODULES.values():
        rep, support = (sum(role in one.roles for one in questions(module)) for role in SEATS)
        assert rep == support, module.id


def test_a_plan_for_tomorrow_closes_every_lesson() -> None:
    for module in MODULES.values():
        plan = next(s for s in module.sections if s.title == "Tomorrow morning")
        assert "> If " in plan.text, module.id
        assert plan.roles.issuperset(SEATS)


@pytest.mark.parametrize("role", SEATS)
def test_the_same_scene_is_played_from_both_seats(role: Role) -> None:
    played = [one for one in PLAYED["shape-and-contain"] if role in one.roles]

    assert [practice.roles for practice in played] == [frozenset({role})]
    assert decisions_on_the_shortest_good_way(played[0]) >= 6
    assert {scene.end for scene in played[0].scenes} == {None, *Ending}


def test_a_played_module_is_played_from_both_seats() -> None:
    for name, played in PLAYED.items():
        assert [practice.roles for practice in played] == [{role} for role in SEATS], name


def test_every_choice_of_a_scene_can_be_chosen() -> None:
    texts = [scene.text for played in PLAYED.values() for one in played for scene in one.scenes]

    assert texts
    assert [text for text in texts if "](#" in text] == [], "a choice stands on one line"


def decisions_on_the_shortest_good_way(practice: Section) -> int:
    """How many scenes with a choice are met at the least on the way to the good ending."""
    by_id = {scene.id: scene for scene in practice.scenes}
    reached = {practice.scenes[0].id: 0}
    waiting = [practice.scenes[0].id]
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
        read = [s for s in module.sections if s.kind is SectionKind.READING]
        for section in read[:-1]:
            assert not CITATION.search(section.text), module.id
