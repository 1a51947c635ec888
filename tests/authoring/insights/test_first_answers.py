"""Whose first answers and hints count in a module, and how many does a list of lessons tell?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.insights.queries import Summary, opened_hints, summaries
from tandem.models import HintOpened, Module, Person
from tests.authoring.insights.answer_helpers import answer, people
from tests.cast import NOW, House
from tests.lessons import lesson, question, serve


@pytest.fixture
def modules(session: Session, cast: House) -> list[Module]:
    """Two modules that ask the same."""
    asked = question("q1")
    course = serve(session, lesson(asked), lesson(asked, name="second"))
    of_course = select(Module).where(Module.course_id == course.id)
    return list(session.scalars(of_course.order_by(Module.position)))


def open_hint(session: Session, who: Person, module: Module, *, number: int) -> None:
    """Somebody opens the hint of the question in an attempt."""
    session.add(
        HintOpened(
            person_id=who.id, module_id=module.id, revision_id=module.revision_id,
            number=number, question="q1", at=NOW,
        )
    )  # fmt: skip
    session.flush()


def test_a_hint_counts_that_was_opened_in_the_first_attempt_at_this_module(
    session: Session, cast: House, modules: list[Module]
) -> None:
    first, second = modules
    open_hint(session, cast.sam, first, number=1)
    open_hint(session, cast.sue, first, number=2)
    open_hint(session, cast.abe, second, number=1)

    assert opened_hints(session, first.id) == {(cast.sam.id, "q1")}


@pytest.mark.parametrize(("number", "told"), [(4, 0), (5, 5), (9, 5), (10, 10)])
def test_a_list_tells_of_each_module_in_full_fives_who_took_its_quiz_however_often(
    session: Session, cast: House, modules: list[Module], number: int, told: int
) -> None:
    who = people(session, number)
    for attempt in (1, 2):
        answer(session, who, {"q1": ["q1-good"]}, number=attempt)

    assert summaries(session) == {
        ("teaming", "engine"): Summary(told, 0),
        ("teaming", "second"): Summary(0, 0),
    }
