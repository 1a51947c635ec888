"""To which questions and steps of a module are there answers?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing.queries import answered_ids
from tandem.models import (
    Module,
    PairStepDone,
    QuizDraft,
    StepDraft,
    WrittenDraft,
    WrittenText,
)
from tests.cast import NOW, House
from tests.lessons import lesson, serve

WAYS = (
    (PairStepDone, {"step": "a", "at": NOW}),
    (StepDraft, {"step": "a", "content": "{}", "version": 1, "writer": "w", "saved_at": NOW}),
    (QuizDraft, {"answers": '{"a": []}', "saved_at": NOW}),
    (WrittenDraft, {"question": "a", "text": "Half", "saved_at": NOW}),
    (
        WrittenText,
        {"question": "a", "text": "All", "number": 1, "promise": "own", "at": NOW},
    ),
)


@pytest.mark.parametrize(("table", "values"), WAYS, ids=[table.__name__ for table, _ in WAYS])
def test_what_somebody_has_begun_or_given_is_answered_in_its_module_alone(
    session: Session, cast: House, table: Any, values: dict[str, Any]
) -> None:
    serve(session, lesson(name="engine"), lesson(name="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.position))
    whose: dict[str, Any] = {"person_id": cast.sam.id, "module_id": engine.id}
    if hasattr(table, "step"):
        whose["pair_id"] = cast.pair.id
    if hasattr(table, "revision_id"):
        whose["revision_id"] = engine.revision_id

    session.add(table(**{**values, **whose}))

    assert answered_ids(session, engine.id) == {"a"}
    assert answered_ids(session, brake.id) == frozenset()
