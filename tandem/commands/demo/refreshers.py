"""What came back to the first people of the demo data, and what did they still know?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tandem.learning.refreshers.budget import SECONDS, asked_alone
from tandem.learning.refreshers.schedule import first_memory, next_memory
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Completion, Pair, RefresherAnswer
from tandem.terms import RefresherFace, RefresherPromise, Role

# After so many days each is asked once: sooner than is counted, and once for each figure.
AFTER = (5, 35, 100)
STILL_KNOWN = 0.8


def come_back(
    session: Session,
    chance: random.Random,
    pairs: Sequence[Pair],
    courses: Iterable[ServedCourse],
    *,
    now: datetime,
) -> None:
    """Let one question of each finished module come back to these people."""
    modules = {module.id: module for course in courses for module in course.modules}
    seats = {
        person_id: (role, pair)
        for pair in pairs
        for person_id, role in ((pair.rep_id, Role.REP), (pair.support_id, Role.SUPPORT))
    }
    query = (
        select(Completion.person_id, Completion.module_id, Completion.at)
        .where(Completion.person_id.in_(seats), Completion.module_id.in_(modules))
        .order_by(Completion.at, Completion.id)
    )
    rows = [
        row
        for done in session.execute(query)
        for row in answers_of(chance, done, seats[done.person_id], modules, now=now)
    ]
    if rows:
        session.execute(insert(RefresherAnswer), sorted(rows, key=lambda row: row["at"]))


def answers_of(
    chance: random.Random,
    done: Any,
    seat: tuple[Role, Pair],
    modules: Mapping[int, ServedModule],
    *,
    now: datetime,
) -> list[dict[str, Any]]:
    """What somebody answered to a question of a finished module, as time went by."""
    role, pair = seat
    module, rows = modules[done.module_id], []
    fixed = what_is_asked(done, role, pair, module)
    if fixed is None:
        return []
    memory = first_memory(right=True, at=done.at)
    for number, days in enumerate(AFTER, start=1):
        at = done.at + timedelta(days=days)
        if at > now:
            break
        right = chance.random() < STILL_KNOWN
        memory = next_memory(memory, right=right, at=at)
        rows.append(
            {
                **fixed,
                "right": right,
                "stability": memory.stability,
                "difficulty": memory.difficulty,
                "due_at": memory.due_at,
                "number": number,
                "at": at,
            }
        )
    return rows


def what_is_asked(done: Any, role: Role, pair: Pair, module: ServedModule) -> dict[str, Any] | None:
    """What is alike in all answers of somebody about a module; None where nothing comes back."""
    question = next(iter(asked_alone(module.lesson, role)), None)
    if question is None:
        return None
    return {
        "person_id": done.person_id,
        "module_id": module.id,
        "revision_id": module.revision_id,
        "question": question.id,
        "role": role,
        "face": RefresherFace.OWN,
        "answer": "[]",
        "promise": RefresherPromise.FIGURES_OF_FIVE,
        "team_id": pair.team_id,
        "learned_at": done.at,
        "estimated_seconds": SECONDS[question.kind],
    }
