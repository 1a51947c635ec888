"""What is still to be asked of a person about a module, and what is told of all answers?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlalchemy.orm import Session

from tandem.figures.groups import Share
from tandem.learning.feedback.rules import ASKED_FOR, FeedbackAnswer, FullGroup, groups, shares
from tandem.models import Completion, Feedback, Pair, Revision
from tandem.models.rows import rows
from tandem.progress.assigned import seats
from tandem.terms import Asked, PairState


@dataclass(frozen=True)
class Asking:
    """What a person is asked next about a module, and the edition they have finished."""

    module_id: int
    edition: int
    about: Asked


def asking(session: Session, person_id: int, *, module_id: int, now: datetime) -> Asking | None:
    """What to ask somebody about a module they have finished lately, if anything. One query."""
    facts = {"person": person_id, "module": module_id, "since": now - ASKED_FOR}
    found = rows(session, answered_since(), facts)
    answered = {row.about for row in found}
    left = [about for about in Asked if about not in answered]
    return Asking(module_id, found[0].edition, left[0]) if found and left else None


@cache
def answered_since() -> Select[int, Asked]:
    """The editions of a `module` that a `person` has finished `since`, and what they said of it."""
    same = (
        Feedback.person_id == Completion.person_id,
        Feedback.module_id == Completion.module_id,
        Feedback.edition == Revision.edition,
    )
    return (
        select(Revision.edition, Feedback.about)
        .select_from(Completion)
        .join(Revision, Revision.id == Completion.revision_id)
        .outerjoin(Feedback, and_(*same))
        .where(
            Completion.person_id == bindparam("person"),
            Completion.module_id == bindparam("module"),
            Completion.at > bindparam("since"),
        )
        .order_by(Completion.number.desc())
    )


def team_of_seat(session: Session, person_id: int, *, course_id: int, now: datetime) -> int | None:
    """The team in which somebody reads a course; None where they read it alone."""
    own_seats = [seat for seat in seats(session, person_id, now=now) if seat.course_id == course_id]
    own_seats.sort(key=lambda seat: (seat.pair_state is not PairState.ACTIVE, seat.pair_id))
    return session.get_one(Pair, own_seats[0].pair_id).team_id if own_seats else None


def groups_of_team(session: Session, team_id: int, *, reader_id: int) -> tuple[FullGroup, ...]:
    """The full groups of a team. One query."""
    return groups_where(session, Feedback.team_id == team_id, reader_id=reader_id)


def shares_of_module(session: Session, module_id: int, *, reader_id: int) -> dict[Asked, Share]:
    """What all people say of a module, as sums of the groups of their teams. One query."""
    full = groups_where(session, Feedback.module_id == module_id, reader_id=reader_id)
    return shares(full, lambda group: group.module_id).get(module_id, {})


def groups_where(
    session: Session, condition: ColumnElement[bool], *, reader_id: int
) -> tuple[FullGroup, ...]:
    """The full groups among these answers but the reader's own. Who gave them is not read."""
    query = (
        select(
            Feedback.team_id,
            Feedback.module_id,
            Feedback.edition,
            Feedback.about,
            Feedback.answer,
            Feedback.at,
        )
        .where(condition, Feedback.person_id != reader_id)
        .order_by(Feedback.id)
    )
    return groups(FeedbackAnswer(*row) for row in session.execute(query))
