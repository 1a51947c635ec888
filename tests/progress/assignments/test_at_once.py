"""What happens when two leaders give the same course, or one gives it back, at the same moment?"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Assignment, TeamLeader
from tandem.progress.assignments import actions
from tests.at_once import at_once, while_under_way, writing
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, question, serve


def test_two_leaders_who_give_a_course_give_it_once_and_the_last_date_stands(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, lesson(question("q1")))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    address, acts = f"/lead/teams/{cast.north.id}/assign", []
    for leader, due in ((cast.lee, "2099-01-31"), (cast.olga, "2099-02-28")):
        browser = browser_of(leader)
        sent = {"form_id": form_id_in(browser.get(address)), "course": "teaming", "whom": "all"}
        acts.append(partial(browser.post, address, data={**sent, "due_on": due}))

    answers = at_once(*acts)

    assert [answer.status_code for answer in answers] == [303, 303]
    session.rollback()
    given = session.scalars(select(Assignment)).one()
    assert str(given.due_on) in {"2099-01-31", "2099-02-28"}


@pytest.mark.parametrize("by", ["giving it anew", "taking it back"])
def test_what_is_live_again_meanwhile_is_not_given_back_as_well(
    session: Session, engine: Engine, cast: Cast, by: str
) -> None:
    course_id = serve(session, lesson()).id
    facts: dict[str, Any] = {"by_id": cast.lee.id, "now": NOW}
    anew = {"course_id": course_id, "pairs": None, "due_on": None, "time_zone": "UTC"}
    actions.assign(session, team_id=cast.north.id, **anew, **facts)
    row = session.scalars(select(Assignment)).one()
    actions.withdraw(session, row, **facts)
    session.commit()
    if by == "giving it anew":
        actions.assign(session, team_id=cast.north.id, **anew, **facts)
    else:
        assert actions.give_back(session, row, withdrawn_at=NOW)
        session.flush()

    def undo() -> bool:
        with writing(engine) as own, own.begin():
            before = own.get_one(Assignment, row.id)
            return actions.give_back(own, before, withdrawn_at=NOW)

    assert not while_under_way(session, undo)
