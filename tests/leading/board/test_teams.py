"""How is a team drawn in one line, where a leader has many?"""

from __future__ import annotations

from tandem.leading.board.queries import TeamName, TeamSummary
from tandem.leading.status.counting import Tally
from tandem.terms import Together

NORTH = TeamName(1, "North")


def test_each_state_is_a_part_of_the_bar_as_wide_as_it_is_many() -> None:
    tally = Tally({Together.NOBODY_YET: 1, Together.WAITING_FOR_REP: 0, Together.BOTH_DONE: 3})

    assert TeamSummary(NORTH, 4, tally).stripes == (
        (Together.NOBODY_YET, 0.0, 50.0),
        (Together.WAITING_FOR_REP, 50.0, 0.0),
        (Together.BOTH_DONE, 50.0, 150.0),
    )


def test_the_bar_of_a_team_without_pairs_is_empty() -> None:
    assert TeamSummary(NORTH, 0, Tally({Together.WAITING_FOR_REP: 0})).stripes == (
        (Together.WAITING_FOR_REP, 0.0, 0.0),
    )
