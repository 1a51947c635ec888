"""Whom does the mail of the day tell of a nudge?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Letter, MailChoice, Module, Nudge
from tandem.progress.nudges import actions
from tests.cast import NOW, House
from tests.lessons import lesson, serve


@pytest.mark.parametrize(
    ("person", "choice", "letters"),
    [
        ({}, None, 1),
        ({}, {"reminders": True, "digest": False}, 1),
        ({}, {"reminders": False, "digest": True}, 0),
        ({"is_active": False}, None, 0),
        ({"joined_at": None, "password_hash": None}, None, 0),
        ({"is_sample": True}, None, 0),
    ],
)
def test_a_nudge_goes_by_mail_to_whoever_is_here_and_wants_reminders(
    session: Session, cast: House, person: dict[str, Any], choice: Any, letters: int
) -> None:
    serve(session, lesson())
    for name, value in person.items():
        setattr(cast.sue, name, value)
    if choice:
        session.add(MailChoice(person_id=cast.sue.id, changed_at=NOW, **choice))
    session.flush()

    module_id = session.scalars(select(Module.id)).one()
    sent = {"from_id": cast.sam.id, "to_id": cast.sue.id}
    actions.nudge(session, pair_id=cast.pair.id, module_id=module_id, now=NOW, **sent)

    assert session.scalars(select(Letter.person_id)).all() == [cast.sue.id] * letters
    assert session.scalars(select(Nudge.to_id)).all() == [cast.sue.id]
