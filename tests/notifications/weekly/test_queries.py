"""Who gets the week of which pairs, as the rows say?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.leading.status.queries import StatusScope
from tandem.models import (
    Completion,
    Module,
    Pair,
    PairCompletion,
    PairStatus,
    PairStepDone,
    Team,
)
from tandem.notifications.weekly.queries import (
    active_outside,
    has_moved,
    leaders_with_pairs,
    weeks_of,
)
from tandem.terms import PairState
from tests.cast import NOW, House
from tests.lessons import give, lesson, question, serve
from tests.status import drain

SECOND = timedelta(seconds=1)


@pytest.fixture
def status(session: Session, cast: House) -> None:
    """Both teams have a course, and it is known how each pair stands."""
    course = serve(session, lesson(question("q1")))
    for team in (cast.north, cast.south):
        give(session, course, team)
    drain(session)


def test_a_leader_gets_a_week_where_a_pair_works_in_which_they_do_not_sit(
    session: Session, cast: House, status: None
) -> None:
    everybody = [cast.lee.id, cast.lia.id, cast.olga.id, cast.sam.id]

    assert leaders_with_pairs(session, everybody) == {cast.lee.id, cast.lia.id, cast.olga.id}
    assert leaders_with_pairs(session, [cast.lia.id]) == {cast.lia.id}
    assert leaders_with_pairs(session, []) == frozenset()


def test_whose_role_was_taken_gets_no_week(session: Session, cast: House, status: None) -> None:
    scope = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    assert [week.team for week in weeks_of(session, cast.lee, scope)] == [cast.north]

    cast.lee.role_rows = []
    session.flush()

    assert leaders_with_pairs(session, [cast.lee.id, cast.lia.id]) == {cast.lia.id}
    assert weeks_of(session, cast.lee, scope) == []


@pytest.mark.parametrize("state", [PairState.ENDED, PairState.PAUSED, PairState.PROPOSED])
def test_a_leader_whose_other_pairs_do_not_work_gets_none(
    session: Session, cast: House, status: None, state: PairState
) -> None:
    others = select(PairStatus).where(PairStatus.pair_id != cast.leaders_pair.id)
    for row in session.scalars(others):
        row.pair_state = state
    session.flush()

    assert leaders_with_pairs(session, [cast.lee.id, cast.lia.id]) == {cast.lee.id}


@pytest.mark.parametrize("seat", ["rep_id", "support_id"])
def test_a_leader_who_sits_in_the_only_pair_gets_none(
    session: Session, cast: House, status: None, seat: str
) -> None:
    setattr(session.get_one(Pair, cast.other_pair.id), seat, cast.olga.id)
    session.flush()

    assert leaders_with_pairs(session, [cast.olga.id]) == frozenset()


def test_a_sample_has_no_week(session: Session, cast: House, status: None) -> None:
    session.get_one(Team, cast.south.id).is_sample = True
    session.flush()

    assert leaders_with_pairs(session, [cast.olga.id, cast.lee.id]) == {cast.lee.id}


def test_a_week_is_about_active_pairs_of_ones_teams_without_those_one_sits_in(
    session: Session, cast: House, status: None
) -> None:
    def seen(leader_id: int) -> set[int]:
        scope = StatusScope(leader_id=leader_id, team_id=None, now=NOW)
        return set(session.scalars(select(PairStatus.pair_id).where(*active_outside(scope))))

    both = {cast.pair.id, cast.second_pair.id}
    assert seen(cast.lee.id) == {*both, cast.leaders_pair.id}
    assert seen(cast.lia.id) == both
    session.get_one(Pair, cast.pair.id).support_id = cast.lia.id
    session.flush()
    assert seen(cast.lia.id) == {cast.second_pair.id}
    session.get_one(Team, cast.north.id).is_sample = True
    session.flush()
    assert seen(cast.lee.id) == set()


@pytest.mark.parametrize(("since", "counts"), [(NOW, True), (NOW + SECOND, False)])
@pytest.mark.parametrize(
    ("who", "alone"),
    [("sam", ("pair", "second_pair", "ended_pair")), ("sue", ("pair", "leaders_pair"))],
)
@pytest.mark.parametrize("table", [Completion, PairCompletion, PairStepDone])
def test_a_pair_has_moved_when_one_of_the_two_completed_something_or_did_a_step_for_two(
    session: Session, cast: House, status: None, table: type, who: str, alone: tuple[str, ...],
    since: datetime, counts: bool,
) -> None:  # fmt: skip
    module = session.scalars(select(Module)).one()
    facts = {"person_id": getattr(cast, who).id, "module_id": module.id, "at": NOW}
    row = table(**facts, revision_id=module.revision_id)
    if table is not Completion:
        row.pair_id = cast.pair.id
    if table is PairStepDone:
        row.step = "talk"
    else:
        row.how = "steps"
    session.add(row)
    session.flush()

    moved = set(session.scalars(select(PairStatus.pair_id).where(has_moved(since))))

    pairs = alone if table is Completion else ("pair",)
    assert moved == ({getattr(cast, name).id for name in pairs} if counts else set())
