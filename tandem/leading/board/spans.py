"""Which groups of a long list does a page touch? Only their rows are looked through and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.figures.paging import ON_A_PAGE
from tandem.leading.status.counting import Place
from tandem.leading.status.queries import Need, Order

NEEDS = tuple(Need)


@dataclass(frozen=True)
class Span:
    """Rows that stand together: of a course, and of one need where they are grouped."""

    course_id: int
    need: Need | None


@dataclass(frozen=True)
class Spans:
    """The spans that a page touches, and how many of their rows stand before it.

    No span means that nothing is known: the whole list is looked through.
    """

    spans: tuple[Span, ...]
    before: int


def spans_on(
    places: Iterable[Place], order: Order, *, courses: Sequence[int], before: int
) -> Spans:
    """The spans of a page that begins after so many rows; the places are those of the list."""
    numbers: dict[Span, int] = {}
    for place in places:
        span = Span(place.course_id, place.need if order is Order.NEED else None)
        numbers[span] = numbers.get(span, 0) + place.number
    if any(span.course_id not in courses for span in numbers):
        # The databases differ in where rows of a course stand that is served no more.
        return Spans((), before)
    touched: list[Span] = []
    start = skipped = 0
    for span in sorted(numbers, key=lambda span: place_of(span, courses)):
        end = start + numbers[span]
        if end <= before:
            skipped = end
        elif start < before + ON_A_PAGE:
            touched.append(span)
        start = end
    return Spans(tuple(touched), before - skipped if touched else before)


def place_of(span: Span, courses: Sequence[int]) -> tuple[int, ...]:
    """Where the rows of a span stand in the list."""
    at = courses.index(span.course_id)
    return (at, NEEDS.index(span.need)) if span.need else (at,)
