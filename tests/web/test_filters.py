"""What does an address say for a filter? What does not exist filters nothing."""

from __future__ import annotations

import pytest

from tandem.terms import Role
from tandem.web import filters


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("2147483647", 2147483647),
        ("2147483648", 2147483647),
        ("1" * 5000, 2147483647),
        ("", None),
        (None, None),
        ("-1", None),
        (" 7", None),
        ("1.5", None),
        ("\u00b2", None),
        ("\u0663", None),
    ],
)
def test_a_number_is_written_in_plain_figures_and_no_larger_than_an_id(
    text: str | None, number: int | None
) -> None:
    assert filters.number_in(text) == number


@pytest.mark.parametrize(("text", "page"), [("3", 3), ("0", 1), ("x", 1), ("\u00b2", 1)])
def test_what_is_no_page_is_the_first(text: str, page: int) -> None:
    assert filters.page_in({"page": text}) == page
    assert filters.page_in({}) == 1


@pytest.mark.parametrize(("text", "role"), [("rep", Role.REP), ("REP", None), (None, None)])
def test_only_a_member_that_exists_filters(text: str | None, role: Role | None) -> None:
    assert filters.one_of(Role, text) == role


def test_a_search_is_cut_off_after_two_hundred_signs() -> None:
    assert filters.search_in({"search": f" {'a' * 200} "}) == "a" * 200
    assert filters.search_in({"search": "a" * 201}) == "a" * 200
    assert filters.search_in({}) == ""
