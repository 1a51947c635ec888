"""What do the first pairs of the demo data say of modules, and place on scales?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.commands.demo.played import play
from tandem.commands.demo.refreshers import come_back
from tandem.content.face import steps_of
from tandem.content.lesson import PairStep, StepKind
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Completion, Feedback, Pair, PairStepDone, RecordedAnswer, Revision
from tandem.terms import Answered, Asked, FeedbackPromise
from tandem.together.steps.answers import WHOLE, StepAnswer, content_of
from tandem.together.steps.visibility import promise_of

# Enough to look at.
PAIRS = 60
SAID = (Answered.YES, Answered.YES, Answered.RATHER_YES, Answered.RATHER_NO, Answered.NO)
BETWEEN = timedelta(days=31)


def answer(
    session: Session, chance: random.Random, courses: list[ServedCourse], *, now: datetime
) -> None:
    """Let the first pairs say what they think, and fill in the scales, most of them twice."""
    pairs = session.scalars(select(Pair).order_by(Pair.id).limit(PAIRS)).all()
    teams = {
        person_id: pair.team_id for pair in pairs for person_id in (pair.rep_id, pair.support_id)
    }
    feedback_rows = said_afterwards(session, chance, teams)
    if feedback_rows:
        session.execute(insert(Feedback), feedback_rows)
    come_back(session, chance, pairs, courses, now=now)
    play(session, chance, pairs, courses, now=now)
    for course in courses:
        for module in course.modules:
            for step in steps_of(module.lesson):
                if step.kind is StepKind.SCALE:
                    fill_in(session, chance, pairs, module, step, now=now)


def said_afterwards(
    session: Session, chance: random.Random, teams: dict[int, int]
) -> list[dict[str, Any]]:
    """Two answers after most modules that were finished, in order of time."""
    query = (
        select(Completion.person_id, Completion.module_id, Completion.at, Revision.edition)
        .join(Revision, Revision.id == Completion.revision_id)
        .where(Completion.person_id.in_(teams))
        .order_by(Completion.at, Completion.id)
    )
    return [
        {
            "person_id": row.person_id,
            "module_id": row.module_id,
            "edition": row.edition,
            "team_id": teams[row.person_id],
            "about": about,
            "answer": chance.choice(SAID),
            "promise": FeedbackPromise.FIGURES_OF_FIVE,
            "at": row.at,
        }
        for row in session.execute(query)
        if chance.random() < 0.7
        for about in Asked
    ]


def fill_in(
    session: Session,
    chance: random.Random,
    pairs: Sequence[Pair],
    module: ServedModule,
    step: PairStep,
    *,
    now: datetime,
) -> None:
    """Both of each pair fill in a scale, and again after a month, some of them higher."""
    shared = {"module_id": module.id, "revision_id": module.revision_id, "step": step.id}
    answers: list[dict[str, Any]] = []
    done: list[dict[str, Any]] = []
    for number, at in ((1, now - 2 * BETWEEN), (2, now - BETWEEN)):
        for pair in pairs[: len(pairs) if number == 1 else len(pairs) * 4 // 5]:
            for person_id in (pair.rep_id, pair.support_id):
                place = {**shared, "pair_id": pair.id, "person_id": person_id, "at": at}
                values = placed(chance, step, more=number - 1)
                kept = {"kind": step.kind, "promise": promise_of(step), "number": number}
                answers.append({**place, **kept, "content": content_of(StepAnswer(values=values))})
                if number == 1:
                    done.append(place)
    session.execute(insert(RecordedAnswer), answers)
    session.execute(insert(PairStepDone), done)


def placed(chance: random.Random, step: PairStep, *, more: int) -> dict[str, int]:
    """Where somebody places each thing on a scale."""
    keys = [item.key for item in step.items] or [WHOLE]
    return {
        key: min(step.high, chance.randint(step.low, step.high - 1) + chance.randint(0, more))
        for key in keys
    }
