"""How is an answer about a module recorded? Once, with the promise that stood beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tandem.learning.feedback.queries import Asking, asking, team_of_seat
from tandem.models import Feedback
from tandem.terms import Answered, FeedbackPromise


def answer(
    session: Session,
    person_id: int,
    asked: Asking,
    answer: Answered,
    *,
    course_id: int,
    promise: FeedbackPromise,
    now: datetime,
) -> bool:
    """Record an answer; False where this is not what is asked next."""
    if asking(session, person_id, module_id=asked.module_id, now=now) != asked:
        return False
    session.add(
        Feedback(
            person_id=person_id,
            module_id=asked.module_id,
            edition=asked.edition,
            team_id=team_of_seat(session, person_id, course_id=course_id, now=now),
            about=asked.about,
            answer=answer,
            promise=promise,
            at=now,
        )
    )
    session.flush()
    return True
