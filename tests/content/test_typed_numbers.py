"""Which number does a typed text mean?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.typed_numbers import (
    is_same_number,
    is_without_unit,
    numbers_in,
    plain_number,
    readings_of,
    signed,
    stripped,
    unit_key,
    without_unit,
)


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
        ("€-5", (-5.0,)),
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


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("123456789012345", ["123456789012345"]),
        ("1234567890123456", []),
        ("1.123456789012345", ["1.123456789012345"]),
        ("1.1234567890123456", []),
        ("012", ["012"]),
        ("0,123", ["0.123"]),
        ("1,234,567.89", ["1234567.89"]),
        ("1.234.567,89", ["1234567.89"]),
        ("1,234.567", ["1234.567"]),
        ("1,234,567,89", []),
        ("1234,567", ["1234.567"]),
        ("1 234 567", ["1234567"]),
        ("1 234.5", ["1234.5"]),
        ("1'234,5", ["1234.5"]),
        ("1'23", []),
        ("12,34,567.8", ["1234567.8"]),
        ("5.", []),
    ],
)
def test_groups_of_three_are_left_out_and_the_last_other_sign_is_the_point(
    text: str, readings: list[str]
) -> None:
    assert readings_of(text) == readings


@pytest.mark.parametrize(
    ("text", "parts"),
    [("-5", ("-", "5")), ("– 5", ("-", "5")), ("+ 5", ("", "5")), ("5", ("", "5")),
     ("--5", ("-", "-5")), ("5-", ("", "5-"))],
)  # fmt: skip
def test_a_sign_stands_before_a_number(text: str, parts: tuple[str, str]) -> None:
    assert signed(text) == parts


@pytest.mark.parametrize(
    ("text", "unit", "rest"),
    [
        ("5 min", ["min"], "5"),
        ("min 5", ["min"], "5"),
        ("5 MIN.", ["min"], "5"),
        ("min", ["min"], "min"),
        ("5 working days", ["days", "working days"], "5"),
        ("5 min", [""], "5 min"),
        ("5 percent", ["%"], "5"),
        ("5 percent", ["points"], "5 percent"),
    ],
)
def test_the_longest_name_of_a_unit_is_taken_off(text: str, unit: list[str], rest: str) -> None:
    assert without_unit(text, unit) == rest


def test_names_of_units_are_compared_without_case_blanks_and_a_point() -> None:
    assert unit_key(" Work  Days. ") == "work days"
    assert unit_key("㎞") == "km"


@pytest.mark.parametrize(
    ("text", "alone"), [("5", True), ("-5", True), ("“1,000”", True), ("5 %", False), ("", False)]
)
def test_a_number_alone_is_one_whose_unit_has_to_be_known(text: str, alone: bool) -> None:
    assert is_without_unit(text) is alone


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“ 5 ”.", "5"),
        ("5 . ", "5"),
        ("1´000", "1'000"),
        ("\u200b5\u00ad0", "50"),
        ("1  000", "1 000"),
    ],
)
def test_what_stands_around_a_number_is_taken_off(text: str, bare: str) -> None:
    assert stripped(text) == bare


@pytest.mark.parametrize(
    ("number", "text"),
    [(1e-7, "0.0000001"), (100.0, "100"), (10.5, "10.5"), (1e22, "1" + "0" * 22)],
)
def test_a_number_is_written_without_an_exponent(number: float, text: str) -> None:
    assert plain_number(number) == text


@pytest.mark.parametrize(
    ("accepted", "same"),
    [("0", True), ("0.0", False), ("-0", True), ("0.5", False), ("00", False)],
)
def test_a_zero_is_a_number_and_one_before_a_number_is_a_code(accepted: str, same: bool) -> None:
    assert is_same_number(accepted, "0") is same
