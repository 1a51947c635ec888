"""When does a pair rest, go on, end, and when can its end be taken back?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Pair, PairChange, PersonRole, TeamMember
from tandem.people.pairs import actions
from tandem.people.pairs.actions import RestoredPair
from tandem.terms import AuditAct, PairState, Role
from tests import cast as stage
from tests.cast import NOW, House

DAY, HOUR = date(2026, 3, 9), timedelta(hours=1)
Change = Callable[[Session, House], object]


def changes(session: Session, pair: Pair) -> list[tuple[PairState, int | None]]:
    """What became of a pair since it began, and by whom."""
    query = select(PairChange.state, PairChange.by_id).where(PairChange.pair_id == pair.id)
    return [tuple(row) for row in session.execute(query.order_by(PairChange.id))][1:]


def acts(session: Session) -> list[tuple[AuditAct, int | None, int | None, int | None]]:
    """What stands in the log: the act, by whom, and about which two."""
    query = select(AuditEntry).order_by(AuditEntry.id)
    rows = session.scalars(query)
    return [(row.act, row.actor_id, row.subject_id, row.other_id) for row in rows]


def end(session: Session, cast: House) -> RestoredPair:
    """Lee ends the pair of Sam and Sue, which rests; gives what it was before."""
    actions.pause(session, cast.pair, until=DAY, zone="Asia/Tokyo", by_id=cast.lee.id, now=NOW)
    before = actions.before_of(cast.pair)
    actions.change_state(
        session, cast.pair, PairState.ENDED, by_id=cast.lee.id, now=NOW, reason="Sue moves on",
        not_again=True,
    )  # fmt: skip
    session.flush()
    return before


def undo(session: Session, cast: House, before: RestoredPair) -> bool:
    """Lee takes it back, an hour later."""
    return actions.undo_end(session, before, ended_at=NOW, by_id=cast.lee.id, now=NOW + HOUR)


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("UTC", datetime(2026, 3, 10, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2026, 3, 9, 15, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 10, 4, tzinfo=UTC)),
    ],
)
def test_a_pause_lasts_to_the_end_of_its_day_in_the_zone_where_it_was_set(
    session: Session, cast: House, zone: str, over: datetime
) -> None:
    actions.pause(session, cast.pair, until=DAY, zone=zone, by_id=cast.lee.id, now=NOW)
    session.flush()

    assert actions.resume_rested(session, now=over - timedelta(seconds=1)) == 0
    assert actions.resume_rested(session, now=over) == 1
    assert (cast.pair.state, cast.pair.paused_until, cast.pair.pause_zone) == (
        PairState.ACTIVE, None, None,
    )  # fmt: skip
    assert changes(session, cast.pair) == [
        (PairState.PAUSED, cast.lee.id), (PairState.ACTIVE, None),
    ]  # fmt: skip
    assert [act for act, *_ in acts(session)] == [AuditAct.PAIR_PAUSED]


def test_a_pair_that_was_paused_without_a_day_rests_until_somebody_resumes_it(
    session: Session, cast: House
) -> None:
    assert actions.resume_rested(session, now=NOW + timedelta(days=999)) == 0
    assert cast.paused_pair.state is PairState.PAUSED

    assert actions.change_state(
        session, cast.paused_pair, PairState.ACTIVE, by_id=cast.lee.id, now=NOW
    )
    session.flush()
    assert acts(session) == [(AuditAct.PAIR_RESUMED, cast.lee.id, cast.rex.id, cast.eve.id)]


def test_a_pair_that_has_ended_is_not_paused(session: Session, cast: House) -> None:
    ended = cast.ended_pair

    done = actions.pause(session, ended, until=DAY, zone="UTC", by_id=cast.lee.id, now=NOW)

    assert (done, ended.paused_until, ended.pause_zone) == (False, None, None)
    assert acts(session) == []


@pytest.mark.parametrize("state", [PairState.ACTIVE, PairState.ENDED])
def test_what_is_so_already_is_not_recorded_again(
    session: Session, cast: House, state: PairState
) -> None:
    pair = cast.pair if state is PairState.ACTIVE else cast.ended_pair
    before = changes(session, pair)

    assert actions.change_state(session, pair, state, by_id=cast.lee.id, now=NOW)
    session.flush()

    assert (changes(session, pair), acts(session)) == (before, [])


def test_an_end_stands_in_the_log_whoever_has_ended_it(session: Session, cast: House) -> None:
    actions.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.flush()

    assert acts(session) == [(AuditAct.PAIR_ENDED, None, cast.sam.id, cast.sue.id)]


@pytest.mark.parametrize(("had_ended", "moment"), [(True, NOW + HOUR), (False, None)])
def test_a_proposal_of_two_who_were_a_pair_begins_anew_with_the_yes_of_both(
    session: Session, cast: House, had_ended: bool, moment: datetime | None
) -> None:
    cast.pair.state = PairState.PROPOSED
    cast.pair.again_at = NOW if had_ended else None

    actions.change_state(session, cast.pair, PairState.ACTIVE, by_id=cast.sam.id, now=NOW + HOUR)

    assert cast.pair.again_at == moment
    session.flush()
    assert [act for act, *_ in acts(session)] == [AuditAct.PAIR_BEGAN]


def test_an_end_that_is_taken_back_leaves_the_pair_as_it_was_and_forgets_what_was_said(
    session: Session, cast: House
) -> None:
    before = end(session, cast)

    assert undo(session, cast, before)

    session.flush()
    pair = cast.pair
    assert (pair.state, pair.paused_until, pair.pause_zone) == (
        PairState.PAUSED, DAY, "Asia/Tokyo",
    )  # fmt: skip
    assert changes(session, pair)[1:] == [
        (PairState.ENDED, cast.lee.id), (PairState.PAUSED, cast.lee.id),
    ]  # fmt: skip
    said = select(PairChange.reason, PairChange.not_again).where(PairChange.pair_id == pair.id)
    assert {tuple(row) for row in session.execute(said)} == {("", False)}
    assert acts(session)[-1] == (
        AuditAct.PAIR_RESUMED, cast.lee.id, cast.sam.id, cast.sue.id,
    )  # fmt: skip


def began_again(session: Session, cast: House) -> None:
    """The pair goes on already."""
    stage.change(session, cast.pair, PairState.ACTIVE)


def ended_anew(session: Session, cast: House) -> None:
    """It went on, and has ended once more."""
    for state, later in ((PairState.ACTIVE, 1), (PairState.ENDED, 2)):
        change = PairChange(pair_id=cast.pair.id, state=state, at=NOW + timedelta(minutes=later))
        session.add(change)


def a_pair_in_other_seats(session: Session, cast: House) -> None:
    """The two are a pair the other way round."""
    stage.pair(session, cast.north, cast.sue, cast.sam)


def moved_to_another_team(session: Session, cast: House) -> None:
    """Sue belongs to South now."""
    session.delete(session.get_one(TeamMember, (cast.north.id, cast.sue.id)))
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.sue.id))


CHANGED_SINCE: dict[str, Change] = {
    "began again": began_again,
    "ended anew": ended_anew,
    "other seats": a_pair_in_other_seats,
    "rep closed": lambda session, cast: setattr(cast.sam, "is_active", False),
    "support closed": lambda session, cast: setattr(cast.sue, "is_active", False),
    "rep taken out": lambda session, cast: session.delete(
        session.get_one(TeamMember, (cast.north.id, cast.sam.id))
    ),
    "support taken out": lambda session, cast: session.delete(
        session.get_one(TeamMember, (cast.north.id, cast.sue.id))
    ),
    "support moved to another team": moved_to_another_team,
    "no rep any more": lambda session, cast: session.delete(
        session.get_one(PersonRole, (cast.sam.id, Role.REP))
    ),
    "no support any more": lambda session, cast: session.delete(
        session.get_one(PersonRole, (cast.sue.id, Role.SUPPORT))
    ),
}


@pytest.mark.parametrize("kind", CHANGED_SINCE)
def test_an_end_stays_where_something_has_changed_since(
    session: Session, cast: House, kind: str
) -> None:
    before = end(session, cast)
    CHANGED_SINCE[kind](session, cast)
    session.flush()
    number = len(acts(session))

    assert not undo(session, cast, before)

    assert len(acts(session)) == number
    assert session.scalars(select(PairChange.reason).where(PairChange.reason != "")).all() == [
        "Sue moves on"
    ]
