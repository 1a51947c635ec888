"""Does a page look through no more groups than it touches, and show the same rows?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.figures.paging import ON_A_PAGE
from tandem.leading.board.spans import Span, spans_on
from tandem.leading.status.counting import Place
from tandem.leading.status.queries import Need, Order
from tandem.terms import Together

COURSES = (7, 3)


def place(course_id: int, need: Need, number: int) -> Place:
    """So many pairs of one need."""
    return Place(course_id, need, None, Together.NOBODY_YET, number)


PLACES = st.lists(
    st.builds(place, st.sampled_from(COURSES), st.sampled_from(list(Need)), st.integers(1, 150))
)


@given(PLACES, st.sampled_from([Order.NEED, Order.NAME]), st.integers(0, 8))
def test_the_spans_of_a_page_hold_just_its_rows(
    places: list[Place], order: Order, page: int
) -> None:
    by_need = {need: at for at, need in enumerate(Need)}
    every = [
        (COURSES.index(each.course_id), by_need[each.need] if order is Order.NEED else 0, number)
        for each in places
        for number in range(each.number)
    ]
    before = page * ON_A_PAGE

    cut = spans_on(places, order, courses=COURSES, before=before)

    kept = {
        (COURSES.index(span.course_id), by_need[span.need] if span.need else 0)
        for span in cut.spans
    }
    looked_through = sorted(row for row in every if not cut.spans or row[:2] in kept)
    shown = looked_through[cut.before :][:ON_A_PAGE]
    assert shown == sorted(every)[before:][:ON_A_PAGE]


def test_a_page_in_the_middle_of_a_large_group_looks_through_that_group_alone() -> None:
    places = [place(7, Need.PAST_DATE, 250), place(7, Need.THROUGH, 900)]

    cut = spans_on(places, Order.NEED, courses=COURSES, before=300)

    assert (cut.spans, cut.before) == ((Span(7, Need.THROUGH),), 50)


@pytest.mark.parametrize(
    ("before", "needs", "skipped_to"),
    [
        (0, [Need.PAST_DATE], 0),
        (1, [Need.PAST_DATE, Need.THROUGH], 1),
        (99, [Need.PAST_DATE, Need.THROUGH], 99),
        (100, [Need.THROUGH], 0),
        (101, [Need.THROUGH], 1),
        (300, [], 300),
    ],
)
def test_a_group_that_ends_where_a_page_begins_or_begins_where_it_ends_is_not_looked_through(
    before: int, needs: list[Need], skipped_to: int
) -> None:
    places = [place(7, Need.PAST_DATE, ON_A_PAGE), place(7, Need.THROUGH, 50)]

    cut = spans_on(places, Order.NEED, courses=COURSES, before=before)

    assert ([span.need for span in cut.spans], cut.before) == (needs, skipped_to)


def test_rows_of_a_course_that_is_served_no_more_leave_the_list_as_it_is() -> None:
    places = [place(7, Need.PAST_DATE, 250), place(9, Need.PAST_DATE, 1)]

    assert spans_on(places[:1], Order.NEED, courses=COURSES, before=100).spans != ()
    assert spans_on(places, Order.NEED, courses=COURSES, before=100).spans == ()
