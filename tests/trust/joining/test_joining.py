"""Does everything move when two accounts of one person are joined, and is nothing lost?"""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Base, HintOpened, Pair, Person, Revision, StalePair
from tandem.terms import PairState
from tandem.trust.joining import actions
from tandem.trust.joining.columns import MOVES, RowMove, column_named
from tandem.trust.joining.moving import TwoAccounts
from tandem.trust.joining.queries import JoiningFault, partners_of_both, plan_of
from tests.cast import NOW, House, pair, person
from tests.trust.joining.one_row_each import row_of_each
from tests.writings import Written

# What an act itself writes.
WRITTEN = {"audit_entry", "stale_pair", "status_sweep"}


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def join(session: Session, stays: Person, goes: Person, by: Person) -> None:
    """As an administrator does."""
    accounts = TwoAccounts(stays.id, goes.id)
    actions.join(session, accounts, by_id=by.id, now=NOW)
    session.commit()
    session.expire_all()


def rows_in_each(session: Session) -> dict[str, int]:
    """How many rows there are, by table."""
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name not in WRITTEN
    }


def left_with(session: Session, who: Person) -> set[str]:
    """The columns that still lead to somebody."""
    return {
        name
        for name in MOVES
        if session.scalar(
            select(func.count())
            .select_from(column_named(name).table)
            .where(column_named(name) == who.id)
        )
    }


def test_every_column_that_leads_to_a_person_has_its_answer() -> None:
    leading = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        for link in column.foreign_keys
        if link.target_fullname == "person.id"
    }
    of_the_log = {"audit_entry.actor_id", "audit_entry.subject_id", "audit_entry.other_id"}

    assert set(MOVES) == leading | of_the_log


def test_a_row_in_every_table_moves_and_none_is_lost(
    session: Session, cast: House, written: Written
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    row_of_each(session, double)
    before = rows_in_each(session)

    join(session, cast.ada, double, cast.tess)

    staying = {name for name, move in MOVES.items() if move is RowMove.STAYS}
    assert left_with(session, double) - staying == set()
    assert rows_in_each(session) == before
    assert not double.is_active


def test_where_both_have_something_nothing_is_lost_either(
    session: Session, cast: House, written: Written
) -> None:
    double, stays = person(session, "Sammy", "Adeyemi"), person(session, "Sid", "Adeyemi")
    session.flush()
    row_of_each(session, double)
    row_of_each(session, stays)
    before = rows_in_each(session)

    join(session, stays, double, cast.ada)

    assert rows_in_each(session) == before
    for name, move in MOVES.items():
        if move is RowMove.NUMBERED:
            column = column_named(name)
            query = select(column.table.c.number).where(column == stays.id)
            assert sorted(session.scalars(query)) == [1, 2], name
    left = left_with(session, double)
    assert "working_style.person_id" in left
    assert not {"completion.person_id", "attempt.person_id", "nudge.from_id"} & left


def test_pairs_go_on_and_what_was_written_is_read_on(
    session: Session, cast: House, written: Written
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()

    join(session, double, cast.sam, cast.ada)

    session.refresh(cast.pair)
    assert (cast.pair.rep_id, cast.pair.state) == (double.id, PairState.ACTIVE)
    assert cast.pair.id in session.scalars(select(StalePair.pair_id)).all()


def test_hints_follow_their_attempts(session: Session, cast: House, written: Written) -> None:
    revision, module_id = session.execute(select(Revision.id, Revision.module_id)).first() or (0, 0)
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    for who in (double, cast.tess):
        session.add(
            Attempt(
                person_id=who.id, module_id=module_id, revision_id=revision, number=1, role="rep",
                answers="{}", marks="{}", order="{}", right=0, total=1, passed=False, at=NOW,
            )
        )  # fmt: skip
        session.flush()
        for number in (1, 2):
            session.add(
                HintOpened(
                    person_id=who.id, module_id=module_id, revision_id=revision, number=number,
                    question="q1", at=NOW,
                )
            )  # fmt: skip
    session.flush()

    join(session, cast.tess, double, cast.ada)

    query = select(HintOpened.number).where(HintOpened.person_id == cast.tess.id)
    assert sorted(session.scalars(query)) == [1, 2, 3]
    assert session.scalars(select(HintOpened.number).where(HintOpened.person_id == double.id)).all()


def test_what_stands_in_the_way_is_named(session: Session, cast: House) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    second = pair(session, cast.north, double, cast.sue)
    session.commit()

    def fault(stays: Person, goes: Person, viewer: Person = cast.ada) -> JoiningFault | None:
        return plan_of(session, stays, goes, viewer_id=viewer.id).fault

    assert fault(cast.sam, cast.sam) is JoiningFault.SAME
    assert fault(cast.sam, cast.ada) is JoiningFault.OWN
    assert fault(cast.sam, cast.sue) is JoiningFault.BOTH_HALVES
    assert fault(cast.sam, double) is JoiningFault.SAME_PARTNER
    second.state = PairState.ENDED
    session.commit()
    assert fault(cast.sam, double) is None
    double.is_active = False
    assert fault(double, cast.sam) is JoiningFault.CLOSED
    cast.sam.joined_at, double.is_active = None, True
    assert fault(cast.sam, double) is JoiningFault.NOT_JOINED


def test_the_partner_of_both_is_named_from_either_seat(session: Session, cast: House) -> None:
    sammy, susie = (person(session, name, "Zz") for name in ("Sammy", "Susie"))
    session.flush()
    pair(session, cast.north, sammy, cast.sue)
    pair(session, cast.north, cast.sam, susie)
    session.commit()

    named = [
        partners_of_both(session, TwoAccounts(stays.id, goes.id))
        for stays, goes in ((cast.sam, sammy), (cast.sue, susie))
    ]

    assert named == [(cast.sue.name,), (cast.sam.name,)]


def test_two_pairs_of_the_same_two_stay_readable_where_one_has_ended(
    session: Session, cast: House
) -> None:
    double = person(session, "Sammy", "Adeyemi")
    session.flush()
    ended = pair(session, cast.north, double, cast.sue)
    ended.state = PairState.ENDED
    session.commit()

    join(session, cast.sam, double, cast.ada)

    query = select(Pair.state).where(Pair.rep_id == cast.sam.id, Pair.support_id == cast.sue.id)
    assert sorted(session.scalars(query)) == [PairState.ACTIVE, PairState.ENDED]
