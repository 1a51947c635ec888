"""What did the two choose, and what came of it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.terms import Role
from tandem.together.steps.two_choices import choice_table, items_of, made_choices
from tests.together.steps.step_helpers import CHOICE


def test_a_row_is_an_option_of_the_rep_and_a_column_one_of_supports() -> None:
    table = choice_table(CHOICE)

    assert [column.key for column in table.columns] == ["s1", "s2"]
    assert [(row.option.key, [cell.text for cell in row.cells]) for row in table.rows] == [
        ("r1", ["CELL-ONEONE", "CELL-ONETWO"]),
        ("r2", ["CELL-TWOONE", "CELL-TWOTWO"]),
    ]
    assert table.title == "CELL-TITLE"


def test_the_cell_that_the_two_have_chosen_is_theirs() -> None:
    tables = [choice_table(CHOICE, theirs) for theirs in (("r1", "s2"), None)]

    marked = [[cell.is_theirs for row in table.rows for cell in row.cells] for table in tables]
    assert marked == [[False, True, False, False], [False] * 4]


def test_what_came_of_it_stands_with_both_choices() -> None:
    made = made_choices(CHOICE, rep="r2", support="s1")

    assert made is not None
    assert (made.outcome, made.chosen[Role.REP].key, made.chosen[Role.SUPPORT].key) == (
        "CELL-TWOONE", "r2", "s1",
    )  # fmt: skip
    assert made.table == choice_table(CHOICE, ("r2", "s1"))


@pytest.mark.parametrize(("rep", "support"), [("s1", "r2"), ("r1", "gone"), ("", "")])
def test_nothing_came_of_what_the_step_does_not_have(rep: str, support: str) -> None:
    assert made_choices(CHOICE, rep=rep, support=support) is None


def test_a_case_without_words_is_an_empty_cell() -> None:
    table = choice_table(replace(CHOICE, outcomes=CHOICE.outcomes[1:]))

    assert [cell.text for cell in table.rows[0].cells] == ["", "CELL-ONETWO"]


def test_a_seat_that_the_step_does_not_have_chooses_nothing() -> None:
    assert items_of(replace(CHOICE, seats=CHOICE.seats[:1]), Role.SUPPORT) == ()
