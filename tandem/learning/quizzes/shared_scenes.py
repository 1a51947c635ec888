"""Which scenes do both play, and may each see the other's way through them?

Who plays such a scene is told before: the partner sees the way once both have played it.
"""

from __future__ import annotations

from tandem.content.lesson import Lesson, Question, QuestionKind
from tandem.terms import SEATS, Role

Faced = tuple[Question, Question]


def shared_scenes(lesson: Lesson) -> tuple[Faced, ...]:
    """The scenarios that both halves face, each as (the rep's, support's).

    It is the same one where both are asked it; else the first for the rep alone mirrors the
    first for support alone, and so on.
    """
    scenes = [
        question
        for section in lesson.sections
        for question in section.questions
        if question.kind is QuestionKind.SCENARIO
    ]
    both = [(scene, scene) for scene in scenes if scene.roles.issuperset(SEATS)]
    return (*both, *zip(faced_by(scenes, Role.REP), faced_by(scenes, Role.SUPPORT), strict=False))


def faced_by(scenes: list[Question], role: Role) -> list[Question]:
    """The scenarios that this half faces alone."""
    return [scene for scene in scenes if scene.roles & frozenset(SEATS) == {role}]


def is_shared(lesson: Lesson, name: str, *, role: Role) -> bool:
    """Does the partner see this half's way through the scenario of that name?"""
    place = 0 if role is Role.REP else 1
    return any(pair[place].id == name for pair in shared_scenes(lesson))


def may_swap(*, mine_done: bool, partners_done: bool) -> bool:
    """May each read the other's face? When both have finished the module."""
    return mine_done and partners_done
