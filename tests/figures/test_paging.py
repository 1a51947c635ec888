"""Which rows of a long list stand on which page?"""

from __future__ import annotations

import pytest

from tandem.figures.paging import page_of, page_within, pages_for, rows_before


@pytest.mark.parametrize(
    ("number", "pages"), [(0, 1), (1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (201, 3)]
)
def test_a_hundred_rows_fill_a_page_and_nothing_takes_one_too(number: int, pages: int) -> None:
    assert pages_for(number) == pages


@pytest.mark.parametrize(
    ("wanted", "number", "page"),
    [(-3, 250, 1), (0, 250, 1), (1, 250, 1), (3, 250, 3), (4, 250, 3), (9, 0, 1)],
)
def test_a_page_that_there_is_not_is_the_nearest_that_there_is(
    wanted: int, number: int, page: int
) -> None:
    assert page_within(wanted, number) == page


@pytest.mark.parametrize(("page", "before"), [(1, 0), (2, 100), (7, 600)])
def test_before_a_page_stand_the_rows_of_the_pages_before(page: int, before: int) -> None:
    assert rows_before(page) == before


@pytest.mark.parametrize(
    ("wanted", "first", "last"), [(1, 1, 100), (2, 101, 200), (3, 201, 230), (8, 201, 230)]
)
def test_a_page_says_which_rows_of_all_it_shows(wanted: int, first: int, last: int) -> None:
    shown = page_of([*range(1, 231)], wanted=wanted)

    assert (shown.first, shown.last) == (shown.rows[0], shown.rows[-1]) == (first, last)
    assert (shown.number, shown.pages) == (230, 3)


def test_the_page_of_an_empty_list_ends_before_it_begins() -> None:
    shown = page_of(list[int](), wanted=2)

    assert (shown.rows, shown.page, shown.pages, shown.first, shown.last) == ((), 1, 1, 1, 0)


def test_a_page_keeps_its_place_when_its_rows_are_made_into_others() -> None:
    shown = page_of([*range(230)], wanted=3)

    other = shown.with_rows(str(row) for row in shown.rows)

    assert other.rows == tuple(str(row) for row in range(200, 230))
    assert (other.number, other.page, other.first) == (230, 3, 201)
