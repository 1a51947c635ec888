"""What happens to a pair when two leaders, or two tabs of one, act at the same moment?"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Pair, PairChange, Person, TeamLeader
from tandem.people.pairs import actions
from tandem.terms import PairState
from tests.at_once import at_once, while_under_way, writing
from tests.cast import NOW, Cast, House
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.pairs.test_actions import DAY, end, undo
from tests.people.pairs.test_pairs import ben
from tests.people.pairs.test_proposed import course, proposed

__all__ = ["ben", "course", "proposed"]


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


def test_a_yes_of_both_at_once_lets_the_pair_begin(
    session: Session, cast: Cast, proposed: Pair, browser_of: Browser
) -> None:
    address = f"/pairs/{proposed.id}/answer"

    at_once(
        *(
            partial(browser_of(who).post, address, data={"answer": "yes"})
            for who in (cast.otto, cast.sue)
        )
    )

    session.refresh(proposed)
    assert proposed.state is PairState.ACTIVE


def test_a_pause_that_is_over_is_ended_by_one_worker(
    session: Session, engine: Engine, cast: House
) -> None:
    actions.pause(session, cast.pair, until=DAY, zone="UTC", by_id=cast.lee.id, now=NOW)
    session.commit()
    over = NOW + timedelta(days=30)
    assert actions.resume_rested(session, now=over) == 1
    session.flush()

    def resume() -> int:
        with writing(engine) as own, own.begin():
            return actions.resume_rested(own, now=over)

    assert while_under_way(session, resume) == 0


def test_an_end_that_two_take_back_is_taken_back_once(
    session: Session, engine: Engine, cast: House
) -> None:
    before = end(session, cast)
    session.commit()
    assert undo(session, cast, before)
    session.flush()

    def take_back() -> bool:
        with writing(engine) as own, own.begin():
            return undo(own, cast, before)

    assert not while_under_way(session, take_back)
