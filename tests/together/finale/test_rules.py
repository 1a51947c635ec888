"""Which sentences stand on the page that the two keep? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.library.served import ServedCourse, ServedModule
from tandem.progress.rules.rounds import Round
from tandem.terms import Promise
from tandem.together.finale.queries import Words, ends_of, in_order
from tandem.together.finale.rules import Exchange, StoryEnd, by_step, good_end, stands_there
from tandem.together.scene_for_two.rules import SharedWay
from tandem.together.steps.visibility import Record
from tests.cast import NOW
from tests.together.scene_for_two.scene_helpers import HARBOUR, with_scene

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


WITH_SCENE = with_scene()
GOOD, POOR = ("0", "1", "0"), ("1",)


def way(id: int, path: tuple[str, ...], *, days: int = 0, revision: int = 1) -> SharedWay:
    """A way that the two took."""
    return SharedWay(id, "harbour", id, revision, path, None, NOW + timedelta(days=days))


@pytest.mark.parametrize(
    ("ways", "ends"),
    [
        ([way(1, GOOD), way(2, POOR)], ["AT-GOOD"]),
        ([way(1, GOOD), way(2, GOOD)], ["AT-GOOD"]),
        ([way(1, GOOD, days=-1)], []),
        ([way(1, GOOD, revision=9)], []),
        ([replace(way(1, GOOD), step="gone")], []),
        ([way(1, POOR)], []),
        ([], []),
    ],
)
def test_a_scene_keeps_one_good_ending_of_its_round_in_a_text_that_is_there(
    ways: list[SharedWay], ends: list[str]
) -> None:
    found = ends_of(ways, {1: WITH_SCENE}, round=Round(2, NOW))

    assert [end.text for end in found] == ends


def test_modules_stand_as_the_course_goes_and_withdrawn_ones_last() -> None:
    modules = tuple(ServedModule(number, f"m{number}", 1, WITH_SCENE) for number in (7, 3, 5))
    course = ServedCourse(1, "teaming", "Teaming", "", "", frozenset(), modules)

    assert in_order(course, {9, 5, 7, 8}) == [
        (7, modules[0]), (5, modules[2]), (8, None), (9, None),
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["opened", "handed", "thanks", "endings", "agreements", "goal"])
def test_anything_that_both_read_is_shared_and_ones_own_plans_are_not(field: str) -> None:
    words: dict[str, Any] = {field: ("something",)}

    assert Words(**words).has_shared
    assert not Words(plans=(Exchange("Plan", "en", ()),)).has_shared
