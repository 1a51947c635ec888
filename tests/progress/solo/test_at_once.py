"""What happens when a course for one is given twice, or given back and given anew, at once?"""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Course, SoloAssignment, TeamLeader
from tandem.progress.solo import actions
from tandem.terms import Role
from tests.at_once import at_once, while_under_way, writing
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.progress.solo.test_solo import DUE, page_of


def test_two_leaders_give_it_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    acts, sent = [], {"course": "leading", "whom": "leader", "due_on": DUE.isoformat()}
    for leader in (browser_of(cast.lee), browser_of(cast.olga)):
        form_id = form_id_in(leader.get(page_of(cast)))
        acts.append(partial(leader.post, page_of(cast), data={"form_id": form_id, **sent}))

    at_once(*acts)

    assert len(session.scalars(select(SoloAssignment)).all()) == 1


def test_what_is_given_anew_meanwhile_is_not_given_back_as_well(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    facts: dict[str, Any] = {"by_id": cast.lee.id, "now": NOW}
    anew = {"course_id": course.id, "role": Role.LEADER, "due_on": None, "time_zone": "UTC"}
    actions.give(session, team_id=cast.north.id, people=(), **anew, **facts)
    row = session.scalars(select(SoloAssignment)).one()
    actions.withdraw(session, row, **facts)
    session.commit()
    actions.give(session, team_id=cast.north.id, people=(), **anew, **facts)

    def undo() -> bool:
        with writing(engine) as own, own.begin():
            return actions.give_back(own, row.id, withdrawn_at=NOW, **facts)

    assert not while_under_way(session, undo)
