"""How far did all people and pairs come in a module? Numbers in full fives, never who."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, select, union
from sqlalchemy.orm import Session

from tandem.content.face import quiz_for
from tandem.content.lesson import Lesson
from tandem.figures.groups import in_fives
from tandem.models import (
    Assignment,
    Attempt,
    Completion,
    HintOpened,
    Pair,
    PairStepDone,
    QuizDraft,
    StepDone,
)
from tandem.progress.assigned import given_to_pairs
from tandem.terms import SEATS, PairState, Role, Step


@dataclass(frozen=True)
class Reached:
    """How many people, or pairs, came so far in the module, in full fives.

    `title` names a step for two; `of` is how many it is measured against.
    """

    step: str
    count: int
    of: int
    title: str = ""


def reached(
    session: Session, module_id: int, *, course_id: int, lesson: Lesson
) -> tuple[Reached, ...]:
    """How far people came, everybody once, and then how far pairs did. Two queries."""
    people: dict[str, set[int]] = defaultdict(set)
    for row in session.execute(traces(module_id, course_id)):
        people[row.what].add(row.person_id)
    pairs = people.pop("pairs", set())
    begun = people["begun"] | people["passed"]
    everybody = set[int]().union(*people.values())
    steps = [("given", everybody), ("read", people["read"])]
    asked = {role for role in SEATS if quiz_for(lesson, role)}
    if asked and asked != set(SEATS):
        steps.append(("asked", begun.union(*(people[role] for role in asked))))
    if asked:
        steps += [("begun", begun), ("passed", people["passed"])]
    steps.append(("finished", people["finished"]))
    alone = tuple(Reached(step, in_fives(len(who)), len(everybody)) for step, who in steps)
    return alone + reached_together(session, module_id, lesson=lesson, pairs=len(pairs))


def reached_together(
    session: Session, module_id: int, *, lesson: Lesson, pairs: int
) -> tuple[Reached, ...]:
    """In how many pairs both did each step for two, under its old or its new name. One query."""
    steps = [step for section in lesson.sections for step in section.steps]
    if not steps:
        return ()
    renamed = {step.was: step.id for step in steps if step.was}
    name = case(renamed, value=PairStepDone.step, else_=PairStepDone.step) if renamed else None
    both = (
        select((PairStepDone.step if name is None else name).label("step"), PairStepDone.pair_id)
        .where(PairStepDone.module_id == module_id)
        .group_by("step", PairStepDone.pair_id)
        .having(func.count(PairStepDone.person_id.distinct()) > 1)
        .subquery()
    )
    query = select(both.c.step, func.count().label("pairs")).group_by(both.c.step)
    done = Counter({row.step: row.pairs for row in session.execute(query)})
    return (
        Reached("pairs", in_fives(pairs), pairs),
        *(Reached("together", in_fives(done[step.id]), pairs, step.title) for step in steps),
    )


def traces(module_id: int, course_id: int) -> Select[str, int]:
    """What people left behind in a module, each once: a seat for its course, and what they did."""
    seats = given_to_pairs(Pair.rep_id, Pair.support_id).where(Pair.state != PairState.PROPOSED)
    assigned = seats.where(Assignment.course_id == course_id).order_by(None).subquery()
    in_module = StepDone.module_id == module_id
    parts = (
        trace("pairs", assigned.c.pair_id),
        trace(Role.REP, assigned.c.rep_id),
        trace(Role.SUPPORT, assigned.c.support_id),
        trace("read", StepDone.person_id, in_module & (StepDone.step == Step.READ)),
        trace("passed", StepDone.person_id, in_module & (StepDone.step == Step.QUIZ)),
        trace("begun", Attempt.person_id, Attempt.module_id == module_id),
        trace("begun", QuizDraft.person_id, QuizDraft.module_id == module_id),
        trace("begun", HintOpened.person_id, HintOpened.module_id == module_id),
        trace("finished", Completion.person_id, Completion.module_id == module_id),
    )
    everything = union(*parts).subquery()
    return select(everything.c.what, everything.c.person_id)


def trace(what: str, person: Any, *conditions: Any) -> Select[str, int]:
    """Everybody who left this trace."""
    named = cast(literal(what), String).label("what")
    return select(named, person.label("person_id")).where(*conditions)
