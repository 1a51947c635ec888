"""What have the first pairs of the demo data played, planned and written?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.commands.sample.scenes import play_practice, play_scene, wanders
from tandem.commands.sample.steps import do_step
from tandem.commands.sample.texts import write_texts
from tandem.content.face import quiz_for, steps_of
from tandem.content.lesson import PairStep, StepKind
from tandem.learning.quizzes.queries import QuizPlace, sitting
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Completion, Pair, Person, PlanAnswer, RecordedAnswer
from tandem.people.pairs.rules import is_living
from tandem.terms import SEATS, FeedbackPromise, PlanCheck, PlanSaid, Role
from tandem.together.steps.queries import place

# Enough for groups of five, and to look at; each is played as its pages would.
PAIRS = 20
LATELY = timedelta(days=30)
SAID = (PlanSaid.DID_IT, PlanSaid.DID_IT, PlanSaid.NOT_YET, PlanSaid.CHANGED)


def play(
    session: Session,
    chance: random.Random,
    pairs: Iterable[Pair],
    courses: Sequence[ServedCourse],
    *,
    now: datetime,
) -> None:
    """Let the first pairs play, plan and write in what they have finished.

    Every fourth scene for two waits for the one who comes second.
    """
    chosen = [pair for pair in pairs if is_living(pair.state)][:PAIRS]
    done = finished(session, {who for pair in chosen for who in (pair.rep_id, pair.support_id)})
    at = now - LATELY
    for course in courses:
        for module in course.modules:
            for pair in chosen:
                both = all((who, module.id) in done for who in (pair.rep_id, pair.support_id))
                for role, who in zip(SEATS, (pair.rep_id, pair.support_id), strict=True):
                    if (who, module.id) in done:
                        alone(session, course, module, session.get_one(Person, who), role, at=at)
                if both:
                    for_two(session, course, module, pair, at=at)
    session.flush()
    tap(session, chance, chosen, now=now)


def finished(session: Session, people: Iterable[int]) -> set[tuple[int, int]]:
    """Who has finished which module."""
    query = select(Completion.person_id, Completion.module_id)
    rows = session.execute(query.where(Completion.person_id.in_(list(people))))
    return {(row.person_id, row.module_id) for row in rows}


def alone(
    session: Session,
    course: ServedCourse,
    module: ServedModule,
    person: Person,
    role: Role,
    *,
    at: datetime,
) -> None:
    """What somebody plays and writes of a module."""
    play_practice(session, course, module, person, role, has_wandered=wanders(person), at=at)
    if quiz_for(module.lesson, role) is not None:
        where = QuizPlace(course, module, role)
        asked = sitting(session, where, person_id=person.id, shown=None)
        write_texts(session, asked, person_id=person.id, at=at)


def for_two(
    session: Session, course: ServedCourse, module: ServedModule, pair: Pair, *, at: datetime
) -> None:
    """The scenes and plans of a pair."""
    for step in steps_of(module.lesson):
        if step.kind in (StepKind.SCENE, StepKind.PLAN):
            for who in players(pair, step):
                seat = place(
                    session, who, course=course.slug, module=module.slug, pair_id=pair.id, now=at
                )
                if step.kind is StepKind.SCENE:
                    play_scene(session, seat, step, now=at)
                else:
                    do_step(session, seat, step, now=at)


def players(pair: Pair, step: PairStep) -> tuple[int, ...]:
    """Who has done what falls to them."""
    waits = step.kind is StepKind.SCENE and pair.id % 4 == 0
    return (pair.rep_id,) if waits else (pair.rep_id, pair.support_id)


def tap(session: Session, chance: random.Random, pairs: Sequence[Pair], *, now: datetime) -> None:
    """Say of most plans whether they were done."""
    teams = {pair.id: pair.team_id for pair in pairs}
    plans = select(RecordedAnswer).where(
        RecordedAnswer.pair_id.in_(teams), RecordedAnswer.kind == StepKind.PLAN
    )
    rows = [
        {
            "person_id": plan.person_id,
            "step_answer_id": plan.id,
            "team_id": teams[plan.pair_id],
            "module_id": plan.module_id,
            "step": plan.step,
            "asked": check,
            "said": chance.choice(SAID),
            "promise": FeedbackPromise.FIGURES_OF_FIVE,
            "at": min(now, plan.at + timedelta(days=days)),
        }
        for plan in session.scalars(plans.order_by(RecordedAnswer.id))
        for check, days in ((PlanCheck.AFTER_TWO, 3), (PlanCheck.AFTER_TEN, 15))
        if chance.random() < 0.9
    ]
    if rows:
        session.execute(insert(PlanAnswer), rows)
