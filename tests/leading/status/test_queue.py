"""Which sweeps reach which, and what is in a batch?"""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, true
from sqlalchemy.orm import Session

from tandem.leading.status import queue
from tandem.leading.status.queue import (
    Batch,
    batch_of,
    covers,
    next_batch,
    number_stale,
    stale_pairs,
)
from tandem.models import Assignment, Pair, StalePair, StatusSweep
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve

TEAM, OTHER = 1, 2


@pytest.mark.parametrize(
    ("later", "earlier", "does"),
    [
        ((None, None), (None, None), True),
        ((None, None), (TEAM, TEAM), True),
        ((TEAM, None), (TEAM, None), True),
        ((TEAM, None), (OTHER, None), False),
        ((TEAM, None), (None, None), False),
        ((None, TEAM), (None, TEAM), True),
        ((None, TEAM), (None, OTHER), False),
        ((None, TEAM), (None, None), False),
        ((TEAM, None), (None, TEAM), False),
    ],
)
def test_a_later_sweep_covers_an_earlier_one_that_it_reaches_as_a_whole(
    later: tuple[int | None, int | None], earlier: tuple[int | None, int | None], does: bool
) -> None:
    sweeps = [StatusSweep(team_id=team, course_id=course) for team, course in (later, earlier)]

    assert covers(sweeps[0], sweeps[1]) is does


@pytest.mark.parametrize(
    ("batch", "is_empty"),
    [
        (Batch(), True),
        (Batch(pairs=(1,)), False),
        (Batch(stale_ids=(1,)), False),
        (Batch(sweeps_done=(1,)), False),
    ],
)
def test_a_batch_without_pairs_rows_and_sweeps_is_empty(batch: Batch, is_empty: bool) -> None:
    assert batch.is_empty is is_empty


def test_a_batch_moves_no_sweep_where_none_is_named() -> None:
    assert Batch((1,), (2,), (3,)) == Batch((1,), (2,), (3,), sweep_id=0, swept_to=0)


@pytest.fixture
def empty(session: Session, cast: Cast) -> Session:
    """Nothing waits."""
    session.execute(delete(StalePair))
    session.execute(delete(StatusSweep))
    return session


def test_a_pair_that_waits_twice_is_made_anew_once_and_both_rows_are_done(
    empty: Session, cast: Cast
) -> None:
    first, second = cast.other_pair.id, cast.pair.id
    rows = [StalePair(pair_id=pair_id) for pair_id in (first, second, first)]
    for row in rows:
        empty.add(row)
        empty.flush()

    batch = next_batch(empty)

    assert batch == Batch(pairs=(first, second), stale_ids=tuple(row.id for row in rows))


def test_rows_of_pairs_that_do_not_come_next_stay_in_the_queue(
    empty: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AT_MOST", 1)
    first, second = cast.other_pair.id, cast.pair.id
    rows = [StalePair(pair_id=pair_id) for pair_id in (first, second, first)]
    for row in rows:
        empty.add(row)
        empty.flush()

    assert next_batch(empty) == Batch(pairs=(first,), stale_ids=(rows[0].id, rows[2].id))


def test_what_happened_to_a_pair_comes_before_the_next_piece_of_a_sweep(
    empty: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AT_MOST", 1)
    low, high = sorted((cast.pair.id, cast.other_pair.id))
    waiting, sweep = StalePair(pair_id=high), StatusSweep()
    empty.add_all([waiting, sweep])
    empty.flush()

    batch = next_batch(empty)

    assert batch == Batch((high, low), (waiting.id,), sweep_id=sweep.id, swept_to=low)


def test_a_sweep_goes_on_behind_the_last_pair_and_ends_where_none_is_left(
    empty: Session, cast: Cast
) -> None:
    *_, before, last = sorted(empty.scalars(select(Pair.id)))
    sweep = StatusSweep(after_id=before)
    empty.add(sweep)
    empty.flush()

    assert next_batch(empty) == Batch(pairs=(last,), sweeps_done=(sweep.id,))


def test_a_sweep_of_a_team_reaches_its_pairs_alone(empty: Session, cast: Cast) -> None:
    empty.add(StatusSweep(team_id=cast.south.id))
    empty.flush()

    assert next_batch(empty).pairs == (cast.other_pair.id,)
    assert stale_pairs(empty, true(), limit=9) == [cast.other_pair.id]


def test_a_sweep_that_a_later_one_covers_is_done_without_its_pairs(
    empty: Session, cast: Cast
) -> None:
    first, second = StatusSweep(team_id=cast.south.id), StatusSweep()
    for sweep in (first, second):
        empty.add(sweep)
        empty.flush()

    assert next_batch(empty) == Batch(sweeps_done=(first.id,))


def test_pairs_that_are_asked_for_end_only_the_sweeps_that_reach_no_other(
    empty: Session, cast: Cast
) -> None:
    own, every = StatusSweep(team_id=cast.south.id), StatusSweep()
    waits, other = StalePair(pair_id=cast.other_pair.id), StalePair(pair_id=cast.pair.id)
    empty.add_all([own, every, waits, other])
    empty.flush()

    batch = batch_of([cast.other_pair.id])(empty)
    of_all = batch_of(empty.scalars(select(Pair.id)).all())(empty)

    assert batch == Batch((cast.other_pair.id,), (waits.id,), sweeps_done=(own.id,))
    assert sorted(of_all.sweeps_done) == sorted([own.id, every.id])


def given(session: Session, cast: Cast) -> dict[str, int]:
    """Three courses: one is given to Sam's pair alone, one to Otto's team, one was taken back."""
    names = ("own", "whole", "gone")
    courses = {name: serve(session, lesson(question("q")), course_slug=name).id for name in names}
    about = {"time_zone": "UTC", "at": NOW}
    session.add_all(
        [
            Assignment(
                team_id=cast.north.id, pair_id=cast.pair.id, course_id=courses["own"], **about
            ),
            Assignment(team_id=cast.south.id, course_id=courses["whole"], **about),
            Assignment(team_id=cast.south.id, course_id=courses["gone"], withdrawn_at=NOW, **about),
        ]
    )
    session.flush()
    session.execute(delete(StalePair))
    session.execute(delete(StatusSweep))
    return courses


@pytest.mark.parametrize(
    ("course", "reached"), [("own", ["pair"]), ("whole", ["other_pair"]), ("gone", [])]
)
def test_a_sweep_of_a_course_reaches_the_pairs_that_have_it_by_themselves_or_by_their_team(
    session: Session, cast: Cast, course: str, reached: list[str]
) -> None:
    session.add(StatusSweep(course_id=given(session, cast)[course]))
    session.flush()
    expected = [getattr(cast, name).id for name in reached]

    assert list(next_batch(session).pairs) == expected
    assert stale_pairs(session, true(), limit=99) == expected
    assert number_stale(session, true()) == len(expected)


def test_pairs_wait_that_something_happened_to_or_that_a_sweep_has_yet_to_reach(
    empty: Session, cast: Cast
) -> None:
    every = sorted(empty.scalars(select(Pair.id)))
    empty.add(StatusSweep(team_id=cast.north.id, after_id=every[0]))
    empty.add(StalePair(pair_id=cast.other_pair.id))
    empty.flush()
    of_north = set(empty.scalars(select(Pair.id).where(Pair.team_id == cast.north.id)))
    waiting = sorted((of_north - {every[0]}) | {cast.other_pair.id})

    assert stale_pairs(empty, true(), limit=99) == waiting
    assert stale_pairs(empty, true(), limit=2) == waiting[:2]
    assert number_stale(empty, true()) == len(waiting)
    assert number_stale(empty, Pair.team_id == cast.south.id) == 1
    assert stale_pairs(empty, Pair.team_id == cast.south.id, limit=9) == [cast.other_pair.id]


def test_where_nothing_waits_no_pair_is_stale(empty: Session, cast: Cast) -> None:
    assert not queue.is_any_stale(empty)
    assert (stale_pairs(empty, true(), limit=9), number_stale(empty, true())) == ([], 0)
    empty.add(StatusSweep())
    empty.flush()
    assert queue.is_any_stale(empty)
