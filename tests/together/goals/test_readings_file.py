"""Which figures does a file of readings hold, and what is wrong in which row?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.together.goals.readings_file import MOST_ROWS, RowFault, number_in, read_readings

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02,12.5",
        "2026-03-02;12,5",
        "2026-03-02\t12,5",
        "\ufeffday,value\r\n2026-03-02,12.5\r\n",
        "Value;Who;Date\n12,5;Sam;2.3.2026\n",
        '"2 Mar 2026","12.5"',
        "\n\n 2026-03-02 , 12.5 \n\n",
    ],
)
def test_a_trainer_of_figures_may_write_it_in_many_ways(text: str) -> None:
    read = read_readings(text)

    assert read.faults == ()
    assert [(row.day, row.value) for row in read.rows] == [(DAY, 12.5)]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, RowFault.EMPTY),
        ("day,value\n", 1, RowFault.EMPTY),
        ("2026-03-02", 1, RowFault.COLUMNS),
        ("2026-03-02,1,5", 1, RowFault.COLUMNS),
        ("day,value\n2026-03-02,1\n03/04/2026,2", 3, RowFault.DAY),
        ("2026-02-30,1", 1, RowFault.DAY),
        ("2026-03-02;1.234,5", 1, RowFault.NUMBER),
        ("2026-03-02;1,234", 1, RowFault.TWO_MEANINGS),
        ("2026-03-02;-12.340", 1, RowFault.TWO_MEANINGS),
        ("2026-03-02,many", 1, RowFault.NUMBER),
        ("2026-03-02,nan", 1, RowFault.NUMBER),
        ("2026-03-02,1e400", 1, RowFault.NUMBER),
        ("2026-03-02,999999999999999", 1, RowFault.NUMBER),
        ("2026-03-02,1\n\n2.3.2026,2", 3, RowFault.TWICE),
    ],
)
def test_what_cannot_be_read_is_said_with_its_row(text: str, line: int, fault: RowFault) -> None:
    assert [(one.line, one.fault) for one in read_readings(text).faults] == [(line, fault)]


@pytest.mark.parametrize(
    ("text", "value"), [("0,125", 0.125), ("1234.567", 1234.567), ("1.2340", 1.234), ("12,5", 12.5)]
)
def test_a_number_that_can_mean_one_thing_alone_is_read(text: str, value: float) -> None:
    assert number_in(text) == value


def test_one_faulty_row_does_not_hide_the_others() -> None:
    read = read_readings("2026-03-01,1\n2026-03-02,x\n2026-03-03,3\nnever,4")

    assert [row.line for row in read.rows] == [1, 3]
    assert [row.line for row in read.faults] == [2, 4]


def test_too_many_rows_are_refused_whole() -> None:
    read = read_readings("\n".join(f"row {number},1" for number in range(MOST_ROWS + 1)))

    assert [one.fault for one in read.faults] == [RowFault.TOO_MANY]
    assert read.rows == ()


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = read_readings(text)

    assert read.rows or read.faults


@settings(deadline=None)
@given(
    st.dictionaries(
        st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        st.floats(-1e8, 1e8).map(lambda value: round(value, 4)),
        min_size=1,
    )
)
def test_what_was_written_is_what_is_read(values: dict[date, float]) -> None:
    text = "\n".join(f"{day.isoformat()};{value:.4f}" for day, value in values.items())

    read = read_readings(text)

    assert {row.day: row.value for row in read.rows} == values
