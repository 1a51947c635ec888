"""Which text of a step do the two go by, and what was begun elsewhere? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tandem.content.lesson import PairStep, StepKind
from tandem.library.served import ServedModule
from tandem.terms import Promise
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.begun import as_begun, revision_begun, step_in
from tandem.together.steps.drafts import begun_elsewhere
from tandem.together.steps.known import BegunStep, DraftShown
from tandem.together.steps.visibility import Record
from tests.cast import NOW
from tests.together.steps.step_helpers import CHOICE, HANDOVER, SEALED, for_two


def record(id: int, step: str, revision_id: int) -> Record:
    """Something that was given with a text."""
    return Record(
        id, 1, step, StepKind.CHOICE, Promise.BOTH, NOW, number=1, revision_id=revision_id
    )  # fmt: skip


@pytest.mark.parametrize("step", [CHOICE, HANDOVER])
def test_the_text_of_the_first_of_the_two_counts(step: PairStep) -> None:
    renamed = replace(step, was="old")
    records = [record(5, step.id, 50), record(3, "old", 30), record(1, "other", 10)]

    assert revision_begun(renamed, records) == 30
    assert revision_begun(renamed, records[2:]) is None


def test_where_no_text_hangs_on_an_answer_it_is_no_matter() -> None:
    assert revision_begun(SEALED, [record(1, "saved", 10)]) is None


def test_a_step_is_found_in_another_text_by_its_own_name_before_the_others() -> None:
    now = replace(CHOICE, id="now", was="before")
    before, same = replace(CHOICE, id="before"), replace(CHOICE, id="now")
    later = replace(CHOICE, id="later", was="now")

    assert step_in(for_two(before, same), now) == same
    assert step_in(for_two(before), now) == before
    assert step_in(for_two(later), now) == later
    assert step_in(for_two(replace(CHOICE, id="other")), now) is None


def test_a_step_of_another_kind_is_another_step() -> None:
    assert step_in(for_two(replace(SEALED, id="ward")), CHOICE) is None


def draft(text: str, *beside: StepAnswer) -> DraftShown:
    """Something begun, with what other tabs had."""
    return DraftShown(StepAnswer(text), 1, "tab", NOW, beside)


def test_what_was_begun_in_steps_that_are_not_asked_anymore_is_not_lost() -> None:
    kept = {
        "saved": draft("asked"),
        "was": draft("asked as well"),
        "gone": draft("gone", StepAnswer("beside"), StepAnswer(values={"all": 3})),
        "empty": draft("", StepAnswer(lines=("a line",))),
    }

    found = begun_elsewhere(kept, [replace(SEALED, was="was")])

    assert [answer.text or answer.lines for answer in found] == ["gone", "beside", ("a line",)]


MODULE = ServedModule(1, "engine", 70, for_two(CHOICE))
NO_SESSION: Any = None


@pytest.mark.parametrize(
    ("step", "records", "shown"),
    [
        (SEALED, [], 9),
        (CHOICE, [], None),
        (CHOICE, [], 70),
        (CHOICE, [record(1, "ward", 70)], 9),
    ],
)
def test_what_is_served_now_counts_unless_the_two_began_or_saw_another_text(
    step: PairStep, records: list[Record], shown: int | None
) -> None:
    assert as_begun(NO_SESSION, MODULE, step, records, shown=shown) == BegunStep(step, 70, "en")
