"""Does a file say of each half what the page says, though many were done on one day?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Flask

from tandem.leading.board.report import FileWords
from tandem.progress.rules.halves import FINISHED, Asks, Trace, half_in_pair
from tandem.progress.rules.rounds import FIRST
from tandem.progress.words import half_words
from tandem.terms import Step
from tests.cast import NOW

DONE = half_in_pair(
    Asks(frozenset({Step.READ}), ()), (Trace(FINISHED, NOW, edition=1),), (), round=FIRST
)
SAME_DAY = [
    DONE,
    replace(DONE, done_before=NOW - timedelta(days=400)),
    replace(DONE, set_by="Lee Moreau"),
    replace(DONE, finished_at=NOW + timedelta(hours=1)),
    replace(DONE, finished_at=NOW + timedelta(days=1)),
    replace(DONE, finished_at=None),
]


def test_halves_of_one_day_are_told_apart_by_what_else_is_said_of_them(app: Flask) -> None:
    for halves in (SAME_DAY, SAME_DAY[::-1]):
        with app.test_request_context():
            said = FileWords()
            in_file = [said.half(half, said.finished_on(half)) for half in halves]

            assert in_file == [half_words(half) for half in halves]
            assert len(set(in_file)) == 5
