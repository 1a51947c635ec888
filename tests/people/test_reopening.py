"""What is said of the pairs of somebody whose account is open again?"""

from __future__ import annotations

import pytest
from flask import Flask

from tandem.people.leaving import Reopened
from tandem.people.reopening import words_of
from tests.cast import Cast

CHANGED = "because something has changed since."


@pytest.mark.parametrize(
    ("ended", "going_on", "words"),
    [
        (0, 0, ""),
        (1, 1, " Its pair goes on."),
        (2, 2, " All 2 pairs go on."),
        (1, 0, f" Its pair stays ended, {CHANGED}"),
        (2, 0, f" All 2 pairs stay ended, {CHANGED}"),
        (3, 1, " 1 of 3 pairs go on; the rest stay ended, for something has changed."),
    ],
)
def test_an_account_that_is_open_again_is_said_with_what_became_of_its_pairs(
    app: Flask, cast: Cast, ended: int, going_on: int, words: str
) -> None:
    with app.test_request_context():
        said = words_of(Reopened(cast.sam, [], ended, going_on))

    assert said == f"Undone: the account of Sam Adeyemi is open.{words}"
