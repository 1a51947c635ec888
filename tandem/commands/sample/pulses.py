"""How was it at the start, for the sample's people?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse
from tandem.models import Pair, PulseAnswer
from tandem.models.inserting import add_missing
from tandem.terms import FeedbackPromise, PulseTime

STEPS_DOWN = (2, 3, 1, 2)


def place_at_the_start(
    session: Session, course: ServedCourse, pairs: Iterable[Pair], *, now: datetime
) -> None:
    """Let everybody say how it was, each a little differently; nobody is through with it yet."""
    if course.pulse is None:
        return
    people = {person: pair for pair in pairs for person in (pair.rep_id, pair.support_id)}
    rows = [
        {
            "person_id": person_id,
            "course_id": course.id,
            "team_id": pair.team_id,
            "round": 1,
            "asked": PulseTime.START,
            "item": item.key,
            "value": max(
                course.pulse.high - STEPS_DOWN[(person_id + place) % len(STEPS_DOWN)],
                course.pulse.low,
            ),
            "promise": FeedbackPromise.FIGURES_OF_FIVE,
            "at": now,
        }
        for person_id, pair in sorted(people.items(), key=lambda each: each[0])
        for place, item in enumerate(course.pulse.items)
    ]
    add_missing(session, PulseAnswer, rows)
