"""Whose text and which question's is it that is kept, numbered and compared?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.learning.written import actions
from tandem.learning.written.queries import draft_begun
from tandem.models import Course, Module, WrittenText
from tests.cast import NOW, Cast
from tests.learning.written.written_helpers import TASK
from tests.lessons import lesson, serve

OTHER = replace(TASK, id="other")


@pytest.fixture
def modules(session: Session, cast: Cast) -> list[Module]:
    """Two modules that ask for the same texts."""
    course: Course = serve(session, *(lesson(TASK, OTHER, name=name) for name in ("a", "b")))
    of_course = select(Module).where(Module.course_id == course.id).order_by(Module.position)
    return list(session.scalars(of_course))


def test_what_is_begun_stays_with_its_module(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    first, second = ({"person_id": cast.sam.id, "module_id": module.id} for module in modules)
    actions.keep_draft(session, TASK, "In the first", **first, now=NOW)

    begun = draft_begun(session, TASK, **first)
    assert begun is not None
    assert begun.text == "In the first"
    assert draft_begun(session, TASK, **second) is None


def written(session: Session, cast: Cast, module: Module, **more: Any) -> WrittenText:
    """Sam writes a text."""
    facts = {"question": TASK, "text": "Friday.", "person_id": cast.sam.id, "pair_id": None, **more}
    given = {"module_id": module.id, "revision_id": module.revision_id, "now": NOW}
    return actions.write(session, **facts, **given)


def test_a_text_takes_only_the_draft_of_its_author_for_its_question_and_module(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    first, second = (module.id for module in modules)
    places = [
        (question, {"person_id": who.id, "module_id": module_id})
        for question, who, module_id in (
            (TASK, cast.sam, first), (OTHER, cast.sam, first), (TASK, cast.sue, first),
            (TASK, cast.sam, second),
        )
    ]  # fmt: skip
    for number, (question, whose) in enumerate(places):
        actions.keep_draft(session, question, f"Draft {number}", **whose, now=NOW)

    written(session, cast, modules[0])

    drafts = [draft_begun(session, question, **whose) for question, whose in places]
    assert [draft and draft.text for draft in drafts] == [None, "Draft 1", "Draft 2", "Draft 3"]


def test_texts_are_counted_for_each_question_of_a_module(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    first, second = modules
    texts = [
        written(session, cast, first),
        written(session, cast, first),
        written(session, cast, first, question=OTHER),
        written(session, cast, second),
        written(session, cast, first, person_id=cast.sue.id),
    ]

    assert [text.number for text in texts] == [1, 2, 1, 1, 1]


def test_nobody_compares_the_text_of_another_or_one_that_is_not_there(
    session: Session, cast: Cast, modules: list[Module]
) -> None:
    text = written(session, cast, modules[0])

    for text_id, who in ((text.id, cast.sue), (text.id + 1, cast.sam)):
        with pytest.raises(NoResultFound):
            actions.compare(session, text_id, {"day"}, person_id=who.id, now=NOW)
    assert text.compared_at is None
