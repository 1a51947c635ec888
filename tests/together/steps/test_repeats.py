"""When is a scale filled in again, and which time is it?"""

from __future__ import annotations

from datetime import datetime, timedelta

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.rules.rounds import FIRST, Round
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


def test_times_are_counted_anew_in_each_round() -> None:
    before = [record(1, 1), record(2, 1), record(1, 2, NOW + MONTH), record(9, 3, step="other")]
    round = Round(2, NOW + 2 * MONTH)
    now = [record(1, 3, NOW + 2 * MONTH), record(9, 4, NOW + 3 * MONTH, "other")]

    present, past = repeats.in_round([*before, *now], round)

    assert [(one.step, one.number) for one in present] == [("often", 1), ("other", 1)]
    assert past == tuple(before)


def test_in_the_first_round_everything_counts_as_it_is() -> None:
    kept = [record(1, 1), record(1, 2)]

    assert repeats.in_round(kept, FIRST) == (tuple(kept), ())


def test_how_often_a_step_was_given_is_told_by_its_newest_time() -> None:
    past = [record(1, 2), record(2, 1), record(1, 5, step="other")]

    assert [repeats.times_of(past, step) for step in ("often", "other", "none")] == [2, 5, 0]


def test_the_newest_time_is_that_of_the_step_under_either_name_and_the_first_by_itself() -> None:
    found = [record(1, 1), record(2, 2, step="seldom"), record(1, 7, step="other")]

    assert repeats.newest_time(SCALE, found) == 2
    assert repeats.newest_time(SCALE, []) == 1


def test_only_the_newest_time_tells_from_when_on_the_next_one_is() -> None:
    first = [record(1, 1), record(2, 1)]
    begun = [*first, record(1, 2, NOW + MONTH)]
    both = [*begun, record(2, 2, NOW + 2 * MONTH)]

    assert repeats.again_from(SCALE, begun) is None
    assert repeats.again_from(SCALE, both) == NOW + 3 * MONTH


def test_the_same_answer_twice_is_not_both() -> None:
    assert repeats.again_from(SCALE, [record(1, 1), record(1, 1)]) is None


def test_nobody_waits_in_another_step() -> None:
    found = [record(1, 1), record(2, 1), record(1, 2, step="other")]

    assert not repeats.waits_for(SCALE, found, person_id=2)
    assert repeats.waits_for(SCALE, [*found, record(1, 2, step="seldom")], person_id=2)


def test_the_first_time_may_be_given_at_once_and_the_next_one_when_it_is_due() -> None:
    found = [record(1, 1), record(2, 1)]

    assert repeats.may_give(SCALE, [], number=1, now=NOW)
    assert not repeats.may_give(SCALE, [], number=2, now=NOW)
    assert repeats.may_give(SCALE, found, number=2, now=NOW + MONTH)
    assert not repeats.may_give(SCALE, found, number=2, now=NOW + MONTH - timedelta(seconds=1))
    assert not repeats.may_give(SCALE, found, number=3, now=NOW + MONTH)


def test_what_was_given_in_another_step_makes_no_second_answer() -> None:
    found = [record(1, 1), record(2, 1, NOW + timedelta(days=9), step="other")]

    assert repeats.again_from(SCALE, found) is None
    both = [*found, record(2, 1)]
    assert repeats.again_from(SCALE, both) == NOW + MONTH
