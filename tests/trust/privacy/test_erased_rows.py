"""Which rows of somebody who is erased go, which stay, and which stay without their words?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.models import (
    Addition,
    AuditEntry,
    Module,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
    RefresherAnswer,
)
from tandem.people.leaving import close_account
from tandem.terms import AuditAct, Promise, RefresherFace, RefresherPromise, Role
from tests.cast import NOW, House
from tests.lessons import lesson, question, serve
from tests.trust.privacy.test_erasure import erase
from tests.writings import Written

OWN, OTHER = RefresherFace.OWN, RefresherFace.OTHER


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.parametrize(
    ("promise", "is_shown", "stays"),
    [
        (Promise.OWN, False, False),
        (Promise.OWN, True, False),
        (Promise.PAIR, False, True),
        (Promise.BOTH, False, False),
        (Promise.BOTH, True, True),
        (Promise.APART, False, False),
        (Promise.APART, True, True),
    ],
)
def test_an_answer_stays_with_what_was_added_where_the_partner_could_read_it(
    session: Session, cast: House, written: Written, promise: Promise, is_shown: bool, stays: bool
) -> None:
    of_sam = select(RecordedAnswer).where(RecordedAnswer.person_id == cast.sam.id)
    row = session.scalars(of_sam.order_by(RecordedAnswer.id).limit(1)).one()
    row_id, row.promise = row.id, promise
    shown = RecordedAnswerShown.step_answer_id == row_id
    session.execute(delete(RecordedAnswerShown).where(shown))
    if is_shown:
        session.add(RecordedAnswerShown(step_answer_id=row_id, how="both", at=NOW))
    session.add(Addition(step_answer_id=row_id, text="Added", at=NOW))
    session.flush()

    erase(session, cast.sam)

    assert (session.get(RecordedAnswer, row_id) is not None) is stays
    added = select(Addition.text).where(Addition.step_answer_id == row_id)
    assert session.scalars(added).all() == ["Added"] * stays


def answer(session: Session, cast: House, who: Person, question: str, **fields: Any) -> int:
    """Sam or Sue answers a question that came back; gives the id."""
    module = session.scalars(select(Module)).one()
    marked = {"right": True, "stability": 9.0, "difficulty": 5.0, "due_at": NOW}
    row = RefresherAnswer(
        person_id=who.id, module_id=module.id, revision_id=module.revision_id, question=question,
        role=Role.REP, pair_id=cast.pair.id, answer='["a"]', promise=RefresherPromise.BOTH,
        learned_at=NOW, estimated_seconds=30, number=1, at=NOW,
        **(marked if fields["face"] is OWN else {}), **fields,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def test_of_questions_that_came_back_only_what_was_open_stays_in_words(
    session: Session, cast: House
) -> None:
    serve(session, lesson(question("q1")))
    sam, sue = cast.sam, cast.sue
    opened, theirs = (answer(session, cast, who, "q1", face=OTHER) for who in (sam, sue))
    sealed, kept = (answer(session, cast, who, "q2", face=OTHER) for who in (sam, sue))
    own = answer(session, cast, sam, "q1", face=OWN, guess_id=theirs)
    alone = answer(session, cast, sam, "q2", face=OWN)
    of_sue = answer(session, cast, sue, "q1", face=OWN, guess_id=opened)
    sues_alone = answer(session, cast, sue, "q2", face=OWN)

    erase(session, sam)

    left = {row.id: row.answer for row in session.scalars(select(RefresherAnswer))}
    in_words = (opened, theirs, kept, own, of_sue, sues_alone)
    assert left == {**dict.fromkeys(in_words, '["a"]'), alone: "[]"}
    assert sealed not in left


@pytest.mark.parametrize("was_closed", [True, False])
def test_who_is_erased_is_closed_once_and_no_zone_says_where_they_lived(
    session: Session, cast: House, was_closed: bool
) -> None:
    cast.eve.time_zone = "Asia/Tokyo"
    if was_closed:
        close_account(session, cast.eve.id, by_id=None, now=NOW)

    erase(session, cast.eve)

    closings = select(AuditEntry.id).where(AuditEntry.act == AuditAct.CLOSED)
    assert len(session.scalars(closings).all()) == 1
    assert (cast.eve.is_active, cast.eve.time_zone) == (False, "UTC")
