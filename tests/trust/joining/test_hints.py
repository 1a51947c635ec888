"""Whose opened hints move when two accounts are joined?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Attempt, HintOpened, Revision
from tandem.trust.joining.queries import plan_of
from tests.cast import NOW, Cast, person
from tests.lessons import lesson, question, serve
from tests.trust.joining.test_joining import join


def test_hints_of_others_stay_where_they_are(session: Session, cast: Cast) -> None:
    serve(session, lesson(question("q1")))
    revision, module_id = session.execute(select(Revision.id, Revision.module_id)).one()
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    about = {"module_id": module_id, "revision_id": revision, "at": NOW}
    attempt = {"role": "rep", "answers": "{}", "marks": "{}", "order": "{}", "right": 0, "total": 1}
    for who in (cast.olga, cast.tess, double):
        session.add(HintOpened(**about, person_id=who.id, number=1, question="q1"))
    session.add(Attempt(**about, **attempt, person_id=cast.olga.id, number=1, passed=False))
    session.commit()

    plan = plan_of(session, cast.tess, double, viewer_id=cast.ada.id)
    join(session, cast.tess, double, cast.ada)

    (quizzes,) = (one for one in plan.subjects if "quiz" in one.title.text)
    assert (quizzes.moves, quizzes.stays) == (0, 1)
    query = select(HintOpened.person_id, HintOpened.number).where(HintOpened.question == "q1")
    opened = {tuple(row) for row in session.execute(query)}
    assert {(cast.olga.id, 1), (cast.tess.id, 1)} <= opened
