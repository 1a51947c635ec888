"""Which lines are told of a team's pulse, and from how many people on?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Item, Pulse
from tandem.leading.impact.pulses import PulseLine, lines_of, team_pulses
from tandem.learning.pulse.rules import Placed
from tandem.library.served import ServedCourse
from tandem.models import PulseAnswer
from tandem.terms import FeedbackPromise, PulseTime
from tandem.together.steps.scale_means import PairMean, Turned
from tests.cast import NOW, House
from tests.lessons import lesson, serve

ASKS = Pulse("Where are you?", items=(Item("calm", "I stay calm"), Item("clear", "I am clear")))
COURSE = ServedCourse(3, "c", "C", "", "", frozenset(), (), pulse=ASKS)
START, END, LATER = PulseTime


def placed(item: str, asked: PulseTime, *values: int) -> list[Placed]:
    """What the first so many people have placed on an item."""
    order = 100 * [START, END, LATER].index(asked)
    return [
        Placed(order + person, person, 1, item, asked, value) for person, value in enumerate(values)
    ]


def test_a_course_that_asks_nothing_has_no_lines() -> None:
    silent = ServedCourse(3, "c", "C", "", "", frozenset(), ())

    assert list(lines_of(silent, placed("calm", START, 1, 2, 3, 4, 5))) == []


def test_of_fewer_than_five_people_nothing_is_told() -> None:
    four = [*placed("calm", START, 1, 2, 3, 4), *placed("calm", END, 5, 5, 5, 5)]

    assert list(lines_of(COURSE, four)) == []


def test_each_item_is_told_at_its_start_and_by_how_far_people_moved_since() -> None:
    answers = [
        *placed("clear", START, 3, 3, 3, 3, 3),
        *placed("calm", START, 1, 1, 1, 1, 1),
        *placed("calm", LATER, 2, 3, 2, 3, 2),
        *placed("clear", END, 1, 1, 1, 1),
    ]

    calm, later, clear = lines_of(COURSE, answers)

    assert calm == PulseLine("I stay calm", START, PairMean(5, 1, None, None))
    assert (later.item, later.asked, later.turned) == ("I stay calm", LATER, Turned.UP)
    assert (later.mean.pairs, later.mean.value) == (5, pytest.approx(1.4))
    assert clear == PulseLine("I am clear", START, PairMean(5, 3, None, None))


def test_a_team_is_told_of_the_courses_of_which_enough_of_its_people_have_placed_themselves(
    session: Session, cast: House
) -> None:
    told, other = (serve(session, lesson(), course_slug=name) for name in ("told", "other"))
    people = [cast.sam, cast.sue, cast.abe, cast.eve, cast.rex]
    for course, team, asked in (
        (told, cast.north, people),
        (other, cast.north, people[:4]),
        (other, cast.south, people[4:]),
    ):
        session.add_all(
            PulseAnswer(
                person_id=who.id, course_id=course.id, team_id=team.id, round=1, asked=START,
                item="calm", value=4, promise=FeedbackPromise.FIGURES_OF_FIVE, at=NOW,
            )
            for who in asked
        )  # fmt: skip
    session.flush()
    courses = [replace(COURSE, id=course.id) for course in (other, told)]

    (pulse,) = team_pulses(session, cast.north.id, courses, reader_id=cast.lee.id)

    assert pulse.course.id == told.id
    assert [(line.item, line.mean.value) for line in pulse.lines] == [("I stay calm", 4)]
