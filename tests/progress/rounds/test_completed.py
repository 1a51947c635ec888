"""Which rounds are completed now? Plain values only, where no row has to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tandem.progress.rounds import rounds_to_record, row_of
from tandem.progress.rules.rounds import Round
from tandem.terms import PairState, Step
from tests.cast import NOW
from tests.plain_courses import DONE, OPEN, half, pair, pair_course

NO_SESSION: Any = None
PROPOSED = pair(state=PairState.PROPOSED)


def test_nothing_is_recorded_of_what_is_open_or_of_a_pair_that_is_only_proposed() -> None:
    courses = [pair_course((DONE, OPEN)), pair_course((DONE, DONE), of=PROPOSED)]

    assert rounds_to_record(NO_SESSION, courses) == []


def test_a_round_is_recorded_with_its_beginning_and_its_last_moment() -> None:
    late = half(Step.READ, finished=9)
    course = replace(pair_course((DONE, late), of=pair(7)), round=Round(2, NOW))

    assert row_of(course) == {
        "pair_id": 7, "course_id": 5, "number": 2, "began_at": NOW,
        "finished_at": NOW + timedelta(days=9),
    }  # fmt: skip
