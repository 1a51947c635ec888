"""What does an act for many pairs do to one that changes at the very same moment?"""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.leading.board import actions
from tandem.leading.board.acts import DoneAct
from tandem.models import Pair
from tandem.models.locking import hold
from tandem.people.pairs.actions import change_state
from tandem.terms import PairState
from tests.at_once import while_under_way, writing
from tests.cast import NOW, Cast
from tests.leading.board.test_actions import DAY


def test_a_pair_that_ends_meanwhile_is_not_paused(
    session: Session, engine: Engine, cast: Cast
) -> None:
    hold(session, Pair.id == cast.pair.id)
    change_state(session, cast.pair, PairState.ENDED, by_id=cast.lee.id, now=NOW)
    session.flush()

    def pause() -> DoneAct:
        facts = {"zone": "UTC", "by_id": cast.lee.id, "now": NOW}
        with writing(engine) as own, own.begin():
            return actions.pause(own, [cast.pair.id], until=DAY, **facts)

    assert while_under_way(session, pause).before == ()
    session.refresh(cast.pair)
    assert cast.pair.state is PairState.ENDED
