"""Who writes the status of which pairs next, and what waits on when nobody can?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle
from time import monotonic

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from tandem.leading.status import queue, refreshing
from tandem.leading.status.queries import StatusScope
from tandem.models import Course, Pair, PairStatus, StalePair, StatusSweep, StatusTurn
from tandem.terms import PairState
from tests.cast import NOW, House
from tests.lessons import assign, lesson, question, serve
from tests.status import drain, waiting


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """Four pairs of Lee's have a course, and nothing waits."""
    served = serve(session, lesson(question("q1")))
    for pair in (cast.pair, cast.second_pair, cast.leaders_pair, cast.paused_pair):
        assign(session, pair, served)
    drain(session)
    return served


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each commit makes one pair anew of those that wait, and one of a sweep."""
    monkeypatch.setattr(queue, "AT_MOST", 1)


def wait_for(session: Session, *pairs: Pair) -> None:
    """Something has happened to these pairs, in this order."""
    for pair in pairs:
        session.add(StalePair(pair_id=pair.id))
        session.flush()
    session.commit()


def still_waiting(session: Session) -> list[int]:
    """Which pairs wait, one by one."""
    session.commit()
    return list(session.scalars(select(StalePair.pair_id).order_by(StalePair.id)))


def taking_turns(wins: Sequence[bool]) -> Callable[[Session, int], bool]:
    """Whoever would write comes first only these times, again and again."""
    outcomes = cycle(wins)
    return lambda session, number: next(outcomes)


def test_a_commit_takes_no_pair_out_of_the_queue_that_it_has_not_made(
    session: Session, engine: Engine, cast: House, course: Course, one_by_one: None
) -> None:
    wait_for(session, cast.second_pair, cast.pair, cast.second_pair)

    batch = refreshing.refresh(engine)

    assert batch is not None
    assert batch.pairs == (cast.second_pair.id,)
    assert still_waiting(session) == [cast.pair.id]


def test_a_piece_of_a_sweep_moves_that_sweep_alone_and_its_end_leaves_the_others(
    session: Session, engine: Engine, cast: House, course: Course, one_by_one: None
) -> None:
    session.add_all([StatusSweep(team_id=cast.south.id), StatusSweep(team_id=cast.north.id)])
    session.commit()
    found = []

    for _ in range(3):
        refreshing.refresh(engine)
        session.rollback()
        session.expire_all()
        sweeps = session.scalars(select(StatusSweep).order_by(StatusSweep.id)).all()
        found.append([(sweep.team_id, sweep.after_id) for sweep in sweeps])

    north, first = cast.north.id, min(cast.pair.id, cast.second_pair.id)
    assert found[0] == [(cast.south.id, cast.other_pair.id), (north, 0)]
    assert found[1:] == [[(north, 0)], [(north, first)]]


@pytest.mark.parametrize(("at_most", "made"), [(None, 4), (1, 1), (2, 2), (0, 0)])
def test_no_more_pairs_are_made_anew_than_somebody_asks_for(
    session: Session, engine: Engine, cast: House, course: Course, one_by_one: None,
    at_most: int | None, made: int,
) -> None:  # fmt: skip
    pairs = (cast.pair, cast.second_pair, cast.leaders_pair, cast.paused_pair)
    wait_for(session, *pairs)

    assert refreshing.drain(engine, at_most=at_most) == made
    assert len(still_waiting(session)) == 4 - made


def test_after_each_commit_everybody_else_comes_first(
    session: Session, engine: Engine, cast: House, course: Course, one_by_one: None
) -> None:
    wait_for(session, cast.pair, cast.second_pair)
    began = monotonic()

    assert refreshing.drain(engine, rest=0.05) == 2

    assert monotonic() - began >= 2 * 0.05


@pytest.mark.parametrize(
    ("wins", "left"), [([False, False, True], 0), ([False], 2), ([True, False, False, False], 1)]
)
def test_whoever_is_overtaken_three_times_running_leaves_the_rest_to_others(
    session: Session, engine: Engine, cast: House, course: Course, one_by_one: None,
    monkeypatch: pytest.MonkeyPatch, wins: list[bool], left: int,
) -> None:  # fmt: skip
    wait_for(session, cast.pair, cast.second_pair)
    monkeypatch.setattr(refreshing, "take_turn", taking_turns(wins))

    assert refreshing.drain(engine) == 2 - left
    assert len(still_waiting(session)) == left


@pytest.mark.parametrize(("wins", "left"), [([False, False, True], 0), ([False, False, False], 2)])
def test_a_look_tries_three_times_and_says_how_many_it_could_not_make(
    session: Session, cast: House, course: Course, monkeypatch: pytest.MonkeyPatch,
    wins: list[bool], left: int,
) -> None:  # fmt: skip
    wait_for(session, cast.pair, cast.other_pair, cast.second_pair)
    monkeypatch.setattr(refreshing, "take_turn", taking_turns(wins))
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    assert refreshing.catch_up(session, sight) == left
    assert len(still_waiting(session)) == 1 + left


@pytest.mark.parametrize(("at_a_look", "left"), [(3, 0), (2, 2)])
def test_a_look_makes_few_pairs_at_once_and_of_many_only_those_that_come_next(
    session: Session, cast: House, course: Course, one_by_one: None,
    monkeypatch: pytest.MonkeyPatch, at_a_look: int, left: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(refreshing, "AT_A_LOOK", at_a_look)
    wait_for(session, cast.pair, cast.second_pair, cast.leaders_pair)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    assert refreshing.catch_up(session, sight) == left
    assert len(still_waiting(session)) == left


def test_a_look_at_many_pairs_that_is_overtaken_tries_again(
    session: Session, cast: House, course: Course, one_by_one: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "AT_A_LOOK", 2)
    monkeypatch.setattr(refreshing, "take_turn", taking_turns([False, True]))
    wait_for(session, cast.pair, cast.second_pair, cast.leaders_pair)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    assert refreshing.catch_up(session, sight) == 2


def test_a_look_has_nobody_to_wait_for_where_only_pairs_of_others_are_stale(
    session: Session, cast: House, course: Course
) -> None:
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    assert refreshing.catch_up(session, sight) == 0

    wait_for(session, cast.other_pair)

    assert refreshing.catch_up(session, sight) == 0
    assert still_waiting(session) == [cast.other_pair.id]


def test_a_look_is_for_fifty_pairs_at_most() -> None:
    assert (refreshing.AT_A_LOOK, refreshing.TRIES) == (50, 3)


def test_the_turn_goes_to_whoever_has_read_its_number_and_to_nobody_after(
    session: Session, engine: Engine, course: Course
) -> None:
    number = session.scalars(select(StatusTurn.number)).one()

    taken = [refreshing.take_turn(session, each) for each in (number + 1, number, number)]

    assert taken == [False, True, False]
    assert session.scalars(select(StatusTurn.number)).all() == [number + 1]


def test_where_no_turn_was_kept_one_is_made_that_knows_todays_rules(
    session: Session, engine: Engine, cast: House, course: Course
) -> None:
    session.execute(delete(StatusTurn))
    wait_for(session, cast.pair)

    assert refreshing.drain(engine) == 1

    turn = session.scalars(select(StatusTurn)).one()
    assert (turn.id, turn.number, turn.rules) == (1, 1, refreshing.RULES)


def test_a_site_that_has_kept_no_rules_makes_every_status_anew(
    session: Session, course: Course
) -> None:
    session.execute(delete(StatusTurn))

    refreshing.note_rules(session)

    assert waiting(session) == (0, 1)
    assert session.scalars(select(StatusTurn.rules)).all() == [refreshing.RULES]


def test_a_pair_whose_records_are_broken_keeps_its_status_and_holds_up_no_other(
    session: Session, engine: Engine, cast: House, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = refreshing.status_rows

    def broken(session: Session, shown: Sequence[object], courses: Sequence[object]) -> object:
        if any(getattr(pair, "id", 0) == cast.pair.id for pair in shown):
            raise ValueError("not to be reckoned with")
        return made(session, shown, courses)  # type: ignore[arg-type]

    session.execute(update(PairStatus).values(pair_state=PairState.PROPOSED))
    wait_for(session, cast.pair, cast.second_pair)
    monkeypatch.setattr(refreshing, "status_rows", broken)

    assert refreshing.drain(engine) == 2

    states = select(PairStatus.pair_id).where(PairStatus.pair_state == PairState.ACTIVE)
    assert session.scalars(states).all() == [cast.second_pair.id]
    assert waiting(session) == (0, 0)
