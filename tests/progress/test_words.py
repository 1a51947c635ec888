"""How is it said what is done in a half that is not complete?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.assigned import Seat
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.words import open_words, partner_words
from tandem.terms import Role, Step
from tests.cast import NOW
from tests.plain_courses import OPEN, half, seat

TWO = (PairStep("talk", StepKind.TALKED, "Talk"), PairStep("walk", StepKind.TALKED, "Walk"))


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (OPEN, "Open"),
        (half(Step.READ, asked=TWO), "Read on 2 Mar 2026"),
        (half(Step.READ, asked=TWO, talk=NOW), "Read on 2 Mar 2026, Together 1 of 2"),
        (half(asked=TWO, talk=NOW), "Together 1 of 2"),
        (half(asked=TWO, talk=NOW, walk=NOW), "Together on 2 Mar 2026"),
    ],
)
def test_a_half_that_is_open_says_what_is_done_of_it(
    app: Flask, own: HalfInPair, said: str
) -> None:
    with app.test_request_context():
        assert open_words(own) == said


OWN = seat(1)


@pytest.mark.parametrize(
    ("beside", "name", "said"),
    [
        ([OWN], "", "Sue of 1"),
        ([OWN, seat(2, role=Role.SUPPORT)], "", "Sue of 1 (you: Rep)"),
        ([OWN, seat(2, role=Role.SUPPORT)], "Sue", "Sue (you: Rep)"),
        ([OWN, seat(2)], "", "Sue of 1"),
        ([OWN, replace(seat(2, role=Role.SUPPORT), partner_id=9)], "Sue", "Sue"),
    ],
)
def test_a_partner_in_both_seats_is_named_with_ones_own_role(
    app: Flask, beside: list[Seat], name: str, said: str
) -> None:
    with app.test_request_context():
        assert partner_words(OWN, beside, name) == said
