"""How high is each bar over the columns of the board, and of what?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Lesson
from tandem.leading.board.bars import Bar, bars_of
from tandem.leading.status.counting import Place
from tandem.leading.status.queries import Need
from tandem.library.served import ServedCourse, ServedModule
from tandem.terms import Together

MODULES = tuple(ServedModule(n, f"m{n}", n, Lesson(f"m{n}", "M")) for n in (11, 12, 13))
COURSE = ServedCourse(3, "c", "C", "", "", frozenset(), MODULES)


def bar(rep: int, support: int, both: int, *, most: int) -> Bar:
    """A bar of so many pairs."""
    return Bar(MODULES[0], rep=rep, support=support, both=both, through=0, most=most)


def place(module_id: int | None, together: Together, number: int, *, course: int = 3) -> Place:
    """So many pairs at a module."""
    return Place(course, Need.ON_THEIR_WAY, module_id, together, number)


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        (bar(1, 2, 1, most=4), (("both", 0, 5), ("rep", 5, 5), ("support", 10, 10))),
        (bar(1, 0, 0, most=4), (("rep", 15, 5),)),
        (bar(0, 1, 1, most=8), (("both", 15, 2.5), ("support", 17.5, 2.5))),
        (bar(0, 1, 0, most=3), (("support", 13.3, 6.7),)),
        (bar(0, 0, 0, most=3), ()),
        (bar(0, 0, 0, most=0), ()),
        (bar(1, 0, 0, most=1), (("rep", 0, 20),)),
    ],
)
def test_the_parts_of_a_bar_stand_on_each_other_up_to_its_height(
    shown: Bar, parts: tuple[tuple[str, float, float], ...]
) -> None:
    assert shown.parts == parts


def test_the_highest_bar_of_a_course_is_what_all_are_measured_by() -> None:
    places = [
        place(11, Together.WAITING_FOR_REP, 2),
        place(12, Together.WAITING_FOR_SUPPORT, 3),
        place(12, Together.NOBODY_YET, 4),
        place(None, Together.BOTH_DONE, 50),
        place(12, Together.NOBODY_YET, 60, course=4),
    ]

    bars = bars_of(COURSE, places)

    assert [bar.most for bar in bars] == [7, 7, 7]
    assert [bar.number for bar in bars] == [2, 7, 0]
    assert [bar.through for bar in bars] == [57, 50, 50]
    assert [bar.module for bar in bars] == [*MODULES]


def test_places_that_differ_in_their_need_are_one_part() -> None:
    still = Place(3, Need.STANDS_STILL, 11, Together.WAITING_FOR_REP, 2)

    first, _, _ = bars_of(COURSE, [still, place(11, Together.WAITING_FOR_REP, 5)])

    assert (first.rep, first.support, first.both) == (7, 0, 0)


def test_without_a_pair_each_bar_is_flat() -> None:
    assert [(bar.number, bar.through, bar.most) for bar in bars_of(COURSE, [])] == [(0, 0, 0)] * 3


def test_a_course_without_modules_has_no_bars() -> None:
    empty = ServedCourse(3, "c", "C", "", "", frozenset(), ())

    assert bars_of(empty, [place(None, Together.NOBODY_YET, 2)]) == ()
