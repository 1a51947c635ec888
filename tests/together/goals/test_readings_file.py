"""Which figures does a file of readings hold, and what is wrong in which row?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.together.goals.readings_file import (
    MOST_ROWS,
    FaultyRow,
    RowFault,
    cells_by_line,
    columns_named,
    day_in,
    month_in,
    number_in,
    read_readings,
    two_meanings,
    unmistakable,
)

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
        "sep=;\nDay;Value\n2026-03-02;12,5\n",
        '"sep=|"\n2026-03-02|12.5\n',
        "sep=;;;\n2026-03-02;12,5\n",
        "sep=\t\n2026-03-02\t12,5\n",
        "SEP=,\r\n2026-03-02,12.5\r\n",
        "\u200b2026-03-02\u200b;\u206012,5",
        "2. Ma\u0308rz 2026;12,5",
    ],
)
def test_a_trainer_of_figures_may_write_it_in_many_ways(text: str) -> None:
    read = read_readings(text)

    assert read.faults == ()
    assert [(row.day, row.value) for row in read.rows] == [(DAY, 12.5)]


@pytest.mark.parametrize("sign", ['"', "a", "1", "_"])
def test_no_quotation_mark_and_no_letter_stands_between_columns(sign: str) -> None:
    read = read_readings(f"sep={sign}\n2026-03-02,12.5\n")

    assert [row.day for row in read.rows] == [DAY]
    assert [(fault.line, fault.fault) for fault in read.faults] == [(1, RowFault.COLUMNS)]


def test_a_cell_that_is_too_long_to_be_read_is_a_faulty_row() -> None:
    (fault,) = read_readings(f'2026-03-02;1\n2026-03-03;"{"9" * 140_000}"\n').faults

    assert fault.fault is RowFault.COLUMNS


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2. März 2026", DAY),
        ("2 mar. 2026", DAY),
        ("02 March 2026", DAY),
        ("2. Maerz 2026", None),
        ("1. Oktober 2025", date(2025, 10, 1)),
        ("1 Okt 2025", date(2025, 10, 1)),
        ("31 Dezember 2025", date(2025, 12, 31)),
        ("31 Dec 2025", date(2025, 12, 31)),
        ("5. Mai 2026", date(2026, 5, 5)),
        ("5 May 2026", date(2026, 5, 5)),
        ("1 Jan 2026", date(2026, 1, 1)),
        ("30 Feb 2026", None),
        ("2 Foo 2026", None),
        ("1.1.1900", date(1900, 1, 1)),
        ("31.12.1899", None),
        ("2199-12-31", date(2199, 12, 31)),
        ("2200-01-01", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_either_language_within_years_that_can_be_meant(
    text: str, day: date | None
) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_is_known_by_its_first_letters(number: int) -> None:
    english = date(2026, number, 1).strftime("%B")

    assert month_in(english) == month_in(english[:3].upper()) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\u22125", -5.0),
        ("+3", 3.0),
        ("-0,5", -0.5),
        ("999999999999.5", 999999999999.5),
        ("1000000000000", None),
        ("-1000000000000", None),
        ("1,234", None),
        ("0,123", 0.123),
        ("1 000", None),
        (".5", None),
        ("5.", None),
        ("0.1234567890", None),
        ("", None),
    ],
)
def test_a_number_is_read_without_marks_between_the_thousands(
    text: str, value: float | None
) -> None:
    assert number_in(text) == value


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("1,234", ("1234", "1,2340")),
        ("-12.340", ("-12340", "-12.3400")),
        ("\u2212123.456", ("-123456", "-123.4560")),
        ("0,123", None),
        ("1234,567", None),
        ("1,23", None),
        ("1,2345", None),
    ],
)
def test_both_ways_to_write_a_number_of_two_meanings_are_told(
    text: str, ways: tuple[str, str] | None
) -> None:
    assert two_meanings(text) == ways
    assert unmistakable(text) == (ways[1] if ways else text)


def test_exactly_as_many_rows_as_are_allowed_are_read() -> None:
    days = [(DAY + timedelta(days=number)).isoformat() for number in range(MOST_ROWS)]

    read = read_readings("day,value\n" + "\n".join(f"{day},1" for day in days))

    assert (len(read.rows), read.faults, MOST_ROWS) == (5000, (), 5000)


def test_the_first_row_too_many_is_named() -> None:
    (fault,) = read_readings("\n\n" + "x,1\n" * (MOST_ROWS + 1)).faults

    assert fault.line == MOST_ROWS + 3


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("day;value\n2026-03-02;1\n2026-03-02;2", FaultyRow(3, RowFault.TWICE, "2")),
        ("2026-03-02;x", FaultyRow(1, RowFault.NUMBER, "x")),
        ("2026-03-02;1,234", FaultyRow(1, RowFault.TWO_MEANINGS, "1,234")),
        ("soon;1", FaultyRow(1, RowFault.DAY, "soon")),
        ("2026-03-02;1;2", FaultyRow(1, RowFault.COLUMNS, "2026-03-02 1 2")),
        ("who;value;day\nSam;2026-03-02", FaultyRow(2, RowFault.COLUMNS, "Sam 2026-03-02")),
    ],
)
def test_a_faulty_row_says_what_stands_there(text: str, fault: FaultyRow) -> None:
    assert read_readings(text).faults == (fault,)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["Day", "Value"], (0, 1)),
        (["Messwert", "Wer", "DATUM"], (2, 0)),
        (["day", "day", "value", "value"], (0, 2)),
        (["day", "who"], None),
        (["who", "value"], None),
        (["2026-03-02", "1"], None),
    ],
)
def test_columns_are_found_by_their_headings_where_both_are_named(
    cells: list[str], columns: tuple[int, int] | None
) -> None:
    assert columns_named(cells) == columns


def test_a_tab_comes_before_a_semicolon_and_that_before_a_comma() -> None:
    texts = ("a;b,c\td", "a;b,c", "a,b")

    assert [cells_by_line(text)[0][1] for text in texts] == [
        ["a;b,c", "d"], ["a", "b,c"], ["a", "b"],
    ]  # fmt: skip


def test_a_sign_that_no_text_has_is_left_out() -> None:
    assert cells_by_line("a\0b,c\n") == [(1, ["ab", "c"])]


def test_the_first_line_that_says_something_tells_how_columns_are_parted() -> None:
    read = read_readings("\n  \n2026-03-02;12,5\n2026-03-03;13,5")

    assert [row.value for row in read.rows] == [12.5, 13.5]
