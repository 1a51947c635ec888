"""What does a row of the board say of a pair, from its road alone?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.leading.board.roads import Stretch
from tandem.leading.status.queries import Need
from tandem.terms import Hint, PairState, Stall
from tests.leading.board.road_rows import SAM, SUE, pair, row

BOTH, REP, SUPPORT, NOBODY = "2/2=,2/2=", "2/2=,0/2", "1/2,2/2=", "0/2,0/2"


@pytest.mark.parametrize(
    ("halves", "place", "title"),
    [
        ([NOBODY, NOBODY], 0, "Module 1"),
        ([BOTH, REP, NOBODY], 1, "Module 2"),
        ([REP, BOTH], 0, "Module 1"),
        ([BOTH, BOTH], 2, None),
        ([], 0, None),
    ],
)
def test_a_pair_stands_at_its_first_module_that_is_not_done_by_both(
    halves: list[str], place: int, title: str | None
) -> None:
    shown = row(*halves)

    assert shown.road.place == place
    assert (shown.stands_at.title if shown.stands_at else None) == title


def test_a_road_shows_ribbons_where_it_stands_and_what_lies_ahead() -> None:
    shown = row(BOTH, BOTH, NOBODY, SUPPORT, BOTH, NOBODY, NOBODY)

    assert [(run.stretch, run.number) for run in shown.road.runs] == [
        (Stretch.DONE, 2),
        (Stretch.OPEN, 1),
        (Stretch.OPEN, 1),
        (Stretch.DONE, 1),
        (Stretch.AHEAD, 2),
    ]


def test_parts_that_are_drawn_alike_look_alike_in_whichever_pair() -> None:
    first, second = row(BOTH, BOTH, REP).road.runs
    others = [*row(BOTH, BOTH, SUPPORT).road.runs, *row(BOTH, REP).road.runs]

    assert [first.look == run.look for run in others] == [True, False, False, False]
    assert [second.look == run.look for run in others] == [False, False, False, True]


@pytest.mark.parametrize(
    ("halves", "late"),
    [
        ([REP, BOTH], (SUE,)),
        ([BOTH, SUPPORT], (SAM,)),
        ([REP, SUPPORT], (SAM, SUE)),
        ([BOTH, NOBODY], (SAM, SUE)),
    ],
)
def test_who_has_something_open_is_named_after_the_date_alone(
    halves: list[str], late: tuple[object, ...]
) -> None:
    shown = row(*halves, need=Need.PAST_DATE)

    assert (shown.is_overdue, shown.late) == (True, late)
    for need in set(Need) - {Need.PAST_DATE}:
        before = row(*halves, need=need)
        assert (before.is_overdue, before.late) == (False, ())


@pytest.mark.parametrize(
    ("halves", "changes", "hint"),
    [
        ([BOTH, REP], {}, Hint.OUT_OF_THEIR_WAY),
        ([REP, REP, REP], {}, Hint.TELL_EACH_OTHER),
        ([SUPPORT, SUPPORT, SUPPORT], {}, Hint.TELL_EACH_OTHER),
        ([SUPPORT, SUPPORT, REP], {}, Hint.OUT_OF_THEIR_WAY),
        ([BOTH, BOTH], {}, Hint.SAY_WHAT_CHANGED),
        ([BOTH, REP], {"need": Need.PAST_DATE}, Hint.NEW_DATE),
        ([BOTH, REP], {"stall": Stall.NO_MOVEMENT}, Hint.CLEAR_THE_WAY),
        ([BOTH, REP], {"is_hard": True, "need": Need.PAST_DATE}, Hint.SIT_DOWN),
        ([NOBODY], {"pair": pair(PairState.PROPOSED)}, Hint.INTRODUCE),
        ([BOTH, REP], {"pair": pair(PairState.PAUSED)}, None),
    ],
)
def test_the_hint_of_a_row_follows_from_its_road_and_its_state(
    halves: list[str], changes: dict[str, object], hint: Hint | None
) -> None:
    assert replace(row(*halves), **changes).hint is hint  # type: ignore[arg-type]


def test_a_row_is_known_by_its_pair_and_its_course() -> None:
    assert row(BOTH).id == (5, 3)
