"""What has come back to the sample's first pair, and what opened between the two?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tandem.commands.sample.right_answers import right_answer
from tandem.learning.refreshers import actions
from tandem.learning.refreshers.budget import asked_alone
from tandem.learning.refreshers.queries import courses_learned, situation_of
from tandem.learning.refreshers.turn import question_of, turns
from tandem.models import Person
from tandem.terms import Role


def answer_refreshers(session: Session, rep: Person, support: Person, *, now: datetime) -> None:
    """The rep answers one question and guesses the partner's next; the partner answers that one."""
    yesterday = now - timedelta(days=1)
    for number, person in enumerate((rep, rep, support)):
        answer_one(session, person, now=yesterday + timedelta(hours=number))


def answer_one(session: Session, person: Person, *, now: datetime) -> None:
    """Answer what is asked of somebody then, if anything is."""
    learned = courses_learned(session, person.id, roles=frozenset[Role](), now=now)
    situation = situation_of(session, person.id, learned, now=now)
    turn = next(turns(situation, now=now), None) if situation else None
    if turn is None:
        return
    modules = {part.module.id: part.module for course in learned for part in course.modules}
    module = modules[turn.card.module_id]
    question = question_of(asked_alone(module.lesson, turn.card.role), turn.card.question)
    assert question is not None, "it was asked"  # noqa: S101
    answer = right_answer(question)
    revision_id = module.revision_id
    actions.record_answer(
        session, person.id, turn, question, answer, revision_id=revision_id, now=now
    )
