"""About which edition is somebody asked, until when, and for which team do they answer?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.learning.feedback.queries import asking, team_of_seat
from tandem.models import Completion, Course, Feedback, Module, Person
from tandem.terms import Answered, Asked, FeedbackPromise, PairState
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import assign, lesson, serve

MINUTE = timedelta(minutes=1)


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course of two modules."""
    return serve(session, lesson(), lesson(name="second"))


@pytest.fixture
def modules(session: Session, course: Course) -> list[Module]:
    """Its modules."""
    of_course = select(Module).where(Module.course_id == course.id)
    return list(session.scalars(of_course.order_by(Module.position)))


def complete(
    session: Session, who: Person, module: Module, *, number: int = 1, at: datetime = NOW
) -> None:
    """Somebody has finished a module as it is now."""
    facts = {"person_id": who.id, "module_id": module.id, "revision_id": module.revision_id}
    session.add(Completion(**facts, how="steps", number=number, at=at))
    session.flush()


def say(session: Session, who: Person, module: Module, about: Asked, *, edition: int = 1) -> None:
    """Somebody has answered."""
    session.add(
        Feedback(
            person_id=who.id, module_id=module.id, edition=edition, about=about, at=NOW,
            answer=Answered.YES, promise=FeedbackPromise.FIGURES_OF_FIVE,
        )
    )  # fmt: skip
    session.flush()


def asked(session: Session, who: Person, module: Module, *, now: datetime = NOW) -> object:
    """What somebody is asked, and about which edition."""
    found = asking(session, who.id, module_id=module.id, now=now)
    return found and (found.edition, found.about)


def test_somebody_is_asked_one_after_the_other_about_what_they_have_finished_themselves(
    session: Session, cast: House, modules: list[Module]
) -> None:
    first, second = modules
    complete(session, cast.sam, first)
    say(session, cast.sue, first, Asked.WORTH)
    say(session, cast.sam, second, Asked.WORTH)
    say(session, cast.sam, first, Asked.WORTH, edition=2)

    assert asked(session, cast.sam, first) == (1, Asked.WORTH)
    assert (asked(session, cast.sue, first), asked(session, cast.sam, second)) == (None, None)
    say(session, cast.sam, first, Asked.WORTH)
    assert asked(session, cast.sam, first) == (1, Asked.USE)
    say(session, cast.sam, first, Asked.USE)
    assert asked(session, cast.sam, first) is None


def test_somebody_is_asked_about_the_edition_of_their_latest_round(
    session: Session, cast: House, modules: list[Module]
) -> None:
    complete(session, cast.sam, modules[0])
    serve(session, replace(lesson(), edition=2), lesson(name="second"))
    session.refresh(modules[0])
    complete(session, cast.sam, modules[0], number=2)

    assert asked(session, cast.sam, modules[0]) == (2, Asked.WORTH)


def test_nobody_is_asked_two_weeks_later(
    session: Session, cast: House, modules: list[Module]
) -> None:
    complete(session, cast.sam, modules[0])
    ends = NOW + timedelta(days=14)

    assert asked(session, cast.sam, modules[0], now=ends - MINUTE) is not None
    assert asked(session, cast.sam, modules[0], now=ends) is None


@pytest.mark.parametrize(
    ("first", "team"), [(PairState.ACTIVE, "north"), (PairState.PAUSED, "south")]
)
def test_an_answer_counts_for_the_first_pair_that_works(
    session: Session, cast: House, course: Course, first: PairState, team: str
) -> None:
    here = stage.pair(session, cast.south, cast.sam, cast.ona)
    for pair in (here, cast.pair):
        assign(session, pair, course)
    stage.change(session, session.merge(cast.pair), first)
    session.flush()

    team_id = team_of_seat(session, cast.sam.id, course_id=course.id, now=NOW)

    assert team_id == getattr(cast, team).id


def test_an_answer_of_somebody_without_a_seat_counts_for_no_team(
    session: Session, cast: House, course: Course
) -> None:
    assert team_of_seat(session, cast.sam.id, course_id=course.id, now=NOW) is None
