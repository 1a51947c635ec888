"""What happens when two leaders set the same half complete at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, Module, Override, TeamLeader
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.progress.overrides.test_overrides import REASON, address, course, rows

__all__ = ["course"]


def test_a_half_is_set_complete_once(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    half = f"{session.scalars(select(Module.id)).one()}-{cast.sam.id}"
    acts = []
    for leader in (browser_of(cast.lee), browser_of(cast.olga)):
        form_id = form_id_in(leader.get(address(cast)))
        sent = {"form_id": form_id, "half": half, "reason": REASON}
        acts.append(partial(leader.post, address(cast), data=sent))

    answers = at_once(*acts)

    assert sorted(answer.status_code for answer in answers) == [303, 400]
    assert rows(session, Override) == 1
