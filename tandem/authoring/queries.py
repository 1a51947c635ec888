"""What does a trainer see of a module, as whichever role?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tandem.content.face import quiz_for, reading_for
from tandem.content.lesson import Section
from tandem.publishing.queries import ServedCourse, ServedModule, library
from tandem.rules import asking
from tandem.rules.asking import AskedQuestion
from tandem.terms import Role


@dataclass(frozen=True)
class Preview:
    """A module as one role reads it. Nothing of it is recorded, and no key is in it."""

    course: ServedCourse
    module: ServedModule
    role: Role
    sections: tuple[Section, ...]
    questions: tuple[AskedQuestion, ...]
    pass_percent: int | None


def preview(session: Session, *, course: str, module: str, role: Role) -> Preview:
    """The served revision of a module as a role reads it. Raises NoResultFound."""
    shelf = library(session).course(course)
    served = shelf.module(module)
    quiz = quiz_for(served.lesson, role)
    return Preview(
        course=shelf,
        module=served,
        role=role,
        sections=reading_for(served.lesson, role),
        questions=asked(served, quiz, role) if quiz else (),
        pass_percent=round(quiz.pass_share * 100) if quiz else None,
    )


def asked(served: ServedModule, quiz: Section, role: Role) -> tuple[AskedQuestion, ...]:
    """The questions as a first attempt asks them."""
    paper = asking.paper(
        served.lesson, quiz, person_id=0, revision_id=served.revision_id, role=role, number=1
    )
    return paper.questions
