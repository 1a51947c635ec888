"""How do codes on paper look, and which way of typing one is the same code?"""

from __future__ import annotations

import re

import pytest

from tandem.people.second_step import recovery

LOOKS = re.compile(r"[a-z2-9]{6}(-[a-z2-9]{6}){3}")


def test_ten_codes_of_four_groups_of_six_are_made_each_another() -> None:
    codes = recovery.new_codes()

    assert len({*codes, *recovery.new_codes()}) == 20
    assert all(LOOKS.fullmatch(code) for code in codes)
    assert not set("ilo01") & set("".join(codes))


@pytest.mark.parametrize(
    "typed",
    ["abcdef-ghjkmn", "ABCDEF-GHJKMN", " abcdef ghjkmn\n", "abcdefghjkmn", "abc.def–ghjkmn"],
)
def test_a_code_is_the_same_however_it_is_typed(typed: str) -> None:
    assert recovery.as_written(typed) == "abcdefghjkmn"


def test_another_code_stays_another() -> None:
    assert recovery.as_written("abcdef-ghjkmp") != recovery.as_written("abcdef-ghjkmn")
