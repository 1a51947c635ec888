"""Which number does a typed text mean?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.typed_numbers import is_same_number, numbers_in, plain_number


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("5", (5.0,)),
        ("0,5", (0.5,)),
        (".5", (0.5,)),
        (",5", (0.5,)),
        ("5.", (5.0,)),
        ("+5", (5.0,)),
        ("-3", (-3.0,)),
        ("\u200b– 3", (-3.0,)),
        ("-.5", (-0.5,)),
        ("0.125", (0.125,)),
        ("1 000", (1000.0,)),
        ("1\u202f000", (1000.0,)),
        ("1'000", (1000.0,)),
        ("1’000’000.5", (1000000.5,)),
        ("1,000", (1.0, 1000.0)),
        ("1.234", (1.234, 1234.0)),
        ("1,000.00", (1000.0,)),
        ("1.000,00", (1000.0,)),
        ("1 000,5", (1000.5,)),
        ("1,000,000", (1000000.0,)),
        ("12,34,567", (1234567.0,)),
        ("999,999,999,999,999", (999_999_999_999_999.0,)),
        ("5 %", (5.0,)),
        ("5 percent", (5.0,)),
        ("€ 5", (5.0,)),
        ("-€5", (-5.0,)),
        ("1,000.50 $", (1000.5,)),
        ("“5”", (5.0,)),
        ("5!", (5.0,)),
        ("5,", (5.0,)),
        # With a digit or a sign more it is past what a number keeps exactly.
        ("-999,999,999,999,999", ()),
        ("9,999,999,999,999,999", ()),
        ("five", ()),
        ("", ()),
        ("%", ()),
        ("1e5", ()),
        ("5 5", ()),
        ("10 00", ()),
        ("1,00,00", ()),
        ("16:30", ()),
        ("5 min", ()),
        ("3-4", ()),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, numbers: tuple[float, ...]) -> None:
    assert numbers_in(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "units", "numbers"),
    [
        ("5 min", ("min", "minutes"), (5.0,)),
        ("5Min.", ("min", "minutes"), (5.0,)),
        ("5 minutes", ("min", "minutes"), (5.0,)),
        ("5", ("min",), (5.0,)),
        ("EUR 5", ("EUR",), (5.0,)),
        ("5 prozent", ("%",), (5.0,)),
        ("5 h", ("min",), ()),
        ("5 %", ("min",), ()),
        ("5 min min", ("min",), ()),
        ("min", ("min",), ()),
        ("1,000 km/h", ("km/h",), (1.0, 1000.0)),
    ],
)
def test_the_unit_that_is_asked_for_may_be_typed_and_no_other(
    typed: str, units: tuple[str, ...], numbers: tuple[float, ...]
) -> None:
    assert numbers_in(typed, units) == numbers


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    assert all(number == number for number in numbers_in(text))


AMOUNT = st.decimals(-999_999_999, 999_999_999, places=2)
STYLE = st.sampled_from([(",", "."), (".", ","), ("'", "."), ("’", ","), (" ", ","), ("", ".")])
AROUND = st.sampled_from(["{}", "“{}”", "{} %", "{}!", " {} ", "{},", "€ {}", "{} €", '"{}".'])


@given(AMOUNT, STYLE, AROUND)
def test_every_country_s_way_of_writing_means_the_same(
    amount: Decimal, style: tuple[str, str], around: str
) -> None:
    group, point = style
    written = f"{amount:,.2f}".replace(",", "G").replace(".", point).replace("G", group)

    assert numbers_in(around.format(written)) == (float(amount),)


@pytest.mark.parametrize(
    ("accepted", "typed", "same"),
    [
        ("1000", "1'000", True),
        ("0.5", ".5", True),
        ("5", "5 %", True),
        ("5", "6", False),
        ("007", "7", False),
        ("1.10", "1.1", False),
        ("16:30", "16.30", False),
        ("five", "5", False),
    ],
)
def test_a_gap_for_a_number_takes_it_in_each_way(accepted: str, typed: str, same: bool) -> None:
    assert is_same_number(accepted, typed) is same


def test_a_number_is_shown_whole() -> None:
    assert [plain_number(number) for number in (1234567.0, 0.1, 5.0, 1e15)] == [
        "1234567",
        "0.1",
        "5",
        "1000000000000000",
    ]
