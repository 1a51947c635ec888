"""Which items of a pulse is somebody still to place? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tandem.content.lesson import Item, Pulse
from tandem.learning.pulse.queries import asked_pulse, finished_in
from tandem.progress.rules.rounds import Round
from tandem.terms import PulseTime, Step
from tests.cast import NOW
from tests.plain_courses import COURSE, DONE, OPEN, half, shared

ITEMS = Item("a", "Ask"), Item("b", "Say")
ASKING = replace(COURSE, pulse=Pulse("How?", items=ITEMS))
START, END = PulseTime.START, PulseTime.END
SECOND = Round(2, NOW)


def test_a_module_is_finished_in_whichever_pair_first() -> None:
    late = half(Step.READ, finished=9)
    pairs = [shared(1, (late, OPEN), (OPEN, DONE)), shared(2, (DONE, OPEN), (OPEN, OPEN))]

    assert finished_in(pairs) == [NOW, None]
    assert finished_in(pairs[:1]) == [NOW + timedelta(days=9), None]


def test_what_was_placed_in_this_round_at_this_time_is_not_asked_again() -> None:
    pair = shared(7, (OPEN, OPEN), course=ASKING)
    placed = {(5, 1, START, "a"), (5, 2, START, "b"), (6, 1, START, "b"), (5, 1, END, "b")}

    asked = asked_pulse([pair], START, placed)

    assert ([item.key for item in asked.items], asked.round, asked.pair_id) == (["b"], 1, 7)
    assert (asked.item("b"), asked.item("a")) == (ITEMS[1], None)


def test_of_several_pairs_the_latest_round_counts_and_of_one_round_the_first_pair() -> None:
    pairs = [
        shared(9, (OPEN, OPEN), course=ASKING, round=SECOND),
        shared(8, (OPEN, OPEN), course=ASKING, round=SECOND),
        shared(7, (OPEN, OPEN), course=ASKING),
    ]

    asked = asked_pulse(pairs, END, set())

    assert (asked.round, asked.pair_id, asked.asked) == (2, 8, END)
