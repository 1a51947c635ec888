"""What happens to a pair when two leaders, or two tabs of one, act at the same moment?"""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Pair, PairChange, Person, TeamLeader
from tandem.terms import PairState
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.pairs.test_pairs import ben

__all__ = ["ben"]


@pytest.fixture
def two_leaders(session: Session, cast: Cast) -> None:
    """Lee and Olga lead the team."""
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()


def test_two_leaders_who_form_the_same_pair_form_one(
    session: Session, cast: Cast, ben: Person, two_leaders: None, browser_of: Browser
) -> None:
    address = f"/lead/teams/{cast.north.id}/pairs"
    acts = []
    for leader in (cast.lee, cast.olga):
        browser = browser_of(leader)
        sent = {"form_id": form_id_in(browser.get(address)), "rep": cast.sam.id}
        sent |= {"support": ben.id, "has_agreed": "y"}
        acts.append(partial(browser.post, address, data=sent))

    answers = at_once(*acts)

    assert sorted(answer.status_code for answer in answers) in ([303, 303], [303, 400])
    assert len(session.scalars(select(Pair).where(Pair.support_id == ben.id)).all()) == 1


def test_a_pair_that_two_leaders_end_ends_once_with_one_reason(
    session: Session, cast: Cast, two_leaders: None, browser_of: Browser
) -> None:
    address = f"/lead/teams/{cast.north.id}/pairs/{cast.pair.id}/end"
    leaders, reasons = (cast.lee, cast.olga), ("Sue moves.", "Sam moves.")

    at_once(
        *(
            partial(browser_of(leader).post, address, data={"reason": reason})
            for leader, reason in zip(leaders, reasons, strict=True)
        )
    )

    session.rollback()
    query = select(PairChange.state, PairChange.reason).where(PairChange.pair_id == cast.pair.id)
    began, ended = session.execute(query.order_by(PairChange.id)).all()
    assert began.state is PairState.ACTIVE
    assert ended.state is PairState.ENDED
    assert ended.reason in reasons
