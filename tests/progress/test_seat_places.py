"""Does a page that reads only what it shows say the same of next as one that reads everything?"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, PairStep, Section, SectionKind, StepKind
from tandem.library.served import library
from tandem.models import (
    Completion,
    Module,
    PairCompletion,
    PairStepDone,
    Publication,
    StepDone,
)
from tandem.progress.assigned import Seat, seats
from tandem.progress.rules.rounds import Round
from tandem.progress.seat_courses import shared_courses
from tandem.progress.seat_places import SeatPlace, seat_places, with_every_record
from tandem.terms import Step
from tests.cast import NOW, Cast
from tests.lessons import assign, counted_queries, lesson, question, serve

LESSONS = 6
EARLIER = timedelta(days=400)


@pytest.fixture
def mine(session: Session, cast: Cast) -> Seat:
    """Sam's seat in a course in which every other module has a step for two."""
    course = serve(session, *(module(number) for number in range(LESSONS)))
    assign(session, cast.pair, course)
    (seat,) = seats(session, cast.sam.id, now=NOW)
    return seat


def module(number: int) -> Lesson:
    """One module of it."""
    made = lesson(question("q1"), name=f"m{number}")
    if number % 2:
        return made
    step = PairStep("talk", StepKind.TALKED, "Talk.")
    together = Section(SectionKind.TOGETHER, "Together", 2, steps=(step,))
    return replace(made, sections=(*made.sections, together))


def record_at_random(session: Session, cast: Cast, chance: random.Random) -> None:
    """Both have done this and that, in this round and long before."""
    for row in session.scalars(select(Module)).all():
        for who in (cast.sam, cast.sue):
            at = NOW - chance.choice((timedelta(), EARLIER))
            done = {"person_id": who.id, "module_id": row.id, "at": at}
            text = {**done, "revision_id": row.revision_id}
            of_pair = {"pair_id": cast.pair.id}
            for table, values, likely in (
                (StepDone, {**text, "step": Step.READ}, 0.8),
                (StepDone, {**text, "step": Step.QUIZ}, 0.8),
                (Completion, {**text, "how": "steps"}, 0.7),
                (PairStepDone, {**text, **of_pair, "step": "talk"}, 0.6),
                (PairCompletion, {**text, **of_pair, "how": "steps"}, 0.5),
            ):
                if chance.random() < likely:
                    session.execute(insert(table).values(values))
    session.commit()


@pytest.mark.parametrize("seed", range(40))
def test_next_is_the_same_with_few_records_as_with_all(
    session: Session, cast: Cast, mine: Seat, seed: int
) -> None:
    record_at_random(session, cast, random.Random(seed))
    served = library(session)
    ids = [module.id for module in served.course_by_id(mine.course_id).modules]  # type: ignore[union-attr]

    for began_at in (None, NOW - timedelta(days=30)):
        seat = replace(mine, round=Round(2, began_at) if began_at else Round())
        for module_id in (None, *ids):
            asked = {"person_id": cast.sam.id, "module_id": module_id}
            few = seat_places(session, served, [seat], **asked)

            assert few
            assert few == with_every_record(session, served, [seat], **asked)


def test_reached_is_all_that_was_done_before(session: Session, cast: Cast, mine: Seat) -> None:
    record_at_random(session, cast, random.Random(3))
    (shared,) = shared_courses(session, library(session), [mine], person_id=cast.sam.id)

    for place in range(LESSONS):
        are_done = all(module.mine.is_done for module in shared.modules[:place])
        assert (place <= shared.reached) == are_done


def test_a_course_is_read_by_three_queries(
    engine: Engine, session: Session, cast: Cast, mine: Seat
) -> None:
    served = library(session)

    with counted_queries(engine) as sent:
        places = seat_places(session, served, [mine], person_id=cast.sam.id)

    assert len(sent) == 3
    assert [(place.place, place.reached) for place in places] == [(0, 0)]


def test_only_the_module_looked_at_is_there(session: Session, cast: Cast, mine: Seat) -> None:
    served = library(session)
    first, second, *_ = served.courses[0].modules
    places = seat_places(session, served, [mine], person_id=cast.sam.id, module_id=second.id)
    (place,) = places

    assert isinstance(place, SeatPlace)
    assert place.module_by_id(second.id).module == second
    with pytest.raises(LookupError):
        place.module_by_id(first.id)
    with pytest.raises(LookupError):
        replace(place, looked_at=None).module_by_id(second.id)


def test_a_course_without_modules_is_not_through(session: Session, cast: Cast, mine: Seat) -> None:
    session.query(Module).update({Module.withdrawn_at: NOW})
    session.add(Publication(at=NOW))
    session.commit()

    (place,) = seat_places(session, library(session), [mine], person_id=cast.sam.id)

    assert (place.is_through, place.place, place.reached) == (False, None, 0)
