"""Which courses of which pairs are shown, how far, and in which round, as the rows say?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import Course, Pair, Publication, RoundDone
from tandem.people.pairs.queries import ShownPair, pairs_by_id
from tandem.progress.pair_courses import PairCourse, courses_of, progress_records
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import PairState, Role, Together
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve

DAY = timedelta(days=1)
DUE = NOW.date()


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course of one module that the north has until today."""
    served = serve(session, lesson(question("q1")))
    give(session, served, cast.north, due_on=DUE)
    return served


def shown(session: Session, *pairs: Pair) -> list[ShownPair]:
    """These pairs, in this order."""
    session.flush()
    found = {pair.id: pair for pair in pairs_by_id(session, [pair.id for pair in pairs])}
    return [found[pair.id] for pair in pairs]


def only(session: Session, pair: Pair, *, now: datetime = NOW, last: bool = False) -> PairCourse:
    """The one course of a pair."""
    (found,) = courses_of(session, shown(session, pair), now=now, last_done=last)
    return found


def test_courses_stand_by_title_and_then_as_the_pairs_come(
    session: Session, cast: House, course: Course
) -> None:
    for slug, title in (("last", "Zeal"), ("gone", "Gone"), ("first", "Ask")):
        other = serve(session, lesson(name=slug), course_slug=slug)
        other.title, other.withdrawn_at = title, NOW if slug == "gone" else None
        give(session, other, cast.north, cast.pair)
    session.add(Publication(at=NOW))
    session.commit()
    pairs = (cast.second_pair, cast.pair, cast.other_pair)

    found = courses_of(session, shown(session, *pairs), now=NOW)

    assert [(one.course.title, one.pair.id) for one in found] == [
        ("Ask", cast.pair.id), ("Respectful teaming", cast.second_pair.id),
        ("Respectful teaming", cast.pair.id), ("Zeal", cast.pair.id),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "together"),
    [(PairState.PROPOSED, Together.NOBODY_YET)]
    + [
        (state, Together.WAITING_FOR_SUPPORT)
        for state in (PairState.ACTIVE, PairState.PAUSED, PairState.ENDED)
    ],
)
def test_of_a_pair_that_is_only_proposed_nothing_is_shown_that_the_two_did_elsewhere(
    session: Session, cast: House, course: Course, state: PairState, together: Together
) -> None:
    finish(session, cast.sam)
    session.get_one(Pair, cast.pair.id).state = state

    assert only(session, cast.pair).together is together


@pytest.mark.parametrize(
    ("state", "days", "overdue"),
    [
        (PairState.ACTIVE, 0, False),
        (PairState.ACTIVE, 1, True),
        (PairState.PAUSED, 1, False),
        (PairState.ENDED, 1, False),
    ],
)
def test_a_date_that_is_over_counts_for_active_pairs_that_are_not_through(
    session: Session, cast: House, course: Course, state: PairState, days: int, overdue: bool
) -> None:
    session.get_one(Pair, cast.pair.id).state = state

    assert only(session, cast.pair, now=NOW + days * DAY).is_overdue is overdue
    for who in (cast.sam, cast.sue):
        finish(session, who)
    assert not only(session, cast.pair, now=NOW + days * DAY).is_overdue


def test_the_last_round_that_both_completed_can_be_asked_for(
    session: Session, cast: House, course: Course
) -> None:
    give(session, course, cast.south, renew_months=1, due_on=date(2026, 4, 1))
    row = RoundDone(pair_id=cast.other_pair.id, course_id=course.id, number=1, finished_at=NOW)
    session.add(row)
    later = NOW + 60 * DAY

    assert only(session, cast.other_pair, now=later).round.number == 2
    assert only(session, cast.other_pair, now=later, last=True).round == FIRST
    assert only(session, cast.pair, now=later, last=True).round == Round()


def test_what_was_done_is_read_of_these_modules_people_and_pairs_alone(
    session: Session, cast: House, course: Course
) -> None:
    serve(session, lesson(name="other"), course_slug="other")
    for who in (cast.sam, cast.sue):
        for slug in ("engine", "other"):
            finish(session, who, slug)
    modules = library(session).course("teaming").modules

    records = progress_records(session, modules, people=[cast.sam.id], roles=[Role.REP])

    assert set(records.alone) == {(cast.sam.id, modules[0].id)}
    assert set(records.asks) == {(modules[0].id, Role.REP)}
    assert records.in_pairs == {}
    assert progress_records(session, [], people=[cast.sam.id]).alone == {}
