"""What has one person done of a module, alone and in a pair, and is their half complete?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Lesson, PairStep, Section, SectionKind, StepKind
from tandem.content.minutes import Minutes
from tandem.progress.rules.halves import (
    FINISHED,
    NO_TRACE,
    Asks,
    HalfInPair,
    Parts,
    Trace,
    Traces,
    asks_of,
    half_in_pair,
    half_of,
    learned_by_both,
    parts_together,
)
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Step
from tests.cast import NOW
from tests.lessons import question

TALK = PairStep("talk", StepKind.TALKED, "Talk about it")
SEALED = PairStep("hope", StepKind.SEALED, "What do you hope for?", was="wish")

READING = Asks(frozenset({Step.READ}), ())
QUIZ = Asks(frozenset({Step.READ, Step.QUIZ}), ())
STEPS = Asks(frozenset({Step.READ}), (TALK, SEALED))
ALL = Asks(frozenset({Step.READ, Step.QUIZ}), (TALK, SEALED))

SECOND = Round(2, NOW + timedelta(days=365))


def day(number: int) -> datetime:
    """So many days after the first moment."""
    return NOW + timedelta(days=number)


def did(step: Step, number: int) -> Trace:
    """A step was done alone on this day."""
    return Trace(step, day(number))


def finished_on(number: int, *, edition: int = 1, set_by: str = "") -> Trace:
    """A completion was recorded on this day."""
    return Trace(FINISHED, day(number), edition, set_by)


def talked_on(number: int) -> Trace:
    """The two talked on this day."""
    return Trace(TALK.id, day(number))


def answered_on(number: int, name: str = SEALED.id) -> Trace:
    """The sealed question was answered on this day."""
    return Trace(name, day(number))


def half(
    asks: Asks, alone: Traces = NO_TRACE, in_pair: Traces = NO_TRACE, *, round: Round = FIRST
) -> HalfInPair:
    """One half of a module in a pair."""
    return half_in_pair(asks, alone, in_pair, round=round)


DONE_ALONE = (did(Step.READ, 1), did(Step.QUIZ, 2), finished_on(2))
BOTH_STEPS = (talked_on(3), answered_on(4))


@pytest.mark.parametrize(
    ("asks", "required"),
    [
        (READING, (Step.READ,)),
        (QUIZ, (Step.READ, Step.QUIZ)),
        (STEPS, (Step.READ, Step.TOGETHER)),
        (ALL, (Step.READ, Step.QUIZ, Step.TOGETHER)),
    ],
)
def test_a_half_asks_for_what_its_lesson_has(asks: Asks, required: tuple[Step, ...]) -> None:
    nothing_done = half(asks)

    assert nothing_done.required == required
    assert (nothing_done.is_done, nothing_done.next_step) == (False, Step.READ)
    assert (nothing_done.steps, nothing_done.set_by, nothing_done.done_before) == ({}, "", None)


@pytest.mark.parametrize(
    ("alone", "in_pair", "next_step"),
    [
        ((did(Step.READ, 1),), (), Step.QUIZ),
        ((did(Step.QUIZ, 1),), (), Step.READ),
        ((did(Step.READ, 1),), BOTH_STEPS, Step.QUIZ),
        (DONE_ALONE, (), Step.TOGETHER),
        (DONE_ALONE, (talked_on(3),), Step.TOGETHER),
        (DONE_ALONE, BOTH_STEPS, None),
    ],
)
def test_reading_comes_first_then_the_quiz_then_the_steps_for_two(
    alone: Traces, in_pair: Traces, next_step: Step | None
) -> None:
    found = half(ALL, alone, in_pair)

    assert (found.next_step, found.is_done) == (next_step, next_step is None)


@pytest.mark.parametrize(
    ("asks", "alone"),
    [(READING, (did(Step.READ, 2), finished_on(2))), (QUIZ, DONE_ALONE)],
    ids=["without a quiz", "with a quiz"],
)
def test_without_steps_for_two_a_half_is_complete_once_it_is_done_alone(
    asks: Asks, alone: Traces
) -> None:
    found = half(asks, alone)

    assert (found.finished_at, found.learned_at, found.next_step) == (day(2), day(2), None)
    assert (found.shared, found.next_shared) == ((0, 0), None)


@pytest.mark.parametrize(
    ("alone", "in_pair", "finished_at"),
    [
        (DONE_ALONE, BOTH_STEPS, day(4)),
        ((did(Step.READ, 1), did(Step.QUIZ, 9), finished_on(9)), BOTH_STEPS, day(9)),
    ],
    ids=["steps last", "quiz last"],
)
def test_a_half_is_complete_from_the_last_of_what_it_asks(
    alone: Traces, in_pair: Traces, finished_at: datetime
) -> None:
    found = half(ALL, alone, in_pair)

    assert (found.finished_at, found.learned_at) == (finished_at, finished_at)
    assert found.steps[Step.TOGETHER] == day(4)


def test_reading_and_quiz_count_in_each_pair_and_the_steps_for_two_in_theirs() -> None:
    with_sue, with_ona = half(ALL, DONE_ALONE, BOTH_STEPS), half(ALL, DONE_ALONE, (talked_on(3),))

    assert (with_sue.is_done, with_ona.is_done) == (True, False)
    assert with_sue.own == with_ona.own
    assert (with_ona.shared, with_ona.next_shared) == ((1, 2), SEALED)
    assert Step.TOGETHER not in with_ona.steps


def test_what_a_leader_sets_complete_counts_in_one_pair_only() -> None:
    set_complete = half(ALL, (), (finished_on(5, edition=3, set_by="Lee Moreau"),))

    assert (set_complete.finished_at, set_complete.learned_at) == (day(5), None)
    assert (set_complete.set_by, set_complete.finished_edition) == ("Lee Moreau", 3)
    assert (set_complete.next_step, set_complete.steps) == (None, {})
    assert not half(ALL).is_done


def test_who_does_it_after_all_has_learned_it_and_was_complete_since_it_was_set() -> None:
    in_pair = (finished_on(0, set_by="Lee Moreau"), *BOTH_STEPS)
    found = half(ALL, DONE_ALONE, in_pair)

    assert (found.finished_at, found.learned_at) == (day(0), day(4))
    assert found.set_by == "Lee Moreau"


def test_a_recorded_half_stays_complete_when_the_lesson_asks_for_more() -> None:
    found = half(ALL, (did(Step.READ, 1), finished_on(1)), (finished_on(3),))

    assert (found.finished_at, found.learned_at, found.next_step) == (day(3), day(3), None)
    assert found.shared == (0, 2)


def test_who_finished_alone_is_not_asked_for_a_quiz_that_came_later() -> None:
    found = half(ALL, (did(Step.READ, 1), finished_on(1)))

    assert (found.is_done, found.next_step) == (False, Step.TOGETHER)


def test_doing_everything_alone_is_not_complete_before_that_is_recorded() -> None:
    found = half(QUIZ, (did(Step.READ, 1), did(Step.QUIZ, 2)))

    assert (found.is_done, found.own.is_done, found.next_step) == (False, False, None)


def test_a_step_that_was_renamed_stays_done() -> None:
    found = half(STEPS, (did(Step.READ, 1), finished_on(1)), (talked_on(2), answered_on(3, "wish")))

    assert found.given == {"talk": day(2), "hope": day(3)}
    assert found.finished_at == day(3)


def test_a_step_that_the_lesson_has_no_more_is_not_counted() -> None:
    found = half(STEPS, (), (talked_on(2), answered_on(3, "gone")))

    assert (found.given, found.shared) == ({"talk": day(2)}, (1, 2))


@pytest.mark.parametrize("asks", [READING, QUIZ, STEPS, ALL])
def test_nothing_of_an_earlier_round_counts_for_this_one(asks: Asks) -> None:
    in_pair = (*BOTH_STEPS, finished_on(4, set_by="Lee Moreau"))
    found = half(asks, DONE_ALONE, in_pair, round=SECOND)

    assert (found.is_done, found.steps, found.given) == (False, {}, {})
    assert (found.set_by, found.finished_edition) == ("", 0)
    assert (found.next_step, found.done_before) == (Step.READ, day(4))
    assert found.was_ever_done


def test_with_steps_for_two_what_was_finished_alone_before_was_no_whole_half() -> None:
    assert half(QUIZ, DONE_ALONE, round=SECOND).done_before == day(2)
    assert half(ALL, DONE_ALONE, round=SECOND).done_before is None
    assert not half(ALL, DONE_ALONE, round=SECOND).was_ever_done


def test_what_is_done_at_the_moment_a_round_begins_counts_for_it() -> None:
    again = (did(Step.READ, 365), finished_on(365, edition=4))
    found = half(READING, (did(Step.READ, 1), finished_on(1), *again), round=SECOND)

    assert (found.finished_at, found.finished_edition) == (day(365), 4)
    assert found.done_before == day(1)


def test_the_first_time_in_a_round_counts_and_the_newest_edition() -> None:
    own = half_of((did(Step.READ, 7), did(Step.READ, 1), finished_on(8, edition=2), finished_on(1)))

    assert (own.steps, own.finished_at) == ({Step.READ: day(1)}, day(1))
    assert own.finished_edition == 2


def test_the_edition_is_that_which_was_finished_alone_before_the_one_recorded_in_the_pair() -> None:
    in_pair = (finished_on(4, edition=1),)

    assert half(STEPS, (finished_on(2, edition=3),), in_pair).finished_edition == 3
    assert half(STEPS, (), in_pair).finished_edition == 1


@given(
    alone=st.sets(st.sampled_from(DONE_ALONE)),
    in_pair=st.sets(st.sampled_from((*BOTH_STEPS, finished_on(5, set_by="Lee Moreau")))),
    more=st.sets(st.sampled_from((*DONE_ALONE, *BOTH_STEPS))),
)
def test_doing_more_never_opens_a_half_again(
    alone: set[Trace], in_pair: set[Trace], more: set[Trace]
) -> None:
    before = half(ALL, tuple(alone), tuple(in_pair))
    more_alone, more_in_pair = more & set(DONE_ALONE), more & set(BOTH_STEPS)
    after = half(ALL, tuple(alone | more_alone), tuple(in_pair | more_in_pair))

    assert after.is_done >= before.is_done


@pytest.mark.parametrize(
    ("alone", "in_pair", "minutes"),
    [
        ((), (), 27),
        ((did(Step.READ, 1),), (), 24),
        (DONE_ALONE, (), 21),
        (DONE_ALONE, (talked_on(3),), 1),
        (DONE_ALONE, BOTH_STEPS, 0),
        ((), (finished_on(5, set_by="Lee Moreau"),), 0),
    ],
)
def test_each_step_that_is_done_leaves_fewer_minutes(
    alone: Traces, in_pair: Traces, minutes: int
) -> None:
    takes = Minutes({Step.READ: 3.5, Step.QUIZ: 2.5}, {TALK.id: 20, SEALED.id: 1})
    asks = replace(ALL, minutes=takes)

    assert half(asks, alone, in_pair).minutes_left == minutes


def test_both_have_learned_it_from_the_later_of_the_two() -> None:
    early, late = half(QUIZ, DONE_ALONE), half(ALL, DONE_ALONE, BOTH_STEPS)
    set_complete = half(ALL, (), (finished_on(1, set_by="Lee Moreau"),))

    assert learned_by_both(early, late) == learned_by_both(late, early) == day(4)
    assert learned_by_both(early, set_complete) is None
    assert learned_by_both(set_complete, late) is None


def test_a_lesson_asks_of_each_seat_what_is_for_it() -> None:
    for_rep = PairStep("plan", StepKind.AGREEMENT, "Agree", roles=frozenset({Role.REP}))
    lesson = Lesson(
        "engine",
        "Engine",
        sections=(
            Section(SectionKind.QUIZ, "Quiz", 1, questions=(question("q1"),),
                    roles=frozenset({Role.SUPPORT})),
            Section(SectionKind.TOGETHER, "Together", 1, steps=(TALK, for_rep)),
        ),
    )  # fmt: skip

    assert asks_of(lesson, Role.REP) == Asks(frozenset({Step.READ}), (TALK, for_rep))
    assert asks_of(lesson, Role.SUPPORT) == Asks(frozenset({Step.READ, Step.QUIZ}), (TALK,))


@pytest.mark.parametrize("role", [Role.LEADER, Role.TRAINER])
def test_who_reads_without_a_seat_has_no_steps_for_two(role: Role) -> None:
    together = Section(SectionKind.TOGETHER, "Together", 1, steps=(TALK,))
    lesson = Lesson("engine", "Engine", sections=(together,))

    assert asks_of(lesson, role) == READING


@pytest.mark.parametrize(
    ("asks", "alone", "in_pair", "parts"),
    [
        (ALL, (), (), Parts(0, 4)),
        (ALL, (did(Step.READ, 1),), (), Parts(1, 4)),
        (ALL, (did(Step.READ, 1),), (talked_on(3),), Parts(2, 4)),
        (ALL, DONE_ALONE, (talked_on(3),), Parts(3, 4)),
        (ALL, DONE_ALONE, BOTH_STEPS, Parts(4, 4)),
        (READING, (did(Step.QUIZ, 1),), (), Parts(0, 1)),
        (ALL, (), (finished_on(5, set_by="Lee"),), Parts(4, 4)),
    ],
)
def test_a_half_is_filled_by_each_step_that_is_asked_and_done(
    asks: Asks, alone: Traces, in_pair: Traces, parts: Parts
) -> None:
    assert half(asks, alone, in_pair).parts == parts


def test_a_step_that_is_asked_no_more_has_begun_a_half_and_fills_nothing() -> None:
    read_before = half(READING, (did(Step.QUIZ, 1),))

    assert (read_before.has_begun, half(READING).has_begun) == (True, False)
    assert read_before.parts.level == half(READING).parts.level == 44


def test_the_picture_is_filled_from_below() -> None:
    assert [Parts(done, 4).level for done in range(5)] == [44, 34, 24, 14, 4]


def test_how_far_several_halves_are_is_the_sum_of_all_their_steps() -> None:
    halves = [half(ALL, DONE_ALONE, (talked_on(3),)), half(READING), half(QUIZ, DONE_ALONE)]

    assert parts_together(halves) == Parts(5, 7)
    assert parts_together([]) == Parts(0, 0)
    assert Parts(0, 0).level == 44


@pytest.mark.parametrize(("in_pair", "two"), [((), 21), ((talked_on(3),), 1), (BOTH_STEPS, 0)])
def test_each_step_takes_whole_minutes_and_those_for_two_what_is_left(
    in_pair: Traces, two: int
) -> None:
    takes = Minutes({Step.READ: 3.2, Step.QUIZ: 2.0000004}, {TALK.id: 20, SEALED.id: 1})
    found = half(replace(ALL, minutes=takes), (), in_pair)

    assert [found.minutes_of(step) for step in (Step.READ, Step.QUIZ, Step.PRACTICE)] == [4, 2, 0]
    assert found.minutes_of(Step.TOGETHER) == two


def test_of_several_traces_in_a_pair_the_first_of_the_round_counts() -> None:
    found = half(ALL, DONE_ALONE, (talked_on(9), talked_on(3), answered_on(4), answered_on(400)))

    assert found.given == {"talk": day(3), "hope": day(4)}
    assert half(ALL, (), (answered_on(1), answered_on(400)), round=SECOND).given == {
        "hope": day(400)
    }


def test_when_it_was_completed_before_is_told_by_the_last_of_earlier_rounds() -> None:
    alone = (finished_on(9), finished_on(2), did(Step.READ, 20))

    assert half_of(alone, round=SECOND).done_before == day(9)
    assert half_of(alone).done_before is None


def test_the_next_step_for_two_is_the_first_in_the_lesson_that_is_not_done() -> None:
    nexts = [half(ALL, (), done).next_shared for done in ((), (talked_on(1),), (answered_on(1),))]

    assert nexts == [TALK, SEALED, TALK]


@pytest.mark.parametrize(
    ("alone", "in_pair", "begun"),
    [
        ((), (), False),
        ((did(Step.READ, 1),), (), True),
        ((), (talked_on(1),), True),
        ((), (finished_on(1, set_by="Lee"),), True),
    ],
)
def test_a_half_has_begun_with_anything_that_was_recorded(
    alone: Traces, in_pair: Traces, begun: bool
) -> None:
    assert half(ALL, alone, in_pair).has_begun is begun


def test_the_height_of_a_picture_is_told_to_a_tenth() -> None:
    assert [Parts(1, 3).level, Parts(2, 3).level, Parts(1, 7).level] == [30.7, 17.3, 38.3]
