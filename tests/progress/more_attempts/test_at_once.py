"""What happens when two leaders give one more attempt at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AttemptGranted, Course, TeamLeader
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.quizzes.quiz_helpers import HALF, send
from tests.lessons import form_id_in
from tests.progress.more_attempts.test_more_attempts import address, course

__all__ = ["address", "course"]


def test_two_leaders_give_one_attempt_and_one_is_told_that_it_is_there(
    session: Session, cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    send(browser_of(cast.sam), HALF)
    leaders = browser_of(cast.lee), browser_of(cast.olga)
    forms = [{"form_id": form_id_in(leader.get(address))} for leader in leaders]

    at_once(
        *(
            partial(leader.post, address, data=form)
            for leader, form in zip(leaders, forms, strict=True)
        )
    )

    told = ["Another attempt is open already" in who.get(address).text for who in leaders]
    assert sorted(told) == [False, True]
    assert len(session.scalars(select(AttemptGranted)).all()) == 1
