"""Which part of a long list stands on a page? A hundred rows at most, from the first on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

ON_A_PAGE = 100
Listed = TypeVar("Listed")
Other = TypeVar("Other")


@dataclass(frozen=True)
class PageOf(Generic[Listed]):
    """One page of a list: its rows, how many there are in all, and which page it is, from 1."""

    rows: tuple[Listed, ...]
    number: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is nothing."""
        return pages_for(self.number)

    @property
    def first(self) -> int:
        """The place of the first row in the whole list, from 1."""
        return rows_before(self.page) + 1

    @property
    def last(self) -> int:
        """The place of the last row on this page."""
        return rows_before(self.page) + len(self.rows)

    def with_rows(self, rows: Iterable[Other]) -> PageOf[Other]:
        """The same page, its rows made of what stood there."""
        return PageOf(tuple(rows), self.number, self.page)


def page_of(rows: Sequence[Listed], *, wanted: int) -> PageOf[Listed]:
    """The wanted page of a list that is there as a whole."""
    page = page_within(wanted, len(rows))
    return PageOf(tuple(rows[rows_before(page) :][:ON_A_PAGE]), len(rows), page)


def page_within(wanted: int, number: int) -> int:
    """The wanted page of so many rows: the last one where there are not as many."""
    return min(max(1, wanted), pages_for(number))


def rows_before(page: int) -> int:
    """How many rows stand on the pages before."""
    return (page - 1) * ON_A_PAGE


def pages_for(number: int) -> int:
    """How many pages so many rows take."""
    return max(1, -(-number // ON_A_PAGE))
