"""Rows of what two gave each other and agreed on, as no page would write them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.models import AgreementVersion, Module, Pair, Person, RecordedAnswer, Signature
from tandem.terms import Promise
from tandem.together.steps.answers import StepAnswer, content_of
from tandem.together.steps.queries import StepsPlace, place
from tests.cast import NOW

DAY = date(2026, 9, 1)


def place_of(session: Session, pair: Pair, who: Person) -> StepsPlace:
    """The steps of the first module, for one of a pair."""
    return place(session, who.id, course="teaming", module="engine", pair_id=pair.id, now=NOW)


def answer_row(
    session: Session, pair: Pair, person: Person, module: Module, text: str, **fields: Any
) -> RecordedAnswer:
    """What one of a pair gave, a thank you where nothing else is said."""
    given: dict[str, Any] = {
        "step": "thanks", "kind": StepKind.THANKS, "promise": Promise.PAIR, "at": NOW, "number": 1,
    }  # fmt: skip
    row = RecordedAnswer(
        pair_id=pair.id, person_id=person.id, module_id=module.id, revision_id=module.revision_id,
        content=content_of(StepAnswer(text=text)), **{**given, **fields},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def version_row(
    session: Session, pair: Pair, module: Module, line: str, *signed: Person, **fields: Any
) -> AgreementVersion:
    """A version of an agreement that these have signed, each an hour after the one before."""
    at: datetime = fields.pop("at", NOW)
    given: dict[str, Any] = {"step": "agreed", "number": 1, "look_again_on": DAY, **fields}
    row = AgreementVersion(
        pair_id=pair.id, module_id=module.id, revision_id=module.revision_id,
        lines=json.dumps([line]), promise=Promise.PAIR, by_id=pair.rep_id, at=at, **given,
    )  # fmt: skip
    session.add(row)
    session.flush()
    for hours, person in enumerate(signed):
        moment = at + timedelta(hours=hours)
        session.add(Signature(version_id=row.id, person_id=person.id, at=moment))
    session.flush()
    return row
