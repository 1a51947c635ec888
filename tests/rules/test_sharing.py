"""Who may read what is given in a step of the pair, and when?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import PairStep, StepKind
from tandem.rules.sharing import promise_of
from tandem.terms import Promise


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (StepKind.REFLECTION, Promise.OWN),
        (StepKind.GUESS, Promise.OWN),
        (StepKind.SEALED, Promise.BOTH),
        (StepKind.SCALE, Promise.APART),
        (StepKind.AGREEMENT, Promise.PAIR),
        (StepKind.THANKS, Promise.PAIR),
        (StepKind.TALKED, Promise.PAIR),
    ],
)
def test_each_kind_of_step_says_who_will_read_it(kind: StepKind, promise: Promise) -> None:
    assert promise_of(PairStep("a", kind, "A")) is promise


def test_a_shared_reflection_is_read_by_the_partner() -> None:
    assert promise_of(PairStep("a", StepKind.REFLECTION, "A", shared=True)) is Promise.PAIR
