"""From which day on is a reading of a file too early, and how many may there be?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tandem.together.goals.readings_file import MOST_ROWS, FaultyRow, RowFault, read_readings
from tandem.together.goals.readings_plan import dry_run, sentence
from tests.cast import NOW

TODAY = NOW.date()


@pytest.mark.parametrize(("days", "faults"), [(-1, 0), (0, 0), (1, 1)])
def test_a_reading_of_today_is_taken_and_one_of_tomorrow_is_not(
    app: Flask, days: int, faults: int
) -> None:
    read = read_readings(f"day,value\n{TODAY + timedelta(days=days)},5\n")
    with app.test_request_context():
        run = dry_run(read, present={}, today=TODAY)

    assert (len(read.rows), len(run.faults)) == (1, faults)


def test_who_sends_too_many_rows_reads_how_many_there_may_be(app: Flask) -> None:
    with app.test_request_context():
        assert f"at most {MOST_ROWS} at once" in sentence(FaultyRow(1, RowFault.TOO_MANY))
