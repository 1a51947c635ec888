"""What of a lesson is for this role?"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from tandem.content.lesson import EVERYBODY, Lesson, PairStep, Question, Section, SectionKind
from tandem.terms import Role, Step


def reads(role: Role, roles: Set[Role]) -> bool:
    """Does a role read what is for `roles`? One without a face reads only what is for everybody."""
    return role in roles or roles == EVERYBODY


def sections_for(module: Lesson, role: Role) -> tuple[Section, ...]:
    """The sections a role reads, each with the questions and steps of that role.

    Worked out once for a lesson: whoever shows many pairs asks for each half of each module.
    """
    if role not in module.faces:
        module.faces[role] = tuple(
            replace(
                section,
                questions=tuple(q for q in section.questions if reads(role, q.roles)),
                steps=tuple(step for step in section.steps if reads(role, step.roles)),
            )
            for section in module.sections
            if reads(role, section.roles)
        )
    return module.faces[role]


def reading_for(module: Lesson, role: Role) -> tuple[Section, ...]:
    """The sections to read."""
    return tuple(s for s in sections_for(module, role) if s.kind is SectionKind.READING)


def quizzes_for(module: Lesson, role: Role) -> tuple[Section, ...]:
    """The quizzes with a question for this role; a sound module has one at most."""
    return tuple(section for section in sections_for(module, role) if section.questions)


def quiz_for(module: Lesson, role: Role) -> Section | None:
    """The quiz of this role, if there is one."""
    return next(iter(quizzes_for(module, role)), None)


def practices_for(module: Lesson, role: Role) -> tuple[Section, ...]:
    """The practices with a scene for this role; a sound module has one at most."""
    return tuple(section for section in sections_for(module, role) if section.scenes)


def practice_for(module: Lesson, role: Role) -> Section | None:
    """The practice of this role, if there is one."""
    return next(iter(practices_for(module, role)), None)


def steps_for(module: Lesson, role: Role) -> tuple[PairStep, ...]:
    """The steps of the pair that fall to this role, in their order."""
    return tuple(step for section in sections_for(module, role) for step in section.steps)


def named(module: Lesson) -> list[Question | PairStep]:
    """Every question and every step: all that has an id under which answers are kept."""
    parts: list[Question | PairStep] = []
    for section in module.sections:
        parts.extend(section.questions)
        parts.extend(section.steps)
    return parts


def steps_of(module: Lesson) -> tuple[PairStep, ...]:
    """Every step of the pair, whoever does it."""
    return tuple(step for section in module.sections for step in section.steps)


def required_steps(module: Lesson, role: Role) -> frozenset[Step]:
    """The steps a person in this role does: reading, and a scene and a quiz where there are."""
    played = {Step.PRACTICE} if practice_for(module, role) else set()
    asked = {Step.QUIZ} if quiz_for(module, role) else set()
    return frozenset({Step.READ, *played, *asked})
