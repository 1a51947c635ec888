"""Which codes of an app are taken, and how are codes on paper read?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from tandem.people.second_step import recovery, totp

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PRESENT = 1000
AT = datetime.fromtimestamp(PRESENT * 30, UTC)


def code(step: int) -> str:
    """What an app shows in a half minute."""
    return pyotp.TOTP(KEY).generate_otp(step)


@pytest.mark.parametrize(
    ("step", "is_taken"), [(998, False), (999, True), (1000, True), (1001, True), (1002, False)]
)
@pytest.mark.parametrize("seconds", [0, 29])
def test_a_clock_may_be_half_a_minute_off_either_way(
    step: int, is_taken: bool, seconds: int
) -> None:
    found = totp.step_of(KEY, code(step), after=0, now=AT + timedelta(seconds=seconds))

    assert found == (step if is_taken else None)


@pytest.mark.parametrize(
    ("after", "found"), [(PRESENT - 1, PRESENT), (PRESENT, None), (PRESENT + 1, None)]
)
def test_a_code_is_taken_only_after_the_one_that_was_taken_last(
    after: int, found: int | None
) -> None:
    assert totp.step_of(KEY, code(PRESENT), after=after, now=AT) == found


@pytest.mark.parametrize("typed", ["{0}{1}", " {0} {1} ", "{0}\t{1}\n"])
def test_a_code_may_be_typed_with_blanks(typed: str) -> None:
    shown = code(PRESENT)

    assert totp.step_of(KEY, typed.format(shown[:3], shown[3:]), after=0, now=AT) == PRESENT


@pytest.mark.parametrize("typed", ["", "000000000", "abcdef", "１２３４５６"])
def test_what_is_no_code_fits_no_half_minute(typed: str) -> None:
    assert totp.step_of(KEY, typed, after=0, now=AT) is None


def test_there_are_ten_codes_on_paper_of_four_groups_of_six_signs_all_different() -> None:
    codes = recovery.new_codes()

    assert len(set(codes)) == 10
    assert {tuple(map(len, code.split("-"))) for code in codes} == {(6, 6, 6, 6)}
    assert set("".join(codes)) - {"-"} <= set(recovery.SIGNS)


@pytest.mark.parametrize(
    "typed",
    ["abcdef-ghjkmn", "ABCDEF GHJKMN", "abc-def-ghj-kmn", " abcdefghjkmn\n", "abcdef_ghjkmn"],
)
def test_a_code_on_paper_is_the_same_however_it_is_typed(typed: str) -> None:
    assert recovery.as_written(typed) == "abcdefghjkmn"
