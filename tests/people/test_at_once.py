"""What happens when two close an account, or open it again, at the very same moment?"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Pair, PairChange
from tandem.people import leaving
from tandem.people.pairs.actions import change_state
from tandem.terms import AuditAct, PairState
from tests.at_once import while_under_way, writing
from tests.cast import NOW, Cast

DAY = timedelta(days=1)


def test_whose_last_day_is_over_is_closed_by_one_worker(
    session: Session, engine: Engine, cast: Cast
) -> None:
    leaving.set_last_day(session, cast.sam.id, date(2026, 3, 2), by_id=cast.lee.id, now=NOW)
    session.commit()
    assert leaving.close_those_who_have_left(session, now=NOW + DAY) == 1

    def close() -> int:
        with writing(engine) as own, own.begin():
            return leaving.close_those_who_have_left(own, now=NOW + DAY)

    assert while_under_way(session, close) == 0


def test_a_closing_that_two_take_back_is_taken_back_once(
    session: Session, engine: Engine, cast: Cast
) -> None:
    leaving.close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    session.commit()
    facts = {"closed_at": NOW, "by_id": cast.ada.id, "now": NOW + DAY}
    assert leaving.undo_closing(session, cast.sam.id, [], **facts)
    session.flush()

    def take_back() -> bool:
        with writing(engine) as own, own.begin():
            return leaving.undo_closing(own, cast.sam.id, [], **facts) is not None

    assert not while_under_way(session, take_back)
    opened = select(AuditEntry.id).where(AuditEntry.act == AuditAct.OPENED)
    assert len(session.scalars(opened).all()) == 1


def test_a_pair_that_ends_while_an_account_of_it_is_closed_ends_once(
    session: Session, engine: Engine, cast: Cast
) -> None:
    session.commit()
    pair = session.get_one(Pair, cast.pair.id)
    change_state(session, pair, PairState.ENDED, by_id=cast.lee.id, now=NOW)
    session.flush()

    def close() -> None:
        with writing(engine) as own, own.begin():
            own.get_one(Pair, cast.pair.id)
            leaving.close_account(own, cast.sam.id, by_id=cast.ada.id, now=NOW)

    while_under_way(session, close)
    ends = select(PairChange.by_id).where(
        PairChange.pair_id == cast.pair.id, PairChange.state == PairState.ENDED
    )
    assert session.scalars(ends).all() == [cast.lee.id]
