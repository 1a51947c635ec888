"""Which day does a cell name, and when does it name none, or could it be two?"""

from __future__ import annotations

from datetime import date

import pytest

from tandem.people.roster.days import LastDay, is_day_first, last_day_in


@pytest.mark.parametrize(
    ("cells", "tells"),
    [
        (["13/12/2026"], True),
        (["12/13/2026"], False),
        (["12/12/2026"], None),
        (["12/11/2026"], None),
        (["13/14/2026"], None),
        (["25/1/26", "13-12-2026"], True),
        (["25/1/2026", "1/25/2026"], None),
        (["13.12.2026"], None),
        ([], None),
    ],
)
def test_a_column_tells_by_a_figure_that_is_no_month_which_one_is_the_day(
    cells: list[str], tells: bool | None
) -> None:
    assert is_day_first(cells) is tells


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12/12/2026", date(2026, 12, 12)),
        ("1/1/2026", date(2026, 1, 1)),
        ("13/12/2026", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
    ],
)
def test_a_day_with_strokes_that_can_be_only_one_is_read_without_asking(
    cell: str, day: date
) -> None:
    assert last_day_in(cell, day_first=None) == LastDay(day, is_meant=True)


@pytest.mark.parametrize("cell", ["12/11/2026", "11/12/2026", "1/12/26", "12/1/26"])
def test_two_different_figures_that_could_both_be_the_month_are_unclear(cell: str) -> None:
    assert last_day_in(cell, day_first=None) == LastDay(is_unclear=True)


@pytest.mark.parametrize(
    ("day_first", "day"), [(True, date(2026, 11, 12)), (False, date(2026, 12, 11))]
)
def test_an_unclear_day_is_read_as_its_column_tells(day_first: bool, day: date) -> None:
    assert last_day_in("12/11/2026", day_first=day_first) == LastDay(day, is_meant=True)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1899-12-31", LastDay()),
        ("1900-01-01", LastDay(date(1900, 1, 1), is_meant=True)),
        ("2099-12-31", LastDay(date(2099, 12, 31), is_meant=True)),
        ("2100-01-01", LastDay(is_meant=True)),
        ("2101-01-01", LastDay(is_meant=True)),
        ("9999-12-31", LastDay(is_meant=True)),
        ("99991231", LastDay(is_meant=True)),
    ],
)
def test_a_year_before_1900_is_none_and_from_2100_on_nobody_leaves(cell: str, day: LastDay) -> None:
    assert last_day_in(cell, day_first=None) == day


@pytest.mark.parametrize(
    "cell", ["2026-02-29", "31.6.2026", "2026-13-01", "14/13/2026", "31 June 2026", "soon", ""]
)
def test_what_no_calendar_has_is_no_day(cell: str) -> None:
    assert last_day_in(cell, day_first=None) == LastDay()


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-03-31", "2026/3/31", "2026.03.31", "20260331", "2026-03-31T18:00:00Z"),
        *("2026-03-31 00:00:00", "31/03/2026", "03/31/2026"),
        *("31.3.2026", "31. 3. 2026", "31.03.26", "31.3.2026 18:00", "31/3/26", "3-31-2026"),
        *("31-Mar-2026", "31 March 2026", "March 31, 2026", "Mar 31, 2026", "31-Mar-26"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    assert last_day_in(cell, day_first=None) == LastDay(date(2026, 3, 31), is_meant=True)
