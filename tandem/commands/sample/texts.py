"""What have the sample's people written in quizzes that ask for a text?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Question, QuestionKind
from tandem.learning.quizzes.queries import Sitting
from tandem.learning.written import actions
from tandem.models import Pair
from tandem.models.rows import first_of
from tandem.people.pairs.rules import LIVING
from tandem.terms import Role

TEXTS = {
    Role.REP: "Their machine stands still since eight. Half of the parts by two today would do,"
    " the rest by Friday noon. Can you tell me by eleven which half fits?",
    Role.SUPPORT: "Today I can send the hoses, the pump goes out on Thursday at nine. If Thursday"
    " is too late, call me before eleven, then I move the order from Brno.",
}
MISSING = "By when you need my answer."


def write_texts(session: Session, sitting: Sitting, *, person_id: int, at: datetime) -> None:
    """Write and compare what the quiz asks for; every other person shows it to the partner."""
    for question in sitting.quiz.questions:
        if question.kind is QuestionKind.WRITE:
            pair = living_pair(session, person_id) if person_id % 2 else None
            write_one(session, sitting, question, pair, person_id=person_id, at=at)


def write_one(
    session: Session,
    sitting: Sitting,
    question: Question,
    pair: Pair | None,
    *,
    person_id: int,
    at: datetime,
) -> None:
    """One text, what its author found in it, and what the partner says."""
    shown = sitting.shown
    written = actions.write(
        session,
        question,
        TEXTS[shown.role],
        person_id=person_id,
        module_id=shown.module_id,
        revision_id=shown.revision_id,
        pair_id=pair.id if pair else None,
        now=at,
    )
    ticks = [criterion.key for place, criterion in enumerate(question.criteria) if place != 1]
    actions.compare(session, written.id, ticks, person_id=person_id, now=at + timedelta(minutes=3))
    if pair is not None and pair.id % 2:
        partner = pair.support_id if pair.rep_id == person_id else pair.rep_id
        said = MISSING if pair.id % 3 else ""
        actions.reply(session, written.id, said, person_id=partner, now=at + timedelta(days=1))


def living_pair(session: Session, person_id: int) -> Pair | None:
    """The first pair in which somebody works now."""
    sits = or_(Pair.rep_id == person_id, Pair.support_id == person_id)
    return first_of(session, select(Pair).where(sits, Pair.state.in_(LIVING)).order_by(Pair.id))
