"""What of a lesson is for this role?"""

from __future__ import annotations

from dataclasses import replace

from tandem.content.lesson import Module, Section, SectionKind
from tandem.terms import Role, Step


def sections_for(module: Module, role: Role) -> tuple[Section, ...]:
    """The sections a role reads, each with the questions asked of that role."""
    return tuple(
        replace(section, questions=tuple(q for q in section.questions if role in q.roles))
        for section in module.sections
        if role in section.roles
    )


def reading_for(module: Module, role: Role) -> tuple[Section, ...]:
    """The sections to read."""
    return tuple(s for s in sections_for(module, role) if s.kind is SectionKind.READING)


def quizzes_for(module: Module, role: Role) -> tuple[Section, ...]:
    """The quizzes with a question for this role; a sound module has one at most."""
    return tuple(
        section
        for section in sections_for(module, role)
        if section.kind is SectionKind.QUIZ and section.questions
    )


def quiz_for(module: Module, role: Role) -> Section | None:
    """The quiz of this role, if there is one."""
    return next(iter(quizzes_for(module, role)), None)


def required_steps(module: Module, role: Role) -> frozenset[Step]:
    """The steps a person in this role does: reading, and the quiz where there is one."""
    return frozenset({Step.READ, Step.QUIZ} if quiz_for(module, role) else {Step.READ})
