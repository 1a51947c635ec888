"""When is a scale filled in again, and which time is it?"""

from __future__ import annotations

from datetime import datetime, timedelta

from tandem.content.lesson import PairStep, StepKind
from tandem.terms import Promise
from tandem.together.steps import repeats
from tandem.together.steps.visibility import Record
from tests.cast import NOW

SCALE = PairStep("often", StepKind.SCALE, "How often?", was="seldom")
MONTH = timedelta(days=30)


def record(person_id: int, number: int, at: datetime = NOW, step: str = "often") -> Record:
    """A time that somebody filled in the scale."""
    return Record(
        person_id, person_id, step, StepKind.SCALE, Promise.APART_AND_MEANS, at, number=number
    )


def test_a_scale_waits_for_both_before_it_can_be_filled_in_again() -> None:
    assert repeats.again_from(SCALE, [record(1, 1)]) is None
    assert not repeats.may_give(SCALE, [record(1, 1)], number=2, now=NOW + 2 * MONTH)


def test_a_month_counts_from_the_second_of_the_two_answers() -> None:
    found = [record(1, 1), record(2, 1, NOW + timedelta(days=3))]

    due = NOW + timedelta(days=33)
    assert repeats.again_from(SCALE, found) == due
    assert not repeats.may_begin(SCALE, found, now=due - timedelta(seconds=1))
    assert repeats.may_begin(SCALE, found, now=due)


def test_no_time_is_left_out_and_none_is_given_later() -> None:
    found = [record(1, 1), record(2, 1), record(1, 2, NOW + MONTH)]
    now = NOW + 3 * MONTH

    assert [n for n in range(5) if repeats.may_give(SCALE, found, number=n, now=now)] == [2]


def test_a_time_under_the_earlier_name_counts() -> None:
    found = [record(1, 1, step="seldom"), record(2, 1, step="often")]

    assert repeats.may_begin(SCALE, found, now=NOW + MONTH)


def test_only_a_scale_is_filled_in_again() -> None:
    sealed = PairStep("often", StepKind.SEALED, "What?")

    assert repeats.again_from(sealed, [record(1, 1), record(2, 1)]) is None


def test_a_partner_who_has_begun_again_waits_for_the_other() -> None:
    found = [record(1, 1), record(2, 1), record(1, 2)]

    assert repeats.waits_for(SCALE, found, person_id=2)
    assert not repeats.waits_for(SCALE, found, person_id=1)
    assert not repeats.waits_for(SCALE, found[:1], person_id=2)
