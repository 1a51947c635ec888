"""What is said of a pair on the board, in how many words and about whom?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from tandem.leading.board.words import (
    HINTS,
    REASONS,
    hint_words,
    late_words,
    open_words,
    reason_words,
    round_words,
    stale_words,
    stall_words,
    still_words,
    way_words,
)
from tandem.leading.status.queries import Need
from tandem.people.pairs.queries import Partner
from tandem.progress.rules.rounds import Round
from tandem.terms import Hint, PairState, Stall, Step
from tests.leading.board.road_rows import SAM, SUE, pair, row

BOTH, REP = "2/2=,2/2=", "2/2=,0/2"
# The next day in Berlin.
LATE = datetime(2026, 4, 1, 22, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    """Somebody reads English."""
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.mark.parametrize(
    ("stall", "one", "two"),
    [
        (Stall.NO_FIRST_STEP, "no first step for 1 day", "no first step for 2 days"),
        (Stall.NO_MOVEMENT, "no movement for 1 day", "no movement for 2 days"),
        (Stall.SEALED_WAITS, "sealed answer waits for 1 day", "sealed answer waits for 2 days"),
    ],
)
def test_since_when_a_pair_stands_still_is_said_in_few_words(
    stall: Stall, one: str, two: str
) -> None:
    assert (still_words(stall, 1), still_words(stall, 2)) == (one, two)


@pytest.mark.parametrize(
    ("stall", "sentence"),
    [
        (None, ""),
        (Stall.NO_FIRST_STEP, "No first step for 3 days. Next: the quiz, “Engine”."),
        (Stall.NO_MOVEMENT, "No movement for 3 days. Next: the quiz, “Engine”."),
        (Stall.SEALED_WAITS, "A sealed answer has waited for 3 days. Next: the quiz, “Engine”."),
    ],
)
def test_a_stall_is_said_with_the_step_that_comes_next(stall: Stall | None, sentence: str) -> None:
    assert stall_words(stall, days=3, step=Step.QUIZ, module="Engine") == sentence


def test_a_stall_without_a_next_step_names_none() -> None:
    said = stall_words(Stall.NO_MOVEMENT, days=1, step=None, module="Engine")

    assert said == "No movement for 1 day."


@pytest.mark.parametrize(
    ("late", "said"), [((), ""), ((SUE,), "open: Sue Zhang"), ((SAM, SUE), "open: both")]
)
def test_two_who_have_something_open_are_said_as_both(late: tuple[Partner, ...], said: str) -> None:
    assert open_words(late) == said


@pytest.mark.parametrize(
    ("need", "changes", "said"),
    [
        (Need.THROUGH, {"next_step": Step.READ}, ""),
        (Need.PAST_DATE, {"next_step": Step.READ}, "open: Sue Zhang"),
        (Need.STANDS_STILL, {"stall": Stall.NO_MOVEMENT, "days_still": 15},
         "no movement for 15 days"),
        (Need.ON_THEIR_WAY, {"next_step": Step.TOGETHER}, "the steps for two"),
        (Need.ON_THEIR_WAY, {"next_step": Step.PRACTICE}, "the scene"),
        (Need.ON_THEIR_WAY, {}, ""),
    ],
)  # fmt: skip
def test_a_row_says_what_is_in_the_way(need: Need, changes: dict[str, object], said: str) -> None:
    assert way_words(replace(row(BOTH, REP, need=need), **changes)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "until", "said"),
    [
        (PairState.PROPOSED, None, "waits for a yes of both"),
        (PairState.PROPOSED, date(2026, 4, 1), "waits for a yes of both"),
        (PairState.PAUSED, date(2026, 4, 1), "paused until the end of 1 Apr 2026"),
        (PairState.PAUSED, None, "paused"),
        (PairState.ENDED, date(2026, 4, 1), "ended"),
    ],
)
def test_a_pair_that_rests_says_why(state: PairState, until: date | None, said: str) -> None:
    resting = row(BOTH, REP, need=Need.RESTS, of=pair(state, paused_until=until))

    assert way_words(resting) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Sue"], "The date has passed. Open: Sue."),
        (["Sam", "Sue"], "The date has passed. Open: Sam and Sue."),
    ],
)
def test_who_is_late_is_said_in_a_sentence(names: list[str], said: str) -> None:
    assert late_words(names) == said


@pytest.mark.parametrize("hint", list(Hint))
def test_every_hint_is_said_with_its_reason(hint: Hint) -> None:
    assert (hint_words(hint), reason_words(hint)) == (str(HINTS[hint]), str(REASONS[hint]))
    assert hint_words(hint) != reason_words(hint)


def test_no_hint_is_said_by_nothing() -> None:
    assert (hint_words(None), reason_words(None)) == ("", "")


@pytest.mark.parametrize(("number", "pairs"), [(1, "1 pair is"), (2, "2 pairs are")])
def test_how_many_pairs_are_to_come_is_said_as_it_is(number: int, pairs: str) -> None:
    assert stale_words(number).startswith(f"The board is still being made: {pairs} to come. ")


@pytest.mark.parametrize(
    ("began_at", "renews_at", "said"),
    [
        (None, None, ""),
        (LATE, None, "Round 2 since 2 Apr 2026 (Europe/Berlin)."),
        (None, LATE, "Repeats on 2 Apr 2026 (Europe/Berlin)."),
        (datetime(2025, 1, 1, tzinfo=UTC), LATE,
         "Round 2 since 1 Jan 2025 (Europe/Berlin). Repeats on 2 Apr 2026 (Europe/Berlin)."),
    ],
)  # fmt: skip
def test_a_round_is_said_with_its_days_in_the_zone_of_the_date(
    began_at: datetime | None, renews_at: datetime | None, said: str
) -> None:
    assert round_words(Round(2, began_at, renews_at), "Europe/Berlin") == said
