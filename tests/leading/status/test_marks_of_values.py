"""Whose status is stale after many rows are written at once?"""

from __future__ import annotations

import pytest

from tandem.leading.status.marks import EVERYBODY, Mark, mark_of_values, marks_of_insert
from tandem.models import (
    Assignment,
    Attempt,
    Base,
    Completion,
    Pair,
    PairStepDone,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
)


@pytest.mark.parametrize(
    ("table", "values", "mark"),
    [
        (Completion, {"person_id": 4, "module_id": 9}, ("person", 4)),
        (PairStepDone, {"person_id": 4, "pair_id": 7}, ("pair", 7)),
        (RecordedAnswer, {"person_id": 4, "pair_id": 7}, ("pair", 7)),
        (RecordedAnswerShown, {"step_answer_id": 3}, ("answer", 3)),
        (Assignment, {"team_id": 2, "pair_id": None}, ("team", 2)),
        (Assignment, {"team_id": 2, "pair_id": 7, "person_id": 4}, ("pair", 7)),
        (Pair, {"team_id": 2, "rep_id": 4}, ("team", 2)),
        (Attempt, {"module_id": 9}, EVERYBODY),
        (Attempt, None, EVERYBODY),
    ],
)
def test_a_new_row_is_of_the_nearest_that_it_names(
    table: type[Base], values: dict[str, int | None] | None, mark: Mark
) -> None:
    assert mark_of_values(table, values) == mark


def test_new_people_have_no_status_yet() -> None:
    assert list(marks_of_insert(Person, [{"id": 4}])) == []


def test_one_row_is_marked_as_a_list_of_one() -> None:
    assert set(marks_of_insert(Completion, {"person_id": 4})) == {("person", 4)}


@pytest.mark.parametrize(("number", "is_everybody"), [(500, False), (501, True)])
def test_rows_of_more_than_five_hundred_are_rows_of_everybody(
    number: int, is_everybody: bool
) -> None:
    rows = [{"person_id": at} for at in range(1, number + 1)]

    marks = set(marks_of_insert(Completion, rows))

    assert marks == (
        {EVERYBODY} if is_everybody else {("person", at) for at, _ in enumerate(rows, 1)}
    )


def test_many_rows_of_one_person_are_marked_once() -> None:
    assert set(marks_of_insert(Completion, [{"person_id": 4}] * 600)) == {("person", 4)}
