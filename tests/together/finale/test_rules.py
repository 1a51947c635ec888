"""Which sentences stand on the page that the two keep? Plain values only."""

from __future__ import annotations

import pytest

from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.terms import Promise
from tandem.together.finale.rules import StoryEnd, by_step, good_end, stands_there
from tandem.together.scene_for_two.rules import SharedWay
from tandem.together.steps.visibility import Record
from tests.cast import NOW
from tests.together.scene_for_two.scene_helpers import HARBOUR

AUTHOR, OTHER = 1, 2


def record(
    kind: StepKind,
    promise: Promise,
    *,
    shown: str = "",
    number: int = 1,
    step: str = "a",
    id: int = 1,
) -> Record:
    """Something that the author gave."""
    return Record(id, AUTHOR, step, kind, promise, NOW, shown, number=number)


@pytest.mark.parametrize(
    ("one", "for_author", "for_other"),
    [
        (record(StepKind.SEALED, Promise.BOTH), False, False),
        (record(StepKind.SEALED, Promise.BOTH, shown="early"), True, True),
        (record(StepKind.THANKS, Promise.PAIR), True, True),
        (record(StepKind.THANKS, Promise.BOTH), False, False),
        (record(StepKind.HANDOVER, Promise.PAIR), True, True),
        (record(StepKind.HANDOVER, Promise.PAIR, number=2), False, False),
        (record(StepKind.HANDOVER, Promise.BOTH), False, False),
        (record(StepKind.PLAN, Promise.OWN), True, False),
        (record(StepKind.REFLECTION, Promise.PAIR), False, False),
        (record(StepKind.SCALE, Promise.APART, shown="both"), False, False),
    ],
)
def test_what_both_may_read_stands_there_and_ones_own_plan(
    one: Record, for_author: bool, for_other: bool
) -> None:
    assert stands_there(one, reader_id=AUTHOR) is for_author
    assert stands_there(one, reader_id=OTHER) is for_other


def test_what_was_given_stands_by_step_in_the_order_of_the_lesson_and_what_is_gone_last() -> None:
    steps = (
        PairStep("b", StepKind.SEALED, "First", was="old"),
        PairStep("a", StepKind.THANKS, "Second"),
    )
    names = ("gone", "a", "old", "b", "earlier gone", "gone")
    records = [
        record(StepKind.SEALED, Promise.BOTH, step=name, id=id)
        for id, name in enumerate(names, start=1)
    ]

    found = [(title, [one.id for one in kept]) for title, kept in by_step(steps, records)]

    assert found == [("First", [3, 4]), ("Second", [2]), ("", [5]), ("", [1, 6])]


@pytest.mark.parametrize(
    ("path", "text"),
    [(("0", "1", "0"), "AT-GOOD"), (("1",), None), (("0",), None), ((), None)],
)
def test_only_a_good_end_is_kept(path: tuple[str, ...], text: str | None) -> None:
    way = SharedWay(1, "harbour", 1, 1, path, None, NOW)
    found = good_end(Lesson("m", "M", language="de"), HARBOUR, way)

    assert found == (StoryEnd("The harbour", "de", "", text) if text else None)
